using Consultation.Api.Data;
using Consultation.Api.Features.Search;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Domain.Search;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>The hearings of the caller's ministry (of all, for who works for all), drafts too, the one made last first, in keyset pages.</summary>
public static class ListOwnHearings
{
    [Requires(Permission.ReadUnpublished)]
    public sealed record Query : IQuery<Page<Item>>
    {
        public HearingStatus? Status { get; init; }

        /// <summary>Words to find in title, summary, translations and documents, or the whole case number; blank: all.</summary>
        public string? Q { get; init; }
        public int Limit { get; init; } = 50;
        public string? Cursor { get; init; }
    }

    public sealed record Item
    {
        public required long Id { get; init; }
        public required string Slug { get; init; }
        public required string Title { get; init; }
        public required string Language { get; init; }
        public string? CaseNumber { get; init; }
        public required string Ministry { get; init; }
        public required HearingStatus Status { get; init; }

        /// <summary>Of the round that is open or comes next, else of the last one; exclusive.</summary>
        public DateTimeOffset? ClosesAt { get; init; }
        public string? TimeZone { get; init; }
        public required int Received { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).Between(1, 100);
            RuleFor(q => q.Q).AtMost(SearchQuery.MostCharacters);
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Query, Page<Item>>
    {
        public async Task<Page<Item>> Handle(Query request, CancellationToken cancellationToken)
        {
            const string list = "hearings.own";
            var search = string.IsNullOrWhiteSpace(request.Q) ? null : await WordsAlike.Expanded(db, SearchQuery.Parse(request.Q));
            var rows = await db.All<Item>(
                search is null ? SelectPage : SelectFoundPage,
                new
                {
                    user.MinistryId,
                    Now = Instants.Floor(clock.GetUtcNow()),
                    Status = request.Status?.Code(),
                    Match = search is null ? null : db.Dialect.Match(search),
                    CaseNumber = request.Q?.Trim(),
                    Before = Cursor.Read(list, 1, request.Cursor)?[0] ?? long.MaxValue,
                    Take = request.Limit + 1,
                }
            );
            var page = rows.Take(request.Limit).ToArray();
            return new Page<Item>(page, rows.Count > request.Limit ? Cursor.Of(list, page[^1].Id) : null);
        }
    }

    // The same states as HearingRules.StatusOf.
    private const string SelectOwn = """
        select h.Id, h.Slug, h.Title, h.Language, h.CaseNumber, m.Name as Ministry, h.UpdatedAt,
            case
                when h.PublishedAt is null or h.PublishedAt > @Now then 'draft'
                when h.WithdrawnAt is not null then 'withdrawn'
                when h.ConcludedAt is not null then 'concluded'
                when exists (select 1 from HearingRound r where r.HearingId = h.Id and r.OpensAt <= @Now and r.ClosesAt > @Now) then 'open'
                when exists (select 1 from HearingRound r where r.HearingId = h.Id and r.OpensAt <= @Now) then 'underReview'
                else 'planned'
            end as Status,
            coalesce(
                (select min(r.Number) from HearingRound r where r.HearingId = h.Id and r.ClosesAt > @Now),
                (select max(r.Number) from HearingRound r where r.HearingId = h.Id)
            ) as RoundNumber
        from Hearing h
        join Ministry m on m.Id = h.MinistryId
        where h.Id < @Before and (@MinistryId is null or h.MinistryId = @MinistryId)
        """;

    // Only where something is searched for: SQL Server refuses a statement that names the full-text index where there is none.
    private const string AndFound = """
        and (h.CaseNumber = @CaseNumber or h.Id in (select s.rowid from SearchHearing s where {match s.Tokens @Match}))
        """;

    private const string Columns = """
        p.Id, p.Slug, p.Title, p.Language, p.CaseNumber, p.Ministry, p.Status, r.ClosesAt, r.TimeZone, p.UpdatedAt,
            coalesce((select sum(c.InReview + c.AwaitingDeadline + c.Published + c.PublishedRedacted + c.Withheld + c.Withdrawn)
                from RoundCounter c where c.HearingId = p.Id), 0) as Received
        """;

    private const string SelectPage = $"""
        select {Columns} from ({SelectOwn}) p {Listed}
        """;

    private const string SelectFoundPage = $"""
        select {Columns} from ({SelectOwn} {AndFound}) p {Listed}
        """;

    private const string Listed = """
        left join HearingRound r on r.HearingId = p.Id and r.Number = p.RoundNumber
        where @Status is null or p.Status = @Status
        order by p.Id desc
        {first @Take}
        """;
}
