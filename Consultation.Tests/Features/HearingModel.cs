using Consultation.Domain;

namespace Consultation.Tests.Features;

/// <summary>The rules as a citizen would say them, in plain code.</summary>
internal sealed class HearingModel(PublicationRule rule, LateReplies late)
{
    public List<(DateTimeOffset Opens, DateTimeOffset Closes)> Rounds { get; } = [];
    public List<Sent> Replies { get; } = [];
    public bool Published { get; private set; }

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
        Replies.Add(new Sent(now, open >= 0 ? open : closed) { Late = open < 0 });
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

    public bool IsPublic(Sent reply, DateTimeOffset now) =>
        !reply.Withdrawn
        && (rule == PublicationRule.Immediate || (rule == PublicationRule.AfterDeadline && Rounds[reply.Round].Closes <= now));

    public sealed record Sent(DateTimeOffset At, int Round)
    {
        public bool Late { get; set; }
        public bool Withdrawn { get; set; }
        public bool WithRemarks { get; set; } = true;
    }
}
