using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Moderation;

/// <summary>
/// The same decision about many replies, as a queue is worked off. Each is decided by itself: one that is refused (changed, not possible,
/// an identity number) does not keep the others.
/// </summary>
public static class DecideReplies
{
    [Requires(Permission.Moderate)]
    public sealed record Command : ICommand<Result>
    {
        [JsonIgnore]
        public long HearingId { get; init; }

        /// <summary>Redactions differ from reply to reply: they are not made in bulk.</summary>
        public required ModerationChoice Decision { get; init; }
        public Ground? Ground { get; init; }
        public string? LegalBasis { get; init; }
        public string? Note { get; init; }
        public required IReadOnlyList<NumberedVersion> Replies { get; init; }
    }

    public sealed record NumberedVersion(int Number, int Version);

    public sealed record Result(IReadOnlyList<Decided> Decided, IReadOnlyList<Refused> Refused);

    public sealed record Decided(
        int Number,
        Publication Publication,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] PendingDecision? Pending
    );

    /// <param name="Code">As the problem of a single decision has it.</param>
    public sealed record Refused(int Number, string Code);

    internal sealed class Validator : AbstractValidator<Command>
    {
        /// <summary>A piece of work that the writers behind it hardly notice.</summary>
        private const int MostReplies = 100;

        public Validator()
        {
            RuleFor(c => c.Decision).Must(decision => decision != ModerationChoice.Redact).WithText("field.unknown_value");
            RuleFor(c => c.Ground).NotNull().When(c => c.Decision == ModerationChoice.Withhold).WithText("field.required");
            RuleFor(c => c.LegalBasis).AtMost(400);
            RuleFor(c => c.Note).AtMost(4000);
            RuleFor(c => c.Replies).Must(replies => replies.Count > 0).WithText("field.required");
            RuleFor(c => c.Replies).Must(replies => replies.Count <= MostReplies).WithText("field.too_many", MostReplies);
            RuleFor(c => c.Replies)
                .Must(replies => replies.DistinctBy(reply => reply.Number).Count() == replies.Count)
                .WithText("field.twice");
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            var deciding = new Deciding(db, ids, user);
            var decided = new List<Decided>();
            var refused = new List<Refused>();
            foreach (var (number, version) in request.Replies)
            {
                try
                {
                    var result = await deciding.Decide(Single(request, number, version), hearing.Publication, now);
                    decided.Add(new Decided(number, result.Publication, result.Pending));
                }
                catch (Refusal refusal)
                {
                    refused.Add(new Refused(number, refusal.Code));
                }
            }
            return new Result(decided, refused);
        }

        private static DecideReply.Command Single(Command request, int number, int version) =>
            new()
            {
                HearingId = request.HearingId,
                Number = number,
                Decision = request.Decision,
                Version = version,
                Ground = request.Ground,
                LegalBasis = request.LegalBasis,
                Note = request.Note,
            };
    }
}
