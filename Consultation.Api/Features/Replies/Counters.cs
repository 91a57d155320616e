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

    public static Task<int> Add(Db db, long round, Publication publication, Position position, bool late) =>
        db.Run(
            UpdateCounter,
            new
            {
                RoundId = round,
                InReview = Is(publication, Publication.InReview),
                AwaitingDeadline = Is(publication, Publication.AwaitingDeadline),
                Published = Is(publication, Publication.Published),
                PublishedRedacted = Is(publication, Publication.PublishedRedacted),
                Withheld = Is(publication, Publication.Withheld),
                Withdrawn = Is(publication, Publication.Withdrawn),
                Late = late ? 1 : 0,
                WithRemarks = position == Position.WithRemarks ? 1 : 0,
                WithoutRemarks = position == Position.WithoutRemarks ? 1 : 0,
            }
        );

    /// <summary>A reply of the round leaves one state for another, both as <see cref="ReplyRules.Counted"/> has them.</summary>
    public static Task<int> Move(Db db, long roundId, Publication from, Publication to) =>
        db.Run(
            UpdateCounter,
            new
            {
                RoundId = roundId,
                InReview = Is(to, Publication.InReview) - Is(from, Publication.InReview),
                AwaitingDeadline = Is(to, Publication.AwaitingDeadline) - Is(from, Publication.AwaitingDeadline),
                Published = Is(to, Publication.Published) - Is(from, Publication.Published),
                PublishedRedacted = Is(to, Publication.PublishedRedacted) - Is(from, Publication.PublishedRedacted),
                Withheld = Is(to, Publication.Withheld) - Is(from, Publication.Withheld),
                Withdrawn = Is(to, Publication.Withdrawn) - Is(from, Publication.Withdrawn),
                Late = 0,
                WithRemarks = 0,
                WithoutRemarks = 0,
            }
        );

    /// <summary>A correction that is published says remarks where there were none, or the other way round.</summary>
    public static Task<int> MovePosition(Db db, long roundId, Position from, Position to)
    {
        var more = (to == Position.WithRemarks ? 1 : 0) - (from == Position.WithRemarks ? 1 : 0);
        return db.Run(UpdatePosition, new { RoundId = roundId, More = more });
    }

    /// <summary>The counters as stored, by round.</summary>
    public static Task<IReadOnlyList<Row>> Stored(Db db) => db.All<Row>(SelectStored);

    /// <summary>The same counted from the replies.</summary>
    public static Task<IReadOnlyList<Row>> Counted(Db db) => db.All<Row>(SelectCounted);

    private static int Is(Publication one, Publication other) => one == other ? 1 : 0;

    private const string UpdateCounter = """
        update RoundCounter
        set InReview = InReview + @InReview, AwaitingDeadline = AwaitingDeadline + @AwaitingDeadline, Published = Published + @Published,
            PublishedRedacted = PublishedRedacted + @PublishedRedacted, Withheld = Withheld + @Withheld,
            Withdrawn = Withdrawn + @Withdrawn, Late = Late + @Late, WithRemarks = WithRemarks + @WithRemarks,
            WithoutRemarks = WithoutRemarks + @WithoutRemarks
        where RoundId = @RoundId
        """;

    private const string UpdatePosition = """
        update RoundCounter
        set WithRemarks = WithRemarks + @More, WithoutRemarks = WithoutRemarks - @More
        where RoundId = @RoundId
        """;

    private const string SelectStored = """
        select RoundId, InReview, AwaitingDeadline, Published, PublishedRedacted, Withheld, Withdrawn, Late, WithRemarks, WithoutRemarks
        from RoundCounter
        order by RoundId
        """;

    private const string SelectCounted = """
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
        order by hr.Id
        """;
}
