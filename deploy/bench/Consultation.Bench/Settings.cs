namespace Consultation.Bench;

/// <summary>How much to measure; everything is bounded in count and time.</summary>
internal sealed record Settings
{
    /// <summary>Replies stored in the hearing, one pass of all measurements for each.</summary>
    public required IReadOnlyList<int> Sizes { get; init; }

    /// <summary>Measured seconds of each side of each measurement, divided over the rounds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Turns of product and bare; the ratio told is the median of theirs.</summary>
    public required int Rounds { get; init; }
    public required int Connections { get; init; }
    public required int Seed { get; init; }

    /// <summary>Where databases and logs of this run lie; must be on the disk that is to be measured.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>The published program; null: publish it first.</summary>
    public string? ProductDll { get; init; }

    /// <summary>Only measurements whose group is named; null: all.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    public TimeSpan Round => TimeSpan.FromSeconds(Seconds / Rounds);

    /// <summary>For most of ten seconds of load the runtime's compiler takes up to a fifth of the processor.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Math.Clamp(Seconds, 1, 10));

    public bool Wants(string group) => Only?.Contains(group) ?? true;
}
