using System.Globalization;
using Consultation.Bench.Results;

namespace Consultation.Bench.Storms.Deadline;

/// <summary>
/// Compares each answer with what its sender knows. A reply is judged by when its request began, as the server's first line of code saw it
/// (CONTRIBUTING, "A reply is judged by when its request began"): some milliseconds after the sender sent it. So what was sent well before must
/// be on time, what was sent after must not, and what was on its way just then must be as its own receipt says.
/// </summary>
internal sealed class DeadlineJudge(string storm, DateTimeOffset deadline, IReadOnlyList<Submission> sent, Verdicts verdicts)
{
    /// <summary>What begins this long before must be on time, however busy the machine is.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMilliseconds(500);

    /// <summary>Instants are kept to the millisecond.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    public void Judge()
    {
        var unanswered = sent.Where(one => !IsAcknowledged(one) && !IsRefused(one)).ToArray();
        verdicts.Judge(
            storm,
            unanswered.Length == 0,
            $"{sent.Count} sent, each is acknowledged or refused as late" + Examples(unanswered, one => $"{one.Status} {Short(one.Said)}")
        );
        Must("begun before", one => one.Began <= deadline - OnItsWay || one.Answered < deadline, IsOnTime, "on time");
        Must("begun before, their last byte sent after", one => one.IsSlow && one.Began <= deadline - OnItsWay, IsOnTime, "on time");
        Must("begun after", one => one.Began >= deadline, one => !IsOnTime(one), "refused, or late where late ones are taken");
        Must(
            "on their way at the deadline",
            one => one.Began > deadline - OnItsWay && one.Began < deadline && one.Answered >= deadline,
            IsOfOneMind,
            "as their own receipts say, or refused"
        );
        Must("acknowledged", IsAcknowledged, IsOfOneMind, "received between their sending and their answer, and late as that says");
        Must("taken late", one => one.Receipt is { Late: true }, one => one.Hearing.TakesLate, "of the hearing that takes late ones");
        Must("refused", IsRefused, one => !one.Hearing.TakesLate, "of the hearing that takes none");
        TellLag();
    }

    private static bool IsAcknowledged(Submission one) => one.Receipt is not null;

    private static bool IsRefused(Submission one) => one.Status == 409;

    private static bool IsOnTime(Submission one) => one.Receipt is { Late: false };

    private bool IsOfOneMind(Submission one) =>
        one.Receipt is { } receipt
            ? receipt.ReceivedAt >= one.Began - Rounding
                && receipt.ReceivedAt <= one.Answered
                && receipt.Late == receipt.ReceivedAt >= deadline
            : IsRefused(one);

    private void Must(string which, Func<Submission, bool> isOne, Func<Submission, bool> isRight, string how)
    {
        var all = sent.Where(isOne).ToArray();
        var wrong = all.Where(one => !isRight(one)).ToArray();
        verdicts.Judge(storm, wrong.Length == 0, $"{all.Length} {which}: {how}" + Examples(wrong, Told));
    }

    private string Told(Submission one) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"no. {one.Number} began {(one.Began - deadline).TotalMilliseconds:0} ms, received {(one.Receipt?.ReceivedAt - deadline)?.TotalMilliseconds:0} ms, answered {(one.Answered - deadline).TotalMilliseconds:0} ms from the deadline: {one.Status}{(one.Receipt?.Late == true ? " late" : "")}"
        );

    private static string Examples(Submission[] wrong, Func<Submission, string> tell) =>
        wrong.Length == 0 ? "" : $"; {wrong.Length} are not: {string.Join("; ", wrong.Take(3).Select(tell))}";

    private static string Short(string text) => text.Length > 200 ? text[..200] : text;

    private void TellLag()
    {
        var lags = sent.Where(IsAcknowledged).Select(one => (one.Receipt!.ReceivedAt - one.Began).TotalMilliseconds).Order().ToArray();
        var waits = sent.Where(one => !one.IsSlow && IsAcknowledged(one))
            .Select(one => (one.Answered - one.Began).TotalMilliseconds)
            .Order()
            .ToArray();
        if (lags.Length > 0 && waits.Length > 0)
            verdicts.Tell(
                storm,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the server saw a request begin {lags[lags.Length / 2]:0} ms (median) to {lags[^1]:0} ms (most) after its sender; answers took {waits[waits.Length / 2]:0} ms (median) to {waits[^1]:0} ms (most)"
                )
            );
    }
}
