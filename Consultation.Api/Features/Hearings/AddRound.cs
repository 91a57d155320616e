using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Following;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>Adds a round with its deadline to a hearing; a published hearing gets it at once.</summary>
public static class AddRound
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Result>
    {
        [JsonIgnore]
        public long HearingId { get; init; }
        public required DateTimeOffset OpensAt { get; init; }

        /// <summary>The deadline as an instant, exclusive; or <see cref="ClosesOn"/>.</summary>
        public DateTimeOffset? ClosesAt { get; init; }

        /// <summary>The last day on which replies are taken: the deadline is the following local midnight.</summary>
        public DateOnly? ClosesOn { get; init; }
        public string? TimeZone { get; init; }
        public LateReplies? LateReplies { get; init; }

        /// <summary>Public; needed when the round is shorter than the ministry's rule.</summary>
        public string? ShortDeadlineReason { get; init; }
    }

    public sealed record Result(int Number);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.ClosesAt)
                .Must((c, _) => c.ClosesAt is null != c.ClosesOn is null)
                .WithText("field.one_of_two", "closesAt", "closesOn");
            RuleFor(c => c.ClosesAt).Must(at => at is null || at < Deadline.Latest).WithText("field.unknown_value");
            RuleFor(c => c.ClosesOn).Must(day => day is null || day.Value.Year < Deadline.Latest.Year).WithText("field.unknown_value");
            RuleFor(c => c.TimeZone).Must(zone => zone is null || Deadline.IsTimeZone(zone)).WithText("time_zone.unknown");
            RuleFor(c => c.ShortDeadlineReason).AtMost(4000);
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user, Settings settings)
        : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.ConcludedAt is not null || hearing.WithdrawnAt is not null)
            {
                throw Refusals.HearingConcluded();
            }
            if (hearing.HasOutcome)
            {
                throw Refusals.OutcomeExists();
            }
            var zone = request.TimeZone ?? settings.TimeZone;
            var opensAt = Instants.Floor(request.OpensAt);
            var closesAt = request.ClosesOn is { } day ? Deadline.EndOf(day, zone) : Instants.Floor(request.ClosesAt!.Value);
            if (closesAt <= opensAt)
            {
                throw Refusals.RoundClosesBeforeItOpens();
            }
            if (hearing.PublishedAt is not null && closesAt <= now)
            {
                throw Refusals.RoundDeadlinePassed();
            }
            var rounds = await HearingStore.Rounds(db, hearing.Id);
            if (rounds.Any(round => opensAt < round.ClosesAt && round.OpensAt < closesAt))
            {
                throw Refusals.RoundOverlaps();
            }
            // Nobody could read it before it is published: for a draft that is judged again at publishing.
            var from = hearing.PublishedAt is null || opensAt > now ? opensAt : now;
            RoundRules.CheckLength(hearing.Kind, from, closesAt, zone, hearing.LeastDays, request.ShortDeadlineReason);

            var round = new
            {
                Id = ids.Next(),
                HearingId = hearing.Id,
                Number = rounds.Count + 1,
            };
            await db.Run(
                InsertRound,
                new
                {
                    round.Id,
                    round.HearingId,
                    round.Number,
                    OpensAt = opensAt,
                    ClosesAt = closesAt,
                    TimeZone = zone,
                    LateReplies = (request.LateReplies ?? hearing.LateReplies).Code(),
                    ShortDeadlineReason = PlainText.Normalise(request.ShortDeadlineReason) is { Length: > 0 } reason ? reason : null,
                }
            );
            await db.Run(InsertCounter, new { RoundId = round.Id, round.HearingId });
            await HearingStore.Touch(db, hearing.Id, now);
            if (hearing.PublishedAt is not null)
            {
                await Outbox.Add(db, ids, Work.CloseRound, round.Id, closesAt, now);
                await Followers.Remind(db, ids, hearing.Id, now);
            }
            return new Result(round.Number);
        }
    }

    private const string InsertRound = """
        insert into HearingRound (Id, HearingId, Number, OpensAt, ClosesAt, TimeZone, LateReplies, ShortDeadlineReason)
        values (@Id, @HearingId, @Number, @OpensAt, @ClosesAt, @TimeZone, @LateReplies, @ShortDeadlineReason)
        """;

    private const string InsertCounter = """
        insert into RoundCounter (RoundId, HearingId, InReview, AwaitingDeadline, Published, PublishedRedacted, Withheld, Withdrawn,
            Late, WithRemarks, WithoutRemarks)
        values (@RoundId, @HearingId, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        """;
}
