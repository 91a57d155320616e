using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>Ends a hearing for good. Whoever replied is owed the outcome first: <c>outcome.missing</c>.</summary>
public static class ConcludeHearing
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command(long HearingId) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.ConcludedAt is not null || hearing.WithdrawnAt is not null)
            {
                throw Refusals.HearingConcluded();
            }
            if (hearing.PublishedAt is null)
            {
                throw Refusals.HearingNotPublished();
            }
            if (!hearing.HasOutcome)
            {
                throw Refusals.OutcomeMissing();
            }
            await db.Run(UpdateConcluded, new { hearing.Id, Now = now });
            await HearingStore.Touch(db, hearing.Id, now);
            return Unit.Value;
        }
    }

    private const string UpdateConcluded = "update Hearing set ConcludedAt = @Now where Id = @Id";
}
