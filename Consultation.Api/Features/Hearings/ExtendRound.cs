using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>Moves a deadline to later, with a public reason. A closed round opens again while the hearing has no outcome.</summary>
public static class ExtendRound
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Unit>
    {
        [JsonIgnore]
        public long HearingId { get; init; }

        [JsonIgnore]
        public int Round { get; init; }
        public DateTimeOffset? ClosesAt { get; init; }
        public DateOnly? ClosesOn { get; init; }
        public required string Reason { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.ClosesAt)
                .Must((c, _) => c.ClosesAt is null != c.ClosesOn is null)
                .WithText("field.one_of_two", "closesAt", "closesOn");
            RuleFor(c => c.ClosesAt).Must(at => at is null || at < Deadline.Latest).WithText("field.unknown_value");
            RuleFor(c => c.ClosesOn).Must(day => day is null || day.Value.Year < Deadline.Latest.Year).WithText("field.unknown_value");
            RuleFor(c => c.Reason).Filled().AtMost(4000);
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.IsOver)
            {
                throw Refusals.HearingConcluded();
            }
            if (hearing.HasOutcome)
            {
                throw Refusals.OutcomeExists();
            }
            var rounds = await HearingStore.Rounds(db, hearing.Id);
            var round = rounds.FirstOrDefault(r => r.Number == request.Round) ?? throw Refusals.NotFound();
            var closesAt = request.ClosesOn is { } day ? Deadline.EndOf(day, round.TimeZone) : Instants.Floor(request.ClosesAt!.Value);
            if (closesAt <= round.ClosesAt)
            {
                throw Refusals.RoundNotLater();
            }
            if (closesAt <= now)
            {
                throw Refusals.RoundDeadlinePassed();
            }
            if (rounds.Any(other => other.Number != round.Number && round.OpensAt < other.ClosesAt && other.OpensAt < closesAt))
            {
                throw Refusals.RoundOverlaps();
            }
            var from = hearing.PublishedAt is { } published && published > round.OpensAt ? published : round.OpensAt;
            RoundRules.CheckLength(
                hearing.Kind,
                from,
                closesAt,
                round.TimeZone,
                hearing.LeastDays,
                round.ShortDeadlineReason ?? request.Reason
            );
            await MoveDeadline.To(db, ids, hearing.Id, round, closesAt, request.Reason, now);
            return Unit.Value;
        }
    }
}
