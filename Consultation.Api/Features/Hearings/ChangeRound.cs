using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>
/// Changes what is given of a draft's round, for example to add why it is short. Once the hearing is published a deadline is extended or
/// the round closed instead, with a reason that everybody sees.
/// </summary>
public static class ChangeRound
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Unit>
    {
        [JsonIgnore]
        public long HearingId { get; init; }

        [JsonIgnore]
        public int Round { get; init; }
        public DateTimeOffset? OpensAt { get; init; }

        /// <summary>The deadline as an instant, exclusive; or <see cref="ClosesOn"/>; or neither, and it stays.</summary>
        public DateTimeOffset? ClosesAt { get; init; }

        /// <summary>The last day on which replies are taken: the deadline is the following local midnight.</summary>
        public DateOnly? ClosesOn { get; init; }
        public string? TimeZone { get; init; }
        public LateReplies? LateReplies { get; init; }

        /// <summary>Null takes it away.</summary>
        public Patched<string> ShortDeadlineReason { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.ClosesAt)
                .Must((c, _) => c.ClosesAt is null || c.ClosesOn is null)
                .WithText("field.one_of_two", "closesAt", "closesOn");
            RuleFor(c => c.ClosesAt).Must(at => at is null || at < Deadline.Latest).WithText("field.unknown_value");
            RuleFor(c => c.ClosesOn).Must(day => day is null || day.Value.Year < Deadline.Latest.Year).WithText("field.unknown_value");
            RuleFor(c => c.TimeZone).Must(zone => zone is null || Deadline.IsTimeZone(zone)).WithText("time_zone.unknown");
            RuleFor(c => c.ShortDeadlineReason.Value).AtMost(4000).OverridePropertyName("shortDeadlineReason");
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            var rounds = await HearingStore.Rounds(db, hearing.Id);
            var round = rounds.FirstOrDefault(r => r.Number == request.Round) ?? throw Refusals.NotFound();
            if (hearing.PublishedAt is not null)
            {
                throw Refusals.HearingAlreadyPublished();
            }
            var zone = request.TimeZone ?? round.TimeZone;
            var opensAt = Instants.Floor(request.OpensAt ?? round.OpensAt);
            var closesAt = request.ClosesOn is { } day ? Deadline.EndOf(day, zone) : Instants.Floor(request.ClosesAt ?? round.ClosesAt);
            var reason = PlainText.Normalise(request.ShortDeadlineReason.Or(round.ShortDeadlineReason)) is { Length: > 0 } text
                ? text
                : null;
            if (closesAt <= opensAt)
            {
                throw Refusals.RoundClosesBeforeItOpens();
            }
            if (rounds.Any(other => other.Number != round.Number && opensAt < other.ClosesAt && other.OpensAt < closesAt))
            {
                throw Refusals.RoundOverlaps();
            }
            RoundRules.CheckLength(hearing.Kind, opensAt, closesAt, zone, hearing.LeastDays, reason);
            await db.Run(
                UpdateRound,
                new
                {
                    round.Id,
                    OpensAt = opensAt,
                    ClosesAt = closesAt,
                    TimeZone = zone,
                    LateReplies = (request.LateReplies ?? round.LateReplies).Code(),
                    ShortDeadlineReason = reason,
                }
            );
            await HearingStore.Touch(db, hearing.Id, Instants.Floor(clock.GetUtcNow()));
            return Unit.Value;
        }
    }

    private const string UpdateRound = """
        update HearingRound
        set OpensAt = @OpensAt, ClosesAt = @ClosesAt, TimeZone = @TimeZone, LateReplies = @LateReplies,
            ShortDeadlineReason = @ShortDeadlineReason
        where Id = @Id
        """;
}
