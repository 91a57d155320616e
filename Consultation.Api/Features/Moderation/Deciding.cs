using Consultation.Api.Data;
using Consultation.Api.Features.Mail.Letters;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Moderation;

/// <summary>One decision about one reply. What it refuses it refuses before anything is written.</summary>
internal sealed class Deciding(Db db, IdGenerator ids, CurrentUser user)
{
    /// <param name="rule">Of the hearing, which is the caller's own.</param>
    public async Task<DecideReply.Result> Decide(DecideReply.Command request, PublicationRule rule, DateTimeOffset now)
    {
        var reply = await StoredReply.FindToChange(db, request.HearingId, request.Number);
        if (request.Version != reply.LatestVersion)
        {
            throw Refusals.ReplyChanged();
        }
        var step =
            ModerationRules.Next(reply.Counted, reply.IsCorrected, reply.AwaitsSecondPerson, request.Decision)
            ?? throw Refusals.ModerationNotPossible();
        if (
            step == ModerationStep.ShowRedacted
            && (await Decisions.Of(db, reply.Id)).LastOrDefault() is { } last
            && Decisions.IsSame(last, request, user)
        )
        {
            // Sent twice: its sender is not told twice.
            return new DecideReply.Result(ReplyRules.Shown(reply.Publication, reply.Ground, reply.ClosesAt, now), null);
        }
        var change = step switch
        {
            ModerationStep.Show => await Shown(request, reply, rule),
            ModerationStep.ShowRedacted => await Redacted(request, reply, rule),
            ModerationStep.TakeBackHiding => await TakenBack(request, reply, rule),
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
        // Of a withholding its sender hears when two have agreed on it.
        if (step is ModerationStep.ShowRedacted or ModerationStep.ConfirmHiding)
        {
            var choice = step == ModerationStep.ShowRedacted ? ModerationChoice.Redact : ModerationChoice.Withhold;
            var decided = await Decisions.Last(db, reply.Id, choice);
            var whole = step == ModerationStep.ConfirmHiding;
            var told = new HiddenLetter.Decision(whole, decided.Ground!.Value, decided.LegalBasis, decided.Message);
            await HiddenLetter.Send(db, ids, reply.Id, told, now);
        }
        await Waiting.Ended(db, reply, user, now);
        return new DecideReply.Result(
            ReplyRules.Shown(change.Publication, change.Ground, reply.ClosesAt, now),
            change.AwaitsSecondPerson ? PendingDecision.SecondPerson : null
        );
    }

    private async Task<Republish.Change> Shown(DecideReply.Command request, StoredReply.Row reply, PublicationRule rule)
    {
        var originals = await ReplyVersions.All(db, reply.Id, reply.Version);
        var latest = originals.First(original => original.Version == reply.LatestVersion);
        RefuseIdentityNumbers(latest.Content, request);
        if (reply.IsCorrected)
        {
            await ReplyVersions.Keep(db, reply.Id, originals.First(original => original.Version == reply.Version));
        }
        return new Republish.Change
        {
            Publication = ModerationRules.Approved(rule, redacted: false),
            // What was never kept apart is published as it was sent already.
            Content = latest.IsKept ? new Republish.Content(latest, latest.Content) : null,
        };
    }

    private async Task<Republish.Change> Redacted(DecideReply.Command request, StoredReply.Row reply, PublicationRule rule)
    {
        var originals = await ReplyVersions.All(db, reply.Id, reply.Version);
        var latest = originals.First(original => original.Version == reply.LatestVersion);
        var content = Redaction.Apply(latest.Content, request.Redactions!);
        RefuseIdentityNumbers(content, request);
        await ReplyVersions.Keep(db, reply.Id, originals.First(original => original.Version == reply.Version));
        if (content.SenderName != latest.Content.SenderName)
        {
            // Anybody can look the name up by the number.
            content = content with
            {
                Sender = (latest.Content.Sender ?? reply.Sender) with { OrganisationNumber = null },
            };
        }
        return new Republish.Change
        {
            Publication = ModerationRules.Approved(rule, redacted: true),
            Ground = request.Ground,
            Content = new Republish.Content(latest, content),
        };
    }

    private async Task<Republish.Change> TakenBack(DecideReply.Command request, StoredReply.Row reply, PublicationRule rule)
    {
        var withheld = await Decisions.Last(db, reply.Id, ModerationChoice.Withhold);
        if (withheld.Was == Publication.InReview)
        {
            return new Republish.Change { Publication = Publication.InReview };
        }
        RefuseIdentityNumbers(await HeldReply.Content(db, reply.Id), request);
        var redacted = withheld.Was == Publication.PublishedRedacted;
        return new Republish.Change
        {
            Publication = ModerationRules.Approved(rule, redacted),
            Ground = redacted ? (await Decisions.Last(db, reply.Id, ModerationChoice.Redact)).Ground : null,
        };
    }

    private async Task<Republish.Change> Confirmed(DecideReply.Command request, StoredReply.Row reply, DateTimeOffset now)
    {
        var withheld = await Decisions.Last(db, reply.Id, ModerationChoice.Withhold);
        if (Decisions.IsOwn(withheld, user))
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

    private static void RefuseIdentityNumbers(ReplyContent content, DecideReply.Command request)
    {
        if (!request.NotANationalId && Redaction.IdentityNumbers(content) is [var first, ..])
        {
            throw Refusals.ReplyNationalId(first.Field);
        }
    }
}
