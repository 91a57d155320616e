using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// The one definition of what counts: a row per round, changed in the transaction that changes the replies. Every reply counts in
/// exactly one publication state and in one position; late ones count as late beside that.
/// </summary>
internal static class Counters
{
    public sealed record Row
    {
        public required long RoundId { get; init; }
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

    /// <summary>What one reply counts as; its publication as <see cref="ReplyRules.Counted"/> has it.</summary>
    public readonly record struct Standing(Publication Publication, Position Position, bool Late);

    public static Task<int> Add(Db db, long round, IReadOnlyList<Standing> replies) => Change(db, round, [], replies);

    /// <summary>A reply counts as something else from now on.</summary>
    public static Task<int> Move(Db db, long round, Standing from, Standing to) =>
        from == to ? Task.FromResult(0) : Change(db, round, [from], [to]);

    /// <summary>A reply's publication alone changes.</summary>
    public static Task<int> Move(Db db, long round, Publication from, Publication to) =>
        Move(db, round, new Standing(from, default, default), new Standing(to, default, default));

    private static Task<int> Change(Db db, long round, IReadOnlyList<Standing> from, IReadOnlyList<Standing> to)
    {
        int By(Func<Standing, bool> counts) => to.Count(counts) - from.Count(counts);
        return db.Run(
            UpdateCounter,
            new
            {
                RoundId = round,
                InReview = By(one => one.Publication == Publication.InReview),
                AwaitingDeadline = By(one => one.Publication == Publication.AwaitingDeadline),
                Published = By(one => one.Publication == Publication.Published),
                PublishedRedacted = By(one => one.Publication == Publication.PublishedRedacted),
                Withheld = By(one => one.Publication == Publication.Withheld),
                Withdrawn = By(one => one.Publication == Publication.Withdrawn),
                Late = By(one => one.Late),
                WithRemarks = By(one => one.Position == Position.WithRemarks),
                WithoutRemarks = By(one => one.Position == Position.WithoutRemarks),
            }
        );
    }

    /// <summary>The counters as stored, by round.</summary>
    public static Task<IReadOnlyList<Row>> Stored(Db db) => db.All<Row>(SelectStored);

    /// <summary>The same counted from the replies.</summary>
    public static Task<IReadOnlyList<Row>> Counted(Db db) => db.All<Row>(SelectCounted);

    private const string UpdateCounter = """
        update RoundCounter
        set InReview = InReview + @InReview, AwaitingDeadline = AwaitingDeadline + @AwaitingDeadline, Published = Published + @Published,
            PublishedRedacted = PublishedRedacted + @PublishedRedacted, Withheld = Withheld + @Withheld,
            Withdrawn = Withdrawn + @Withdrawn, Late = Late + @Late, WithRemarks = WithRemarks + @WithRemarks,
            WithoutRemarks = WithoutRemarks + @WithoutRemarks
        where RoundId = @RoundId
        """;

    private const string SelectStored = """
        select RoundId, InReview, AwaitingDeadline, Published, PublishedRedacted, Withheld, Withdrawn, Late, WithRemarks, WithoutRemarks
        from RoundCounter
        order by RoundId
        """;

    /// <summary>One row a round, counted from the replies.</summary>
    internal const string CountedRows = """
        select hr.Id as RoundId,
            coalesce(sum(case when r.Publication = 'inReview' then 1 else 0 end), 0) as InReview,
            coalesce(sum(case when r.Publication = 'awaitingDeadline' and r.Ground is null then 1 else 0 end), 0) as AwaitingDeadline,
            coalesce(sum(case when r.Publication = 'published' then 1 else 0 end), 0) as Published,
            coalesce(sum(case when r.Publication = 'publishedRedacted'
                or (r.Publication = 'awaitingDeadline' and r.Ground is not null) then 1 else 0 end), 0) as PublishedRedacted,
            coalesce(sum(case when r.Publication = 'withheld' then 1 else 0 end), 0) as Withheld,
            coalesce(sum(case when r.Publication = 'withdrawn' then 1 else 0 end), 0) as Withdrawn,
            coalesce(sum(case when r.Late = 1 then 1 else 0 end), 0) as Late,
            coalesce(sum(case when r.Position = 'withRemarks' then 1 else 0 end), 0) as WithRemarks,
            coalesce(sum(case when r.Position = 'withoutRemarks' then 1 else 0 end), 0) as WithoutRemarks
        from HearingRound hr
        left join Reply r on r.RoundId = hr.Id
        group by hr.Id
        """;

    private const string SelectCounted = $"""
        {CountedRows}
        order by hr.Id
        """;
}
