using Consultation.Api.Data;
using Consultation.Api.Features.Search;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Domain.Search;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>Published hearings by deadline or newest first, in keyset pages, without documents.</summary>
public static class ListHearings
{
    [Public]
    public sealed record Query : IQuery<Page<HearingView>>
    {
        public HearingStatus? Status { get; init; }

        /// <summary>Code of the ministry.</summary>
        public string? Ministry { get; init; }
        public HearingKind? Kind { get; init; }

        /// <summary>Words to find in title, summary, translations and documents (<see cref="SearchQuery"/>); blank: all.</summary>
        public string? Q { get; init; }

        /// <summary>Only hearings whose open round closes before this instant.</summary>
        public DateTimeOffset? ClosesBefore { get; init; }
        public HearingSort Sort { get; init; } = HearingSort.Newest;
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

    /// <summary>Sorts hearings without a coming deadline after all others.</summary>
    private static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal sealed class Handler(Db db, TimeProvider clock, Settings settings) : IRequestHandler<Query, Page<HearingView>>
    {
        public async Task<Page<HearingView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var list = request.Sort == HearingSort.Deadline ? "hearings.deadline" : "hearings.newest";
            var after = Cursor.Read(list, 2, request.Cursor);
            var search = string.IsNullOrWhiteSpace(request.Q) ? null : await WordsAlike.Expanded(db, SearchQuery.Parse(request.Q));
            var rows = await db.All<HearingReader.Row>(
                request.Sort == HearingSort.Deadline ? SelectByDeadline : SelectNewest,
                new
                {
                    Now = now,
                    Status = request.Status?.Code(),
                    request.Ministry,
                    Kind = request.Kind?.Code(),
                    Searched = search is not null,
                    Match = search is null ? MatchText.Nothing : db.Dialect.Match(search),
                    ClosesBefore = request.ClosesBefore is { } instant ? Instants.Floor(instant) : (DateTimeOffset?)null,
                    Take = request.Limit + 1,
                    Never,
                    AfterKey = after is null ? (DateTimeOffset?)null : Cursor.Instant(after[0]),
                    AfterId = after?[1] ?? 0,
                }
            );
            var page = rows.Take(request.Limit).ToArray();
            var views = await HearingReader.Complete(db, page, settings, now);
            var next = rows.Count > request.Limit ? Cursor.Of(list, page[^1].SortKey!.Value.ToUnixTimeMilliseconds(), page[^1].Id) : null;
            return new Page<HearingView>(views, next);
        }
    }

    // The same states as HearingRules.StatusOf; a test keeps them equal.
    private const string SelectPublished = """
        select h.Id, h.Slug, h.Title, h.Summary, h.Language, h.Kind, h.CaseNumber, h.Subjects, h.Translations, h.Publication,
            h.AllowAnonymous, m.Code as MinistryCode, m.Name as MinistryName, h.PublishedAt, h.ConcludedAt, h.WithdrawnAt, h.UpdatedAt,
            case
                when h.WithdrawnAt is not null then 'withdrawn'
                when h.ConcludedAt is not null then 'concluded'
                when exists (select 1 from HearingRound r where r.HearingId = h.Id and r.OpensAt <= @Now and r.ClosesAt > @Now) then 'open'
                when exists (select 1 from HearingRound r where r.HearingId = h.Id and r.OpensAt <= @Now) then 'underReview'
                else 'planned'
            end as Status,
            (select min(r.ClosesAt) from HearingRound r where r.HearingId = h.Id and r.ClosesAt > @Now) as NextDeadline
        from Hearing h
        join Ministry m on m.Id = h.MinistryId
        where h.PublishedAt is not null
            and (@Ministry is null or m.Code = @Ministry)
            and (@Kind is null or h.Kind = @Kind)
            and (@Searched = 0 or h.Id in (select s.rowid from SearchHearing s where {match s.Tokens @Match}))
        """;

    private const string SelectNewest = $$"""
        select p.*, p.PublishedAt as SortKey
        from ({{SelectPublished}}) p
        where (@Status is null or p.Status = @Status)
            and (@ClosesBefore is null or p.NextDeadline < @ClosesBefore)
            and (@AfterKey is null or p.PublishedAt < @AfterKey or (p.PublishedAt = @AfterKey and p.Id < @AfterId))
        order by p.PublishedAt desc, p.Id desc
        {first @Take}
        """;

    private const string SelectByDeadline = $$"""
        select d.*
        from (select p.*, coalesce(p.NextDeadline, @Never) as SortKey from ({{SelectPublished}}) p) d
        where (@Status is null or d.Status = @Status)
            and (@ClosesBefore is null or d.NextDeadline < @ClosesBefore)
            and (@AfterKey is null or d.SortKey > @AfterKey or (d.SortKey = @AfterKey and d.Id > @AfterId))
        order by d.SortKey, d.Id
        {first @Take}
        """;
}

public enum HearingSort
{
    Newest,

    /// <summary>The next deadline first; hearings without one last.</summary>
    Deadline,
}
