using System.Globalization;
using Consultation.Bench.Load;

namespace Consultation.Bench.Results;

/// <summary>One measured thing: the product, its bare counterpart in the same run, and what the design asks.</summary>
internal sealed record Figure
{
    public required string What { get; init; }

    /// <summary>Replies stored in the hearing while this was measured.</summary>
    public required int Replies { get; init; }
    public required string Unit { get; init; }
    public double? Product { get; init; }
    public double? Bare { get; init; }

    /// <summary>Product to bare, the median of the rounds (not the ratio of the medians).</summary>
    public double? Ratio { get; init; }
    public Percentiles? ProductMilliseconds { get; init; }
    public Percentiles? BareMilliseconds { get; init; }

    /// <summary>Processor time of the server alone per request, in microseconds: not blurred by the client that shares the cores.</summary>
    public double? ProductProcessor { get; init; }
    public double? BareProcessor { get; init; }

    /// <summary>What the design asks; null: nothing, the figure stands for information.</summary>
    public Asked? Asked { get; init; }
    public string Note { get; init; } = "";

    /// <summary>It could not be measured; the note tells why.</summary>
    public bool Failed { get; init; }

    /// <summary><c>ok</c>, <c>below</c> what is asked, <c>failed</c>, or nothing where nothing is asked.</summary>
    public string Verdict =>
        Failed ? "failed"
        : Asked is null ? ""
        : Asked.IsMet(this) ? "ok"
        : "below";
}

/// <summary>A limit from the design: a least ratio to bare, or a most for the product's own figure.</summary>
internal sealed record Asked(double Limit, bool OfRatio)
{
    public static Asked RatioAtLeast(double limit) => new(limit, true);

    public static Asked AtMost(double limit) => new(limit, false);

    public bool IsMet(Figure figure) => OfRatio ? figure.Ratio >= Limit : figure.Product <= Limit;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(OfRatio ? ">=" : "<=")} {Limit:0.##}");
}
