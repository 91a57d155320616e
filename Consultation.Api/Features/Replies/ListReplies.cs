using Consultation.Api.Data;
using Consultation.Api.Features.Search;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Domain.Search;
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

        /// <summary>Staff only: one state of publication.</summary>
        public Publication? Publication { get; init; }

        /// <summary>Words to find (<see cref="SearchQuery"/>); blank: all replies.</summary>
        public string? Q { get; init; }
        public ReplySort Sort { get; init; }
        public int Limit { get; init; } = 50;
        public string? Cursor { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).Between(1, 100);
            RuleFor(q => q.Q).AtMost(SearchQuery.MostCharacters);
        }
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
            var from = after ?? (oldestFirst ? 0 : int.MaxValue);
            var values = new
            {
                request.HearingId,
                Now = now,
                SenderType = request.SenderType?.Code(),
                Position = request.Position?.Code(),
                request.Round,
                Publication = request.Scope == Scope.All ? request.Publication?.Code() : null,
                After = from,
                Take = request.Limit + 1,
            };
            var search = string.IsNullOrWhiteSpace(request.Q) ? null : await WordsAlike.Expanded(db, SearchQuery.Parse(request.Q));
            var rows = search is null
                ? await db.All<ReplyReader.ItemRow>(SqlFor(request.Scope, oldestFirst), values)
                : await FoundReplies.Rows(db, search, request, now, from, values);
            var items = rows.Take(request.Limit).Select(row => row.Item(slug, settings, request.HearingId, now)).ToArray();
            if (search is not null)
            {
                var hits = await FoundReplies.Hits(db, search, request.HearingId, [.. items.Select(item => item.Number)]);
                items = [.. items.Select(item => item with { Hit = hits.GetValueOrDefault(item.Number) })];
            }
            return new Page<ReplyItem>(items, rows.Count > request.Limit ? Cursor.Of(list, items[^1].Number) : null);
        }
    }

    private static string SqlFor(Scope scope, bool oldestFirst) =>
        (scope, oldestFirst) switch
        {
            (Scope.All, true) => SelectAllOldest,
            (Scope.All, false) => SelectAllNewest,
            (_, true) => SelectPublicOldest,
            _ => SelectPublicNewest,
        };

    internal const string Filtered = """
            and (@SenderType is null or r.SenderType = @SenderType)
            and (@Position is null or r.Position = @Position)
            and (@Round is null or hr.Number = @Round)
        """;

    // The state as it is shown, like ReplyRules.Shown.
    internal const string OfPublication = """
        and (@Publication is null
            or case when r.Publication = 'awaitingDeadline' and hr.ClosesAt <= @Now then 'published' else r.Publication end = @Publication)
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
            {{OfPublication}}
            {{Filtered}}
        order by r.Number desc
        {first @Take}
        """;

    private const string SelectAllOldest = $$"""
        select {{ReplyReader.ItemColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number > @After
            {{OfPublication}}
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
