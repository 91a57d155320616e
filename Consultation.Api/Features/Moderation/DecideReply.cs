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
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            var reply = await StoredReply.Find(db, hearing.Id, request.Number);
            if (request.Version != reply.LatestVersion)
            {
                throw Refusals.ReplyChanged();
            }
            var step =
                ModerationRules.Next(reply.Counted, reply.IsCorrected, reply.AwaitsSecondPerson, request.Decision)
                ?? throw Refusals.ModerationNotPossible();
            var change = step switch
            {
                ModerationStep.Show => await Shown(request, reply, hearing.Publication),
                ModerationStep.ShowRedacted => await Redacted(request, reply, hearing.Publication),
                ModerationStep.TakeBackHiding => await TakenBack(request, reply, hearing.Publication),
                ModerationStep.ConfirmHiding => await Confirmed(request, reply, now),
                _ => new Republish.Change
                {
                    Publication = Publication.Withheld,
                    Ground = request.Ground,
                    AwaitsSecondPerson = true,
                },
            };
            await new Republish(db, ids).To(reply, change, now);
            if (step != ModerationStep.ConfirmHiding)
            {
                await Decisions.Add(db, ids, user, request, reply, change, now);
            }
            return new Result(
                ReplyRules.Shown(change.Publication, change.Ground, reply.ClosesAt, now),
                change.AwaitsSecondPerson ? PendingDecision.SecondPerson : null
            );
        }

        private async Task<Republish.Change> Shown(Command request, StoredReply.Row reply, PublicationRule rule)
        {
            var originals = await StoredReply.Originals(db, reply);
            var latest = originals.First(original => original.Version == reply.LatestVersion);
            RefuseIdentityNumbers(latest.Content, request);
            if (reply.IsCorrected)
            {
                await StoredReply.Keep(db, reply, originals.First(original => original.Version == reply.Version));
            }
            return new Republish.Change
            {
                Publication = ModerationRules.Approved(rule, redacted: false),
                // What was never kept apart is published as it was sent already.
                Content = latest.IsKept ? new Republish.Content(latest, latest.Content, OrganisationNumber(reply, originals)) : null,
            };
        }

        private async Task<Republish.Change> Redacted(Command request, StoredReply.Row reply, PublicationRule rule)
        {
            var originals = await StoredReply.Originals(db, reply);
            var latest = originals.First(original => original.Version == reply.LatestVersion);
            var content = Redaction.Apply(latest.Content, request.Redactions!);
            RefuseIdentityNumbers(content, request);
            await StoredReply.Keep(db, reply, originals.First(original => original.Version == reply.Version));
            var number = content.SenderName == latest.Content.SenderName ? OrganisationNumber(reply, originals) : null;
            return new Republish.Change
            {
                Publication = ModerationRules.Approved(rule, redacted: true),
                Ground = request.Ground,
                Content = new Republish.Content(latest, content, number),
            };
        }

        private async Task<Republish.Change> TakenBack(Command request, StoredReply.Row reply, PublicationRule rule)
        {
            var withheld = await Decisions.Last(db, reply.Id, ModerationChoice.Withhold);
            if (withheld.Was == Publication.InReview)
            {
                return new Republish.Change { Publication = Publication.InReview };
            }
            RefuseIdentityNumbers(await StoredReply.Published(db, reply), request);
            var redacted = withheld.Was == Publication.PublishedRedacted;
            return new Republish.Change
            {
                Publication = ModerationRules.Approved(rule, redacted),
                Ground = redacted ? (await Decisions.Last(db, reply.Id, ModerationChoice.Redact)).Ground : null,
            };
        }

        private async Task<Republish.Change> Confirmed(Command request, StoredReply.Row reply, DateTimeOffset now)
        {
            var withheld = await Decisions.Last(db, reply.Id, ModerationChoice.Withhold);
            if (withheld.DecidedByKey is { } key && user.KeyId is { } own ? key == own : withheld.DecidedBy == user.Name)
            {
                throw Refusals.SecondPersonNeeded();
            }
            if (request.Ground != withheld.Ground)
            {
                throw Refusals.GroundDiffers();
            }
            await Decisions.Confirm(db, user, withheld.Id, now);
            return new Republish.Change { Publication = Publication.Withheld, Ground = withheld.Ground };
        }

        /// <summary>The one that was sent, also where the published reply hides it.</summary>
        private static string? OrganisationNumber(StoredReply.Row reply, IEnumerable<StoredReply.Original> originals) =>
            reply.OrganisationNumber
            ?? originals.Select(original => original.OrganisationNumber).FirstOrDefault(number => number is not null);

        private static void RefuseIdentityNumbers(ReplyContent content, Command request)
        {
            if (!request.NotANationalId && Redaction.IdentityNumbers(content) is [var first, ..])
            {
                throw Refusals.ReplyNationalId(first.Field);
            }
        }
    }
}

/// <summary>What a decision still needs.</summary>
public enum PendingDecision
{
    SecondPerson,
}
