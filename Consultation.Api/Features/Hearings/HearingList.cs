using Consultation.Api.Data;
using Consultation.Api.Features.Search;
using Consultation.Api.Http;
using Consultation.Domain;
using Consultation.Domain.Search;

namespace Consultation.Api.Features.Hearings;

/// <summary>Reads published hearings in an order: for the list of the API, and for the front page.</summary>
internal static class HearingList
{
    /// <summary>Sorts hearings without a coming deadline after all others.</summary>
    private static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A reader's words with those that count as the same; null when nothing was typed.</summary>
    public static async Task<SearchQuery?> Words(Db db, string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : await WordsAlike.Expanded(db, SearchQuery.Parse(typed));

    /// <param name="search">The words of the request, from <see cref="Words"/>.</param>
    public static async Task<Page<HearingView>> Read(
        Db db,
        ListHearings.Query request,
        SearchQuery? search,
        Settings settings,
        DateTimeOffset now
    )
    {
        var list = request.Sort == HearingSort.Deadline ? "hearings.deadline" : "hearings.newest";
        var after = Cursor.Read(list, 2, request.Cursor);
        var rows = await db.All<HearingReader.Row>(
            (request.Sort, search) switch
            {
                (HearingSort.Deadline, null) => SelectByDeadline,
                (HearingSort.Deadline, _) => SelectFoundByDeadline,
                (_, null) => SelectNewest,
                _ => SelectFoundNewest,
            },
            new
            {
                Now = now,
                Status = request.Status?.Code(),
                request.Ministry,
                Kind = request.Kind?.Code(),
                Match = search is null ? null : db.Dialect.Match(search),
                request.Subject,
                ClosesBefore = request.ClosesBefore is { } instant ? Instants.Floor(instant) : (DateTimeOffset?)null,
                Take = request.Limit + 1,
                Never,
                AfterKey = after is null ? (DateTimeOffset?)null : Cursor.Instant(after[0]),
                AfterId = after?[1] ?? 0,
            }
        );
        var page = rows.Take(request.Limit).ToArray();
        var views = (await HearingReader.Complete(db, page, settings, now)).Select(WithoutHistory).ToArray();
        var next = rows.Count > request.Limit ? Cursor.Of(list, page[^1].SortKey!.Value.ToUnixTimeMilliseconds(), page[^1].Id) : null;
        return new Page<HearingView>(views, next);
    }

    /// <summary>Hearings that are concluded or being considered, what has closed last first.</summary>
    public static async Task<IReadOnlyList<HearingView>> JustClosed(Db db, int most, Settings settings, DateTimeOffset now)
    {
        var rows = await db.All<HearingReader.Row>(
            SelectJustClosed,
            new
            {
                Now = now,
                Ministry = (string?)null,
                Kind = (string?)null,
                Subject = (string?)null,
                Take = most,
            }
        );
        return [.. (await HearingReader.Complete(db, rows, settings, now)).Select(WithoutHistory)];
    }

    private static HearingView WithoutHistory(HearingView view) =>
        view.Outcome is null ? view : view with { Outcome = view.Outcome with { Earlier = null } };

    // The same states as HearingRules.StatusOf; a test keeps them equal.
    private const string SelectPublished = """
        select h.Id, h.Slug, h.Title, h.Summary, h.Language, h.Kind, h.CaseNumber, h.Subjects, h.Translations, h.Publication,
            h.AllowAnonymous, m.Code as MinistryCode, m.Name as MinistryName, h.PublishedAt, h.ConcludedAt, h.WithdrawnAt,
            h.WithdrawnReason, h.UpdatedAt,
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
            and (@Subject is null or exists (select 1 from HearingSubject s where s.HearingId = h.Id and s.Code = @Subject))
        """;

    // Only where something is searched for: SQL Server refuses a statement that names the full-text index where there is none.
    private const string AndFound = """
        and h.Id in (select s.rowid from SearchHearing s where {match s.Tokens @Match})
        """;

    private const string SelectNewest = $"""
        select p.*, p.PublishedAt as SortKey from ({SelectPublished}) p {Newest}
        """;

    private const string SelectFoundNewest = $"""
        select p.*, p.PublishedAt as SortKey from ({SelectPublished} {AndFound}) p {Newest}
        """;

    private const string Newest = """
        where (@Status is null or p.Status = @Status)
            and (@ClosesBefore is null or p.NextDeadline < @ClosesBefore)
            and (@AfterKey is null or p.PublishedAt < @AfterKey or (p.PublishedAt = @AfterKey and p.Id < @AfterId))
        order by p.PublishedAt desc, p.Id desc
        {first @Take}
        """;

    private const string SelectByDeadline = $"""
        select d.* from (select p.*, coalesce(p.NextDeadline, @Never) as SortKey from ({SelectPublished}) p) d {ByDeadline}
        """;

    private const string SelectFoundByDeadline = $"""
        select d.* from (select p.*, coalesce(p.NextDeadline, @Never) as SortKey from ({SelectPublished} {AndFound}) p) d {ByDeadline}
        """;

    private const string ByDeadline = """
        where (@Status is null or d.Status = @Status)
            and (@ClosesBefore is null or d.NextDeadline < @ClosesBefore)
            and (@AfterKey is null or d.SortKey > @AfterKey or (d.SortKey = @AfterKey and d.Id > @AfterId))
        order by d.SortKey, d.Id
        {first @Take}
        """;

    private const string SelectJustClosed = $$"""
        select c.*
        from (
            select p.*, coalesce(p.ConcludedAt, (select max(r.ClosesAt) from HearingRound r where r.HearingId = p.Id)) as SortKey
            from ({{SelectPublished}}) p
            where p.Status in ('underReview', 'concluded')
        ) c
        order by c.SortKey desc, c.Id desc
        {first @Take}
        """;
}
