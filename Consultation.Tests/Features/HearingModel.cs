using Consultation.Domain;

namespace Consultation.Tests.Features;

/// <summary>What the model knows of a reply.</summary>
internal sealed class SentReply(DateTimeOffset at, int round, string state)
{
    public DateTimeOffset At { get; } = at;
    public int Round { get; } = round;

    /// <summary>unread, approved, redacted or hidden.</summary>
    public string State { get; set; } = state;
    public string? BeforeHiding { get; set; }

    /// <summary>Who hid it, as long as nobody else has agreed.</summary>
    public int? HiddenBy { get; set; }
}

/// <summary>The rules as a citizen would say them, in plain code.</summary>
internal sealed class HearingModel(PublicationRule rule, LateReplies late)
{
    public List<(DateTimeOffset Opens, DateTimeOffset Closes)> Rounds { get; } = [];
    public List<SentReply> Replies { get; } = [];
    public bool Published { get; private set; }

    /// <summary>How many decisions were asked for.</summary>
    public int Asked { get; set; }

    public int AddRound((DateTimeOffset Opens, DateTimeOffset Closes) round)
    {
        if (Rounds.Any(other => round.Opens < other.Closes && other.Opens < round.Closes))
        {
            return 409;
        }
        Rounds.Add(round);
        return 201;
    }

    public int Publish(DateTimeOffset now)
    {
        if (Published || Rounds.Count == 0)
        {
            return 409;
        }
        if (Rounds.Any(round => round.Closes <= now))
        {
            return 422;
        }
        Published = true;
        return 200;
    }

    public int Send(DateTimeOffset now)
    {
        if (!Published)
        {
            return 404;
        }
        var open = Rounds.FindIndex(round => round.Opens <= now && now < round.Closes);
        var closed = Rounds.FindIndex(round => round.Closes == Rounds.Where(r => r.Closes <= now).Max(r => (DateTimeOffset?)r.Closes));
        if (open < 0 && (closed < 0 || late == LateReplies.Reject))
        {
            return 409;
        }
        var isRead = rule is PublicationRule.Immediate or PublicationRule.AfterDeadline;
        Replies.Add(new SentReply(now, open >= 0 ? open : closed, isRead ? "approved" : "unread"));
        return 201;
    }

    public int Extend(DateTimeOffset now, DateTimeOffset closes)
    {
        if (Rounds.Count == 0)
        {
            return 404;
        }
        if (closes <= Rounds[0].Closes || closes <= now)
        {
            return 422;
        }
        if (Rounds.Skip(1).Any(other => Rounds[0].Opens < other.Closes && other.Opens < closes))
        {
            return 409;
        }
        Rounds[0] = (Rounds[0].Opens, closes);
        return 200;
    }

    public int Close(DateTimeOffset now)
    {
        if (Rounds.Count == 0)
        {
            return 404;
        }
        if (!Published || now < Rounds[0].Opens || Rounds[0].Closes <= now)
        {
            return 409;
        }
        Rounds[0] = (Rounds[0].Opens, now);
        return 200;
    }

    public string Status(DateTimeOffset now) =>
        !Published ? "draft"
        : Rounds.Any(round => round.Opens <= now && now < round.Closes) ? "open"
        : Rounds.Any(round => round.Closes <= now) ? "underReview"
        : "planned";

    public int Decide(int number, string decision, int person)
    {
        var reply = Replies[number - 1];
        switch (decision)
        {
            case "withhold" when reply.State != "hidden":
                (reply.BeforeHiding, reply.State, reply.HiddenBy) = (reply.State, "hidden", person);
                return 200;
            case "withhold":
                if (reply.HiddenBy is null || reply.HiddenBy == person)
                {
                    return reply.HiddenBy is null ? 409 : 403;
                }
                reply.HiddenBy = null;
                return 200;
            case "redact":
                return To("redacted");
            case "publish":
                return reply.State is "unread" or "hidden" ? To("approved") : 409;
            default:
                return reply.State switch
                {
                    "hidden" => To(reply.BeforeHiding!),
                    "redacted" => To("approved"),
                    _ => 409,
                };
        }

        int To(string state)
        {
            (reply.State, reply.HiddenBy) = (state, null);
            return 200;
        }
    }

    /// <summary>The word that everybody sees.</summary>
    public string Shown(SentReply reply, DateTimeOffset now) =>
        reply.State switch
        {
            "unread" => "inReview",
            "hidden" => "withheld",
            _ when rule == PublicationRule.AfterDeadline && now < Rounds[reply.Round].Closes => "awaitingDeadline",
            "redacted" => "publishedRedacted",
            _ => "published",
        };
}
