using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Hearings;

/// <summary>Makes <see cref="HearingView"/>s of rows: states and counts are computed from the instants as of now.</summary>
internal static class HearingReader
{
    internal sealed record Row
    {
        public required long Id { get; init; }
        public required string Slug { get; init; }
        public required string Title { get; init; }
        public required string Summary { get; init; }
        public required string Language { get; init; }
        public required HearingKind Kind { get; init; }
        public string? CaseNumber { get; init; }
        public required string Subjects { get; init; }
        public required string Translations { get; init; }
        public required PublicationRule Publication { get; init; }
        public required bool AllowAnonymous { get; init; }
        public required string MinistryCode { get; init; }
        public required string MinistryName { get; init; }
        public DateTimeOffset? PublishedAt { get; init; }
        public DateTimeOffset? ConcludedAt { get; init; }
        public DateTimeOffset? WithdrawnAt { get; init; }
        public string? WithdrawnReason { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }

        /// <summary>What a list is ordered by; null where there is one hearing.</summary>
        public DateTimeOffset? SortKey { get; init; }
    }

    internal sealed record RoundRow
    {
        public required long HearingId { get; init; }
        public required long Id { get; init; }
        public required int Number { get; init; }
        public required DateTimeOffset OpensAt { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public required string TimeZone { get; init; }
        public required LateReplies LateReplies { get; init; }
        public string? ShortDeadlineReason { get; init; }
        public required int InReview { get; init; }
        public required int AwaitingDeadline { get; init; }
        public required int Published { get; init; }
        public required int PublishedRedacted { get; init; }
        public required int Withheld { get; init; }
        public required int Withdrawn { get; init; }
        public required int Late { get; init; }
        public required int WithRemarks { get; init; }
        public required int WithoutRemarks { get; init; }
    }

    private sealed record ChangeRow
    {
        public required long RoundId { get; init; }
        public required DateTimeOffset Was { get; init; }
        public required DateTimeOffset Becomes { get; init; }
        public required string Reason { get; init; }
        public required DateTimeOffset ChangedAt { get; init; }
    }

    private sealed record OutcomeRow
    {
        public required long HearingId { get; init; }
        public required string Markdown { get; init; }
        public required string Links { get; init; }
        public required DateTimeOffset MadeAt { get; init; }

        public OutcomeView View() => new(Markdown, Stored.Read<OutcomeLink[]>(Links), MadeAt);
    }

    /// <summary>One hearing without its documents, for whoever may know of it; not found else.</summary>
    public static async Task<HearingView> Find(Db db, long id, CurrentUser user, Settings settings, DateTimeOffset now)
    {
        var values = new
        {
            Id = id,
            user.IsStaff,
            user.MinistryId,
        };
        var row = await db.First<Row>(SelectHearing, values) ?? throw Refusals.NotFound();
        return (await Complete(db, [row], settings, now))[0];
    }

    /// <summary>Rounds, history, counts and outcomes of all the rows, each in one read.</summary>
    public static async Task<IReadOnlyList<HearingView>> Complete(Db db, IReadOnlyList<Row> rows, Settings settings, DateTimeOffset now)
    {
        var hearings = rows.Select(row => row.Id).ToArray();
        var rounds = (await db.All<RoundRow>(SelectRounds, new { Hearings = hearings })).ToLookup(round => round.HearingId);
        var changes = (await db.All<ChangeRow>(SelectChanges, new { Hearings = hearings })).ToLookup(change => change.RoundId);
        var outcomes = (await db.All<OutcomeRow>(SelectOutcomes, new { Hearings = hearings })).ToLookup(outcome => outcome.HearingId);
        return [.. rows.Select(row => View(row, [.. rounds[row.Id]], changes, [.. outcomes[row.Id]], settings, now))];
    }

    private static HearingView View(
        Row row,
        IReadOnlyList<RoundRow> rounds,
        ILookup<long, ChangeRow> changes,
        IReadOnlyList<OutcomeRow> outcomes,
        Settings settings,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = row.Id,
            Slug = row.Slug,
            Title = row.Title,
            Summary = row.Summary,
            Language = row.Language,
            Translations = Stored.Read<Dictionary<string, HearingTranslation>>(row.Translations),
            Kind = row.Kind,
            Status = HearingRules.StatusOf(
                row.PublishedAt,
                row.WithdrawnAt,
                row.ConcludedAt,
                [.. rounds.Select(round => (round.OpensAt, round.ClosesAt))],
                now
            ),
            Ministry = new MinistryView(row.MinistryCode, row.MinistryName),
            CaseNumber = row.CaseNumber,
            Subjects = Stored.Read<string[]>(row.Subjects),
            Publication = row.Publication,
            AllowAnonymous = row.AllowAnonymous,
            Rounds = [.. rounds.Select(round => View(round, changes[round.Id], now))],
            Counts = Counts(row.Publication, rounds, now),
            Outcome = outcomes.Count == 0 ? null : outcomes[^1].View() with { Earlier = [.. outcomes.SkipLast(1).Select(o => o.View())] },
            Withdrawal = row is { WithdrawnAt: { } at, WithdrawnReason: { } reason } ? new(reason, at) : null,
            Url = settings.PublicUrl + Links.Hearing("nb", row.Id, row.Slug),
            PublishedAt = row.PublishedAt,
            UpdatedAt = row.UpdatedAt,
        };

    private static RoundView View(RoundRow round, IEnumerable<ChangeRow> changes, DateTimeOffset now) =>
        new()
        {
            Number = round.Number,
            OpensAt = round.OpensAt,
            ClosesAt = round.ClosesAt,
            TimeZone = round.TimeZone,
            Status = RoundRules.StatusOf(round.OpensAt, round.ClosesAt, now),
            LateReplies = round.LateReplies,
            ShortDeadlineReason = round.ShortDeadlineReason,
            History = [.. changes.Select(change => new DeadlineChange(change.Was, change.Becomes, change.Reason, change.ChangedAt))],
        };

    /// <summary>The one sum of counters: what awaited a deadline that has passed counts as published, redacted or not.</summary>
    private static ReplyCounts Counts(PublicationRule rule, IReadOnlyList<RoundRow> rounds, DateTimeOffset now)
    {
        var waiting = rounds.Where(round => round.ClosesAt > now).Sum(round => round.AwaitingDeadline);
        var released = rounds.Sum(round => round.AwaitingDeadline) - waiting;
        var waitingRedacted =
            rule == PublicationRule.AfterDeadline ? rounds.Where(round => round.ClosesAt > now).Sum(round => round.PublishedRedacted) : 0;
        return new()
        {
            Received = rounds.Sum(r => r.InReview + r.AwaitingDeadline + r.Published + r.PublishedRedacted + r.Withheld + r.Withdrawn),
            Published = rounds.Sum(round => round.Published) + released,
            PublishedRedacted = rounds.Sum(round => round.PublishedRedacted) - waitingRedacted,
            InReview = rounds.Sum(round => round.InReview),
            AwaitingDeadline = waiting + waitingRedacted,
            Withheld = rounds.Sum(round => round.Withheld),
            Withdrawn = rounds.Sum(round => round.Withdrawn),
            Late = rounds.Sum(round => round.Late),
            WithRemarks = rounds.Sum(round => round.WithRemarks),
            WithoutRemarks = rounds.Sum(round => round.WithoutRemarks),
        };
    }

    private const string SelectHearing = """
        select h.Id, h.Slug, h.Title, h.Summary, h.Language, h.Kind, h.CaseNumber, h.Subjects, h.Translations, h.Publication,
            h.AllowAnonymous, m.Code as MinistryCode, m.Name as MinistryName, h.PublishedAt, h.ConcludedAt, h.WithdrawnAt,
            h.WithdrawnReason, h.UpdatedAt
        from Hearing h
        join Ministry m on m.Id = h.MinistryId
        where h.Id = @Id
            and (h.PublishedAt is not null or (@IsStaff = 1 and (@MinistryId is null or h.MinistryId = @MinistryId)))
        """;

    private const string SelectRounds = """
        select r.HearingId, r.Id, r.Number, r.OpensAt, r.ClosesAt, r.TimeZone, r.LateReplies, r.ShortDeadlineReason,
            c.InReview, c.AwaitingDeadline, c.Published, c.PublishedRedacted, c.Withheld, c.Withdrawn,
            c.Late, c.WithRemarks, c.WithoutRemarks
        from HearingRound r
        join RoundCounter c on c.RoundId = r.Id
        where r.HearingId in @Hearings
        order by r.HearingId, r.Number
        """;

    private const string SelectOutcomes = "select HearingId, Markdown, Links, MadeAt from Outcome where HearingId in @Hearings order by Id";

    private const string SelectChanges = """
        select d.RoundId, d.Was, d.Becomes, d.Reason, d.ChangedAt
        from DeadlineChange d
        join HearingRound r on r.Id = d.RoundId
        where r.HearingId in @Hearings
        order by d.Id
        """;
}
