using System.Security.Cryptography;
using System.Text.Json;
using Consultation.Api.Http;
using Consultation.Domain;
using Consultation.Domain.Campaigns;

namespace Consultation.Api.Features.Reports;

/// <summary>
/// A round's report. The numbers that a hearing's counts have too are equal to them at the cut-off, in both versions. The breakdowns (by
/// sender, day, question, paragraph) count every reply in the staff's version, and in the public one what is published, as published.
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

    /// <summary>As they were sent; beside them stand those that are published redacted.</summary>
    public required int Published { get; init; }
    public int PublishedRedacted { get; init; }
    public int InReview { get; init; }
    public int AwaitingDeadline { get; init; }
    public required int Withheld { get; init; }
    public int Withdrawn { get; init; }
    public required int Late { get; init; }
    public required int WithRemarks { get; init; }
    public required int WithoutRemarks { get; init; }
    public required IReadOnlyDictionary<string, int> BySenderType { get; init; }

    /// <summary>Local days of the round's time zone, in order, without the empty ones.</summary>
    public required IReadOnlyList<DayCount> ByDay { get; init; }

    /// <summary>In the hearing's order; the public version has the public questions alone.</summary>
    public IReadOnlyList<QuestionCount> Questions { get; init; } = [];

    /// <summary>Paragraphs and chapters (by their heading's paragraph) that somebody has commented on, in the order of the documents.</summary>
    public IReadOnlyList<PlaceCount> Paragraphs { get; init; } = [];

    /// <summary>Documents that somebody has commented on as a whole.</summary>
    public IReadOnlyList<PlaceCount> Documents { get; init; } = [];

    /// <summary>The largest ones, largest first; grouped as they were at the cut-off.</summary>
    public IReadOnlyList<CampaignCount> Campaigns { get; init; } = [];

    /// <summary>Left out where nobody was invited.</summary>
    public ReportInvited? Invited { get; init; }

    /// <summary>Why a published report was compiled again, oldest first.</summary>
    public IReadOnlyList<ReportNote> Notes { get; init; } = [];

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

public sealed record QuestionCount
{
    public required string Key { get; init; }
    public required string Label { get; init; }
    public required QuestionKind Kind { get; init; }
    public required int Answered { get; init; }

    /// <summary>Every value that could be chosen, also those that nobody chose. Null for text.</summary>
    public IReadOnlyList<OptionCount>? Options { get; init; }

    /// <summary>Of a scale, to two decimals; null when nobody has answered.</summary>
    public decimal? Mean { get; init; }
}

public sealed record OptionCount(string Value, string Label, int Count);

/// <summary>Comments on one place.</summary>
public sealed record PlaceCount
{
    public required long Id { get; init; }

    /// <summary>Its first words (a document's title); empty when a later version of the document has dropped it.</summary>
    public required string Label { get; init; }
    public required int Comments { get; init; }

    /// <summary>By stance; a comment may have none.</summary>
    public required IReadOnlyDictionary<string, int> Stances { get; init; }
}

/// <summary>A group of near-identical replies.</summary>
/// <param name="Id">Number of its earliest reply.</param>
/// <param name="Size">Its replies in this round.</param>
/// <param name="Identical">How many have the commonest text, word for word.</param>
/// <param name="Representative">Number of the reply that stands for it.</param>
public sealed record CampaignCount(long Id, CampaignKind Kind, int Size, int Identical, int Representative);

/// <param name="At">When that happened which made the earlier report untrue.</param>
/// <param name="Code"><see cref="Moderation"/> or <see cref="Withdrawal"/>.</param>
public sealed record ReportNote(DateTimeOffset At, string Code)
{
    /// <summary>A reply was redacted, withheld or restored after publication.</summary>
    public const string Moderation = "rebuilt.moderation";

    /// <summary>A reply was withdrawn after publication.</summary>
    public const string Withdrawal = "rebuilt.withdrawal";
}
