using Consultation.Api.Data;
using Consultation.Api.Features.Following;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>Puts the latest compilation of a round's report up for everybody.</summary>
public static class PublishReport
{
    [Requires(Permission.CompileReports)]
    public sealed record Command(long HearingId, int Round) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            var latest =
                await db.First<Row>(SelectLatest, new { HearingId = hearing.Id, request.Round }) ?? throw Refusals.ReportNotReady();
            if (await db.Run(UpdatePublished, new { latest.Id, Now = now }) > 0 && !latest.HasEarlier)
            {
                var notice = new FollowerNotice { Event = FollowedEvent.ReportPublished, Round = request.Round };
                await Followers.Tell(db, ids, hearing.Id, notice, now);
            }
            if (latest.OutdatedAt is not null)
            {
                await Outbox.Add(db, ids, Work.CompileReport, latest.RoundId, now, now);
            }
            await HearingStore.Touch(db, hearing.Id, now);
            return Unit.Value;
        }
    }

    private sealed record Row
    {
        public required long Id { get; init; }
        public required long RoundId { get; init; }

        /// <summary>Not null: a reply was hidden since it was compiled, so it is compiled again.</summary>
        public DateTimeOffset? OutdatedAt { get; init; }

        /// <summary>The round's report was published before.</summary>
        public required bool HasEarlier { get; init; }
    }

    private const string SelectLatest = """
        select p.Id, p.RoundId, p.OutdatedAt,
            case when exists (select 1 from Report e where e.RoundId = p.RoundId and e.PublishedAt is not null) then 1 else 0 end as HasEarlier
        from Report p
        join HearingRound hr on hr.Id = p.RoundId
        where p.HearingId = @HearingId and hr.Number = @Round
        order by p.CompiledAt desc, p.Id desc
        {first 1}
        """;

    private const string UpdatePublished = "update Report set PublishedAt = @Now where Id = @Id and PublishedAt is null";
}
