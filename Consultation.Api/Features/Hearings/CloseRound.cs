using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>Closes an open round now. The reason is public; what began before this instant is still on time.</summary>
public static class CloseRound
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Result>
    {
        [JsonIgnore]
        public long HearingId { get; init; }

        [JsonIgnore]
        public int Round { get; init; }
        public required string Reason { get; init; }
    }

    public sealed record Result(int Round, DateTimeOffset ClosedAt);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).Filled().AtMost(4000);
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            var rounds = await HearingStore.Rounds(db, hearing.Id);
            var round = rounds.FirstOrDefault(r => r.Number == request.Round) ?? throw Refusals.NotFound();
            if (hearing.PublishedAt is null || RoundRules.StatusOf(round.OpensAt, round.ClosesAt, now) == RoundStatus.Planned)
            {
                throw Refusals.RoundNotOpen();
            }
            if (round.ClosesAt <= now)
            {
                throw Refusals.RoundClosed();
            }
            await MoveDeadline.To(db, ids, hearing.Id, round, now, request.Reason, now);
            return new Result(round.Number, now);
        }
    }
}
