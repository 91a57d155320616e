using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Changes;
using Consultation.Api.Features.Following;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>Takes a published hearing back. It and its replies stay public, with the reason.</summary>
public static class WithdrawHearing
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Unit>
    {
        [JsonIgnore]
        public long HearingId { get; init; }
        public required string Reason { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).Filled().AtMost(4000);
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Unit>
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
            await db.Run(
                UpdateWithdrawn,
                new
                {
                    hearing.Id,
                    Reason = PlainText.Normalise(request.Reason),
                    Now = now,
                }
            );
            await PublicChanges.Hearing(db, hearing.Id, PublicChangeKind.Withdrawn, now);
            await HearingStore.Touch(db, hearing.Id, now);
            var notice = new FollowerNotice { Event = FollowedEvent.Withdrawn, Reason = PlainText.Normalise(request.Reason) };
            await Followers.Tell(db, ids, hearing.Id, notice, now);
            return Unit.Value;
        }
    }

    private const string UpdateWithdrawn = "update Hearing set WithdrawnAt = @Now, WithdrawnReason = @Reason where Id = @Id";
}
