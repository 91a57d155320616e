using Consultation.Domain;

namespace Consultation.Tests.Features;

/// <summary>The rules as a citizen would say them, in plain code.</summary>
internal sealed class HearingModel(PublicationRule rule, LateReplies late)
{
    public List<(DateTimeOffset Opens, DateTimeOffset Closes)> Rounds { get; } = [];
    public List<Sent> Replies { get; } = [];
    public bool Published { get; private set; }

    /// <summary>How many corrections and decisions were asked for.</summary>
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
        Replies.Add(new Sent(now, open >= 0 ? open : closed, First) { Late = open < 0 });
        return 201;
    }

    /// <summary>While its round is open, and after it where late replies are taken; then what was corrected is late.</summary>
    public int Correct(DateTimeOffset now, int number, bool withRemarks)
    {
        var reply = Replies[number];
        if (reply.Withdrawn || !MayChange(now, reply))
        {
            return 409;
        }
        reply.Version++;
        if (reply.IsDecided)
        {
            reply.Waiting = withRemarks;
            return 200;
        }
        reply.State = First;
        reply.WithRemarks = withRemarks;
        reply.Late |= now >= Rounds[reply.Round].Closes;
        return 200;
    }

    public int Withdraw(DateTimeOffset now, int number)
    {
        var reply = Replies[number];
        if (reply.Withdrawn)
        {
            return 200;
        }
        reply.Withdrawn = MayChange(now, reply);
        return reply.Withdrawn ? 200 : 409;
    }

    private bool MayChange(DateTimeOffset now, Sent reply) =>
        now >= Rounds[reply.Round].Opens && (now < Rounds[reply.Round].Closes || late == LateReplies.Accept);

    private void JudgeLate(int round)
    {
        foreach (var reply in Replies.Where(reply => reply.Round == round))
        {
            reply.Late = reply.At >= Rounds[round].Closes;
        }
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
        JudgeLate(0);
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
        JudgeLate(0);
        return 200;
    }

    public string Status(DateTimeOffset now) =>
        !Published ? "draft"
        : Rounds.Any(round => round.Opens <= now && now < round.Closes) ? "open"
        : Rounds.Any(round => round.Closes <= now) ? "underReview"
        : "planned";

    /// <param name="number">From 0.</param>
    public int Decide(int number, string decision, int person)
    {
        var reply = Replies[number];
        if (reply.Withdrawn)
        {
            return 409;
        }
        switch (decision)
        {
            case "withhold" when reply.State != "hidden":
                (reply.BeforeHiding, reply.State, reply.HiddenBy) = (reply.State, "hidden", person);
                break;
            case "withhold" when reply.HiddenBy is null:
                return 409;
            case "withhold" when reply.HiddenBy == person:
                return 403;
            case "withhold":
                reply.HiddenBy = null;
                break;
            case "redact":
                Show("redacted");
                break;
            case "publish" when reply.State is "unread" or "hidden" || reply.Waiting is not null:
                Show("approved");
                break;
            case "restore" when reply.State == "hidden":
                (reply.State, reply.HiddenBy) = (reply.BeforeHiding!, null);
                break;
            case "restore" when reply.State == "redacted" && reply.Waiting is null:
                Show("approved");
                break;
            default:
                return 409;
        }
        reply.IsDecided = true;
        return 200;

        void Show(string state)
        {
            (reply.State, reply.HiddenBy) = (state, null);
            (reply.WithRemarks, reply.Waiting) = (reply.Waiting ?? reply.WithRemarks, null);
        }
    }

    /// <summary>The word that everybody sees.</summary>
    public string Shown(Sent reply, DateTimeOffset now) =>
        reply.State switch
        {
            _ when reply.Withdrawn => "withdrawn",
            "unread" => "inReview",
            "hidden" => "withheld",
            _ when rule == PublicationRule.AfterDeadline && now < Rounds[reply.Round].Closes => "awaitingDeadline",
            "redacted" => "publishedRedacted",
            _ => "published",
        };

    private string First => rule is PublicationRule.Immediate or PublicationRule.AfterDeadline ? "approved" : "unread";

    public sealed class Sent(DateTimeOffset at, int round, string state)
    {
        public DateTimeOffset At { get; } = at;
        public int Round { get; } = round;
        public bool Late { get; set; }
        public bool Withdrawn { get; set; }
        public bool WithRemarks { get; set; } = true;

        /// <summary>unread, approved, redacted or hidden.</summary>
        public string State { get; set; } = state;
        public string? BeforeHiding { get; set; }

        /// <summary>Who hid it, as long as nobody else has agreed.</summary>
        public int? HiddenBy { get; set; }
        public bool IsDecided { get; set; }
        public int Version { get; set; } = 1;

        /// <summary>Whether a correction that is still to be read has remarks.</summary>
        public bool? Waiting { get; set; }
    }
}
