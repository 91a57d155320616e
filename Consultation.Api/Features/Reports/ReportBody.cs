using System.Security.Cryptography;
using System.Text.Json;
using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Domain;

namespace Consultation.Api.Features.Reports;

/// <summary>
/// A round's report. <c>Replies</c> counts all that were received; the breakdowns count every reply in the staff's version, and what is
/// published in the public one.
/// </summary>
public sealed record ReportBody
{
    public required int Round { get; init; }

    /// <summary>
    /// The instant of the last thing that the report counts: a reply, a decision, the deadline or its moving, or the opening where nothing has
    /// happened. Not when it was compiled: so the same state gives the same report, to the byte, whenever it is compiled.
    /// </summary>
    public required DateTimeOffset Cutoff { get; init; }
    public DateTimeOffset? CompiledAt { get; init; }
    public required int Replies { get; init; }
    public required int Published { get; init; }
    public required int Withheld { get; init; }
    public required int Late { get; init; }
    public required int WithRemarks { get; init; }
    public required int WithoutRemarks { get; init; }
    public required IReadOnlyDictionary<string, int> BySenderType { get; init; }

    /// <summary>Local days of the round's time zone, in order, without the empty ones.</summary>
    public required IReadOnlyList<DayCount> ByDay { get; init; }

    /// <summary>Over everything but <see cref="CompiledAt"/>: the same snapshot gives the same sum.</summary>
    public string? Sha256 { get; init; }

    public ReportBody Summed() =>
        this with
        {
            Sha256 = Convert.ToHexStringLower(
                SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { CompiledAt = null, Sha256 = null }, Json.Options))
            ),
        };
}

public sealed record DayCount(DateOnly Date, int Count);

/// <summary>Counts rows one by one, in flat memory.</summary>
internal sealed class ReportTally(bool publicOnly)
{
    private readonly Dictionary<DateOnly, int> _days = [];
    private readonly int[] _senders = new int[Enum.GetValues<SenderType>().Length];
    private int _replies;
    private int _published;
    private int _withheld;
    private int _late;
    private int _withRemarks;
    private int _withoutRemarks;

    public void Add(ReadReplyRows.Row row, TimeZoneInfo zone, DateTimeOffset cutoff)
    {
        _replies++;
        var isPublic = ReplyRules.IsPublic(row.Publication, row.ClosesAt, cutoff);
        _published += isPublic ? 1 : 0;
        _withheld += row.Publication == Publication.Withheld ? 1 : 0;
        if (publicOnly && !isPublic)
        {
            return;
        }
        _late += row.Late ? 1 : 0;
        _withRemarks += row.Position == Position.WithRemarks ? 1 : 0;
        _withoutRemarks += row.Position == Position.WithoutRemarks ? 1 : 0;
        _senders[(int)row.SenderType]++;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(row.ReceivedAt, zone).Date);
        _days[day] = _days.GetValueOrDefault(day) + 1;
    }

    public ReportBody Body(int round, DateTimeOffset cutoff, DateTimeOffset compiledAt) =>
        new ReportBody
        {
            Round = round,
            Cutoff = cutoff,
            Replies = _replies,
            Published = _published,
            Withheld = _withheld,
            Late = _late,
            WithRemarks = _withRemarks,
            WithoutRemarks = _withoutRemarks,
            BySenderType = Enum.GetValues<SenderType>()
                .ToDictionary(type => JsonNamingPolicy.CamelCase.ConvertName(type.ToString()), type => _senders[(int)type]),
            ByDay = [.. _days.OrderBy(day => day.Key).Select(day => new DayCount(day.Key, day.Value))],
        }.Summed() with
        {
            CompiledAt = compiledAt,
        };
}
