using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Exports;

public enum ExportFormat
{
    Csv,
    Jsonl,
}

/// <summary>What stands beside an export: how to read it, what it leaves out and why, and a checksum of its bytes.</summary>
public sealed record ExportMeta
{
    public required long Hearing { get; init; }
    public required ExportFormat Format { get; init; }
    public required Scope Scope { get; init; }

    /// <summary>What was asked for; empty when everything was.</summary>
    public required ReplyFilter Filter { get; init; }

    /// <summary>When the export began that was counted and summed.</summary>
    public required DateTimeOffset Time { get; init; }
    public required int SchemaVersion { get; init; }
    public required IReadOnlyList<string> Columns { get; init; }
    public required int Rows { get; init; }

    /// <summary>How many that fit the filter are withheld from the public. In scope <c>all</c> they are among the rows.</summary>
    public required int Withheld { get; init; }
    public required IReadOnlyDictionary<string, int> WithheldByGround { get; init; }
    public required int Withdrawn { get; init; }
    public required int InReview { get; init; }
    public required int AwaitingDeadline { get; init; }

    /// <summary>Of the whole file, lower-case hexadecimal: the same as the next download's, as long as nothing in the hearing changes.</summary>
    public required string Sha256 { get; init; }

    internal static ExportMeta Of(
        ExportOrder order,
        ExportFormat format,
        DateTimeOffset at,
        int rows,
        IReadOnlyList<CountReplies.Row> counted,
        string sha256
    )
    {
        var states = counted.ToLookup(row => row.Publication, row => row.Replies);
        return new ExportMeta
        {
            Hearing = order.HearingId,
            Format = format,
            Scope = order.Scope,
            Filter = order.Filter,
            Time = at,
            SchemaVersion = ExportOrder.SchemaVersion,
            Columns = order.Columns,
            Rows = rows,
            Withheld = states[Publication.Withheld].Sum(),
            WithheldByGround = counted
                .Where(row => row.Publication == Publication.Withheld)
                .GroupBy(row => row.Ground?.Code() ?? "notStated", row => row.Replies)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Sum()),
            Withdrawn = states[Publication.Withdrawn].Sum(),
            InReview = states[Publication.InReview].Sum(),
            AwaitingDeadline = states[Publication.AwaitingDeadline].Sum(),
            Sha256 = sha256,
        };
    }
}

/// <summary>What was measured last of each export, while the hearing stays as it was; one export at a time is measured.</summary>
internal sealed class ExportMetaCache : IDisposable
{
    private const int MostKept = 256;

    /// <summary>Times that an export is measured again because the hearing changed under it.</summary>
    private const int MostTries = 3;
    private readonly Dictionary<Key, (object State, ExportMeta Meta)> _kept = [];
    private readonly SemaphoreSlim _turn = new(1);

    public sealed record Key(long Hearing, Scope Scope, ReplyFilter Filter, ExportFormat Format);

    /// <param name="state">What the hearing's replies look like now: equal as long as nothing has changed.</param>
    public async Task<ExportMeta> Get<T>(Key key, Func<Task<T>> state, Func<Task<ExportMeta>> measure, CancellationToken cancellation)
        where T : struct
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            for (var tries = 1; ; tries++)
            {
                object before = await state();
                if (_kept.TryGetValue(key, out var known) && known.State.Equals(before))
                {
                    return known.Meta;
                }
                var meta = await measure();
                if (before.Equals(await state()))
                {
                    if (_kept.Count >= MostKept)
                    {
                        _kept.Clear();
                    }
                    _kept[key] = (before, meta);
                    return meta;
                }
                if (tries == MostTries)
                {
                    return meta; // Replies pour in: true of its own moment, as every export is.
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
