using Consultation.Api.Data;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>A hearing's replies in keyset pages, newest number first by default; the public's, or everything for staff.</summary>
public static class ListReplies
{
    [Public]
    public sealed record Query : IQuery<Page<ReplyItem>>, IScoped
    {
        public long HearingId { get; init; }
        public Scope Scope { get; init; }
        public SenderType? SenderType { get; init; }
        public Position? Position { get; init; }
        public int? Round { get; init; }

        /// <summary>Those with a comment on this paragraph, or on the chapter that it heads.</summary>
        public long? Paragraph { get; init; }

        /// <summary>Staff only: one state of publication.</summary>
        public Publication? Publication { get; init; }

        /// <summary>Staff only: whether it is journalled in the ministry's archive system.</summary>
        public bool? Journalled { get; init; }
        public ReplySort Sort { get; init; }
        public int Limit { get; init; } = 50;
        public string? Cursor { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Limit).Between(1, 100);
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, Page<ReplyItem>>
    {
        public async Task<Page<ReplyItem>> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var oldestFirst = request.Sort == ReplySort.Oldest;
            var list = FormattableString.Invariant($"replies.{request.HearingId}.{(oldestFirst ? "oldest" : "newest")}");
            var after = Cursor.Read(list, 1, request.Cursor)?[0];
            var slug = await ReplyReader.SlugOf(db, request.HearingId, request.Scope, user);
            var rows = await db.All<ReplyReader.ItemRow>(
                (request.Scope, oldestFirst) switch
                {
                    (Scope.All, true) => SelectAllOldest,
                    (Scope.All, false) => SelectAllNewest,
                    (_, true) => SelectPublicOldest,
                    _ => SelectPublicNewest,
                },
                new
                {
                    request.HearingId,
                    Now = now,
                    SenderType = request.SenderType?.Code(),
                    Position = request.Position?.Code(),
                    request.Round,
                    request.Paragraph,
                    Publication = request.Scope == Scope.All ? request.Publication?.Code() : null,
                    Journalled = request.Scope == Scope.All ? request.Journalled : null,
                    After = after ?? (oldestFirst ? 0 : int.MaxValue),
                    Take = request.Limit + 1,
                }
            );
            var items = rows.Take(request.Limit).Select(row => row.Item(slug, settings, request.HearingId, now)).ToArray();
            return new Page<ReplyItem>(items, rows.Count > request.Limit ? Cursor.Of(list, items[^1].Number) : null);
        }
    }

    private const string Filtered = """
            and (@SenderType is null or r.SenderType = @SenderType)
            and (@Position is null or r.Position = @Position)
            and (@Round is null or hr.Number = @Round)
            and (@Paragraph is null
                or exists (select 1 from ReplyComment c where c.ParagraphId = @Paragraph and c.ReplyId = r.Id and c.HearingId = @HearingId))
        """;

    // What only staff may ask for. A correction that waits to be read is found with what is in review.
    private const string OfStaff = $"""
        and (@Publication is null
            or (@Publication = 'inReview' and r.LatestVersion > r.Version)
            or {PublicReplies.Shown} = @Publication)
            and (@Journalled is null or @Journalled = case when r.JournalledAt is null then 0 else 1 end)
        """;

    private const string SelectPublicNewest = $$"""
        select {{ReplyReader.ItemColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number < @After
            and {{PublicReplies.Where}}
            {{Filtered}}
        order by r.Number desc
        {first @Take}
        """;

    private const string SelectPublicOldest = $$"""
        select {{ReplyReader.ItemColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number > @After
            and {{PublicReplies.Where}}
            {{Filtered}}
        order by r.Number
        {first @Take}
        """;

    private const string SelectAllNewest = $$"""
        select {{ReplyReader.ItemColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number < @After
            {{OfStaff}}
            {{Filtered}}
        order by r.Number desc
        {first @Take}
        """;

    private const string SelectAllOldest = $$"""
        select {{ReplyReader.ItemColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number > @After
            {{OfStaff}}
            {{Filtered}}
        order by r.Number
        {first @Take}
        """;
}

public enum ReplySort
{
    Newest,
    Oldest,
}
