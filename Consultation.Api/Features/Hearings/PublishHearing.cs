using Consultation.Api.Data;
using Consultation.Api.Features.Changes;
using Consultation.Api.Features.Invitations;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>Makes a draft public. Needs a document and a round; the length is judged from now if the round has opened.</summary>
public static class PublishHearing
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command(long HearingId) : ICommand<Result>;

    public sealed record Result(DateTimeOffset PublishedAt);

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.PublishedAt is not null)
            {
                throw Refusals.HearingAlreadyPublished();
            }
            var rounds = await HearingStore.Rounds(db, hearing.Id);
            if (rounds.Count == 0 || await db.First<int>(CountDocuments, new { HearingId = hearing.Id }) == 0)
            {
                throw Refusals.HearingIncomplete();
            }
            foreach (var round in rounds)
            {
                if (round.ClosesAt <= now)
                {
                    throw Refusals.RoundDeadlinePassed();
                }
                var from = round.OpensAt > now ? round.OpensAt : now;
                RoundRules.CheckLength(hearing.Kind, from, round.ClosesAt, round.TimeZone, hearing.LeastDays, round.ShortDeadlineReason);
                await Outbox.Add(db, ids, Work.CloseRound, round.Id, round.ClosesAt, now);
            }
            foreach (var round in await db.All<long>(SelectRoundsWithReplies, new { HearingId = hearing.Id }))
            {
                await Outbox.Add(db, ids, Work.AnnounceChanges, round, now, now); // What was imported into the draft is public now.
            }
            await db.Run(UpdatePublished, new { hearing.Id, Now = now });
            await InvitedLetters.Invite(db, ids, hearing.Id, InvitedReader.Coming(rounds, now)!, now);
            await PublicChanges.Hearing(db, hearing.Id, PublicChangeKind.Published, now);
            await HearingStore.Touch(db, hearing.Id, now);
            return new Result(now);
        }
    }

    private const string CountDocuments = "select count(*) from Document where HearingId = @HearingId";

    private const string SelectRoundsWithReplies = """
        select r.Id
        from HearingRound r
        where r.HearingId = @HearingId and exists (select 1 from Reply p where p.HearingId = @HearingId and p.RoundId = r.Id)
        """;

    private const string UpdatePublished = "update Hearing set PublishedAt = @Now where Id = @Id";
}
