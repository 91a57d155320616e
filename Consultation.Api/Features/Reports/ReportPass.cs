using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;

namespace Consultation.Api.Features.Reports;

/// <summary>
/// One pass over a round's replies in flat memory, kept as tallies of stretches of numbers: what is changed under it is counted again
/// stretch by stretch, and what arrives meanwhile is read on, until the whole is true of one moment. That it is, is settled in the
/// transaction that keeps the report (<see cref="SaveReport"/>).
/// </summary>
internal sealed class ReportPass(ReadReportState.Result state, int stretch = ReportPass.Stretch)
{
    /// <summary>Numbers in a stretch: a fraction of a second to count again, and a hundred tallies for a million replies.</summary>
    public const int Stretch = 10_000;

    /// <summary>Clocks of several nodes may differ by this much.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(state.TimeZone);
    private readonly Dictionary<int, ReportTally> _tallies = [];
    private readonly SortedSet<int> _again = [];
    private DateTimeOffset _readAt = state.At;

    /// <summary>Whether what awaits the deadline is public is judged as of then.</summary>
    public DateTimeOffset AsOf { get; } = state.At;

    /// <summary>The last number that was read.</summary>
    public int Last { get; private set; }

    /// <summary>What is asked for the rows beyond <see cref="Last"/>.</summary>
    public ReadReplyRows.Query Rest => Rows(Last, int.MaxValue);

    /// <summary>Which stretches may have changed since the pass was last begun or gone on with.</summary>
    public FindChangedReplies.Query Changed => new(state.HearingId, _readAt - Margin, Last, stretch);

    /// <summary>Whether this pass can go on; a moved or passed deadline changes what every row counts as.</summary>
    public bool Fits(ReadReportState.Result now) =>
        (now.OpensAt, now.ClosesAt, now.MovedAt) == (state.OpensAt, state.ClosesAt, state.MovedAt)
        && HasPassed(now.ClosesAt, now.At) == HasPassed(state.ClosesAt, AsOf);

    /// <summary>Goes on against a newer state: these stretches are read again.</summary>
    public void Renew(ReadReportState.Result now, IEnumerable<int> changed)
    {
        _readAt = now.At;
        foreach (var one in changed)
        {
            _again.Add(one);
            _tallies.Remove(one);
        }
    }

    /// <summary>Reads what is missing, up to the last reply that there is.</summary>
    public async Task ReadOn(Func<ReadReplyRows.Query, Task<IReadOnlyList<ReadReplyRows.Row>>> read)
    {
        while (_again.Count > 0)
        {
            var one = _again.Min;
            _tallies.Remove(one);
            await ReadAll(read, one * stretch, Math.Min((one + 1) * stretch, Last));
            _again.Remove(one);
        }
        Last = await ReadAll(read, Last, int.MaxValue);
    }

    /// <summary>Counts rows that follow those that were read.</summary>
    public void Add(IReadOnlyList<ReadReplyRows.Row> rows)
    {
        Count(rows);
        Last = rows.Count == 0 ? Last : rows[^1].Number;
    }

    public ReportTally Total()
    {
        var total = new ReportTally();
        foreach (var tally in _tallies.Values)
        {
            total.Add(tally);
        }
        return total;
    }

    public static bool HasPassed(DateTimeOffset closesAt, DateTimeOffset now) => closesAt <= now;

    private async Task<int> ReadAll(Func<ReadReplyRows.Query, Task<IReadOnlyList<ReadReplyRows.Row>>> read, int after, int upTo)
    {
        while (true)
        {
            var rows = await read(Rows(after, upTo));
            Count(rows);
            after = rows.Count == 0 ? after : rows[^1].Number;
            if (rows.Count < ReadReplyRows.Batch)
            {
                return after;
            }
        }
    }

    private void Count(IReadOnlyList<ReadReplyRows.Row> rows)
    {
        foreach (var row in rows)
        {
            var place = (row.Number - 1) / stretch;
            if (!_tallies.TryGetValue(place, out var tally))
            {
                _tallies[place] = tally = new ReportTally();
            }
            tally.Add(row, _zone, AsOf);
        }
    }

    private ReadReplyRows.Query Rows(int after, int upTo) =>
        new()
        {
            HearingId = state.HearingId,
            Scope = Scope.All,
            Round = state.Number,
            After = after,
            UpTo = upTo,
        };
}
