using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Housekeeping;

/// <summary>
/// Counts the replies and says where the counters are off, and mends them. Stored and counted are read in one statement, and what is off
/// is added as a difference: replies that arrive meanwhile change both alike, so nobody needs to stop writing (on SQL Server without
/// row versions a count may see half of what is being written: there, recount when it is quiet).
/// </summary>
public static class Recount
{
    [Requires(Permission.RunJobs)]
    public sealed record Query : IQuery<IReadOnlyList<Off>>;

    /// <summary>Adds to a round's counters what they are off by.</summary>
    [Requires(Permission.RunJobs)]
    public sealed record Command(Off Off) : ICommand<Unit>;

    /// <summary>A round whose counters are off: what each holds and should hold.</summary>
    public sealed record Off
    {
        public required long RoundId { get; init; }
        public required long HearingId { get; init; }
        public required int Round { get; init; }
        public int InReview { get; init; }
        public int InReviewCounted { get; init; }
        public int AwaitingDeadline { get; init; }
        public int AwaitingDeadlineCounted { get; init; }
        public int Published { get; init; }
        public int PublishedCounted { get; init; }
        public int PublishedRedacted { get; init; }
        public int PublishedRedactedCounted { get; init; }
        public int Withheld { get; init; }
        public int WithheldCounted { get; init; }
        public int Withdrawn { get; init; }
        public int WithdrawnCounted { get; init; }
        public int Late { get; init; }
        public int LateCounted { get; init; }
        public int WithRemarks { get; init; }
        public int WithRemarksCounted { get; init; }
        public int WithoutRemarks { get; init; }
        public int WithoutRemarksCounted { get; init; }

        /// <summary>Name of each counter, what it holds, and what it should.</summary>
        public IEnumerable<(string Name, int Stored, int Counted)> Counters =>
            new (string Name, int Stored, int Counted)[]
            {
                ("inReview", InReview, InReviewCounted),
                ("awaitingDeadline", AwaitingDeadline, AwaitingDeadlineCounted),
                ("published", Published, PublishedCounted),
                ("publishedRedacted", PublishedRedacted, PublishedRedactedCounted),
                ("withheld", Withheld, WithheldCounted),
                ("withdrawn", Withdrawn, WithdrawnCounted),
                ("late", Late, LateCounted),
                ("withRemarks", WithRemarks, WithRemarksCounted),
                ("withoutRemarks", WithoutRemarks, WithoutRemarksCounted),
            }.Where(counter => counter.Stored != counter.Counted);
    }

    internal sealed class Reader(Db db) : IRequestHandler<Query, IReadOnlyList<Off>>
    {
        public Task<IReadOnlyList<Off>> Handle(Query request, CancellationToken cancellationToken) => db.All<Off>(SelectOff);
    }

    internal sealed class Mender(Db db, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            await db.Run(UpdateCounter, request.Off);
            await HearingStore.Touch(db, request.Off.HearingId, Instants.Floor(clock.GetUtcNow()));
            return Unit.Value;
        }
    }

    private const string SelectOff = $"""
        select s.RoundId, s.HearingId, hr.Number as Round,
            s.InReview, c.InReview as InReviewCounted, s.AwaitingDeadline, c.AwaitingDeadline as AwaitingDeadlineCounted,
            s.Published, c.Published as PublishedCounted, s.PublishedRedacted, c.PublishedRedacted as PublishedRedactedCounted,
            s.Withheld, c.Withheld as WithheldCounted, s.Withdrawn, c.Withdrawn as WithdrawnCounted, s.Late, c.Late as LateCounted,
            s.WithRemarks, c.WithRemarks as WithRemarksCounted, s.WithoutRemarks, c.WithoutRemarks as WithoutRemarksCounted
        from RoundCounter s
        join HearingRound hr on hr.Id = s.RoundId
        join ({Counters.CountedRows}) c on c.RoundId = s.RoundId
        where s.InReview <> c.InReview or s.AwaitingDeadline <> c.AwaitingDeadline or s.Published <> c.Published
            or s.PublishedRedacted <> c.PublishedRedacted or s.Withheld <> c.Withheld or s.Withdrawn <> c.Withdrawn
            or s.Late <> c.Late or s.WithRemarks <> c.WithRemarks or s.WithoutRemarks <> c.WithoutRemarks
        order by s.HearingId, hr.Number
        """;

    private const string UpdateCounter = """
        update RoundCounter
        set InReview = InReview + @InReviewCounted - @InReview,
            AwaitingDeadline = AwaitingDeadline + @AwaitingDeadlineCounted - @AwaitingDeadline,
            Published = Published + @PublishedCounted - @Published,
            PublishedRedacted = PublishedRedacted + @PublishedRedactedCounted - @PublishedRedacted,
            Withheld = Withheld + @WithheldCounted - @Withheld,
            Withdrawn = Withdrawn + @WithdrawnCounted - @Withdrawn,
            Late = Late + @LateCounted - @Late,
            WithRemarks = WithRemarks + @WithRemarksCounted - @WithRemarks,
            WithoutRemarks = WithoutRemarks + @WithoutRemarksCounted - @WithoutRemarks
        where RoundId = @RoundId
        """;
}
