using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Following;

/// <summary>The owner of the address says yes: from now on letters are sent there.</summary>
public static class ConfirmFollowing
{
    /// <param name="Token">From the letter. 404 when it is not one of ours; nothing happens when it was not confirmed in time.</param>
    [Public]
    public sealed record Command(string Token) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Token).AtMost(200);
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, Secrets secrets) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var id = secrets.FollowerOf(request.Token) ?? throw Refusals.NotFound();
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await db.First<long?>(SelectHearing, new { Id = id });
            if (hearing is not null && await db.Run(UpdateConfirmed, new { Id = id, Now = now }) > 0)
            {
                await RemindFirst(hearing.Value, now);
            }
            return Unit.Value;
        }

        /// <summary>For the first who follows it: before, there was nobody to remind.</summary>
        private async Task RemindFirst(long hearing, DateTimeOffset now)
        {
            if (await db.First<int>(CountSome, new { HearingId = hearing }) == 1)
            {
                await Followers.Remind(db, ids, hearing, now);
            }
        }
    }

    // Locked, so that of two who confirm at once one is the first.
    private const string SelectHearing = """
        select h.Id from Hearing h {locked} where h.Id = (select f.HearingId from Follower f where f.Id = @Id)
        """;

    private const string CountSome = """
        select count(*) from (
            select f.Id from Follower f where f.HearingId = @HearingId and f.ConfirmedAt is not null order by f.HearingId, f.Id {first 2}
        ) few
        """;

    private const string UpdateConfirmed = "update Follower set ConfirmedAt = @Now where Id = @Id and ConfirmedAt is null";
}
