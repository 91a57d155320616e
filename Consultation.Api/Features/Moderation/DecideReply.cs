using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Moderation;

/// <summary>
/// A decision about what is public of a reply, made about the version that was read: another one meanwhile is <c>reply.changed</c>. Hidden
/// is not deleted: originals are kept with ground, legal basis, who and when (offentleglova; arkivlova).
/// </summary>
public static class DecideReply
{
    [Requires(Permission.Moderate)]
    public sealed record Command : ICommand<Result>
    {
        [JsonIgnore]
        public long HearingId { get; init; }

        [JsonIgnore]
        public int Number { get; init; }
        public required ModerationChoice Decision { get; init; }

        /// <summary>The latest version, as the reader had it.</summary>
        public required int Version { get; init; }

        /// <summary>For redacting and withholding; public.</summary>
        public Ground? Ground { get; init; }

        /// <summary>The law behind it, in the moderator's words.</summary>
        public string? LegalBasis { get; init; }

        /// <summary>For colleagues; never public.</summary>
        public string? Note { get; init; }

        /// <summary>
        /// To the sender, for redacting and withholding: stands in the letter that tells of the decision, above what is said to all. Kept with
        /// the decision; never public.
        /// </summary>
        public string? Message { get; init; }
        public IReadOnlyList<RedactedRange>? Redactions { get; init; }

        /// <summary>Confirms that what looks like an identity number is none.</summary>
        public bool NotANationalId { get; init; }
    }

    public sealed record Result(
        Publication Publication,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] PendingDecision? Pending
    );

    internal sealed class Validator : AbstractValidator<Command>
    {
        private const int MostRedactions = 10_000;

        public Validator()
        {
            RuleFor(c => c.Ground)
                .NotNull()
                .When(c => c.Decision is ModerationChoice.Redact or ModerationChoice.Withhold)
                .WithText("field.required");
            RuleFor(c => c.LegalBasis).AtMost(400);
            RuleFor(c => c.Note).AtMost(4000);
            RuleFor(c => c.Message).AtMost(2000);
            RuleFor(c => c.Redactions)
                .Must(redactions => redactions is { Count: > 0 })
                .When(c => c.Decision == ModerationChoice.Redact)
                .WithText("field.required");
            RuleFor(c => c.Redactions)
                .Must(redactions => redactions is not { Count: > MostRedactions })
                .WithText("field.too_many", MostRedactions);
            RuleFor(c => c.Redactions)
                .Must(redactions => redactions is not { Count: > 0 })
                .When(c => c.Decision != ModerationChoice.Redact)
                .WithText("redactions.only_with_redact");
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            return await new Deciding(db, ids, user).Decide(request, hearing.Publication, Instants.Floor(clock.GetUtcNow()));
        }
    }
}

/// <summary>What a decision still needs.</summary>
public enum PendingDecision
{
    SecondPerson,
}
