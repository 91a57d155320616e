using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>One row of a file that is brought in: a reply, or why it is none (<see cref="RejectCode"/>).</summary>
internal sealed record ImportRow
{
    /// <summary>Its place in the file, from 1; the same each time the file is read.</summary>
    public required int Row { get; init; }

    /// <summary>The entry of the archive that it stands in.</summary>
    public string? Source { get; init; }
    public string? ExternalId { get; init; }

    /// <summary>Null: the name was not given.</summary>
    public string? Name { get; init; }
    public string? Organisation { get; init; }
    public SenderType SenderType { get; init; }

    /// <summary>UTC; null where the file does not tell.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>As <see cref="PlainText.Normalise"/> leaves it.</summary>
    public string Text { get; init; } = "";
    public Position Position { get; init; }

    /// <summary>Null where the file does not tell.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// <c>row.withdrawn</c>, <c>row.empty</c>, <c>row.text_too_long</c>, <c>row.too_large</c>, <c>row.unreadable</c> or
    /// <c>row.not_a_reply</c>; null for a reply.
    /// </summary>
    public string? RejectCode { get; init; }

    /// <summary>English, for whoever looks after the import.</summary>
    public string? RejectMessage { get; init; }
}
