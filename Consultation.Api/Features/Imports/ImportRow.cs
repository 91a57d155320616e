using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>One row of a file that is brought in: a reply, or why it is none (<see cref="RejectCode"/>).</summary>
internal sealed record ImportRow
{
    private const int MaxNameLength = 500;
    private const int MaxExternalIdLength = 200;

    /// <summary>Its place in the file, from 1 and without the header; the same each time the file is read.</summary>
    public required int Row { get; init; }

    /// <summary>The entry of the archive that it stands in, or the line on which it begins.</summary>
    public string? Source { get; init; }
    public string? ExternalId { get; init; }

    /// <summary>Null: the name was not given.</summary>
    public string? Name { get; init; }
    public string? Organisation { get; init; }

    /// <summary>Nine digits.</summary>
    public string? OrganisationNumber { get; init; }
    public string? Email { get; init; }
    public SenderType SenderType { get; init; }

    /// <summary>UTC; null where the file does not tell.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>As <see cref="PlainText.Normalise"/> leaves it.</summary>
    public string Text { get; init; } = "";
    public Position Position { get; init; }

    /// <summary>In the order of the hearing's questions; only what was answered.</summary>
    public IReadOnlyList<Answer> Answers { get; init; } = [];

    /// <summary>Null where the file does not tell.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// Null for a reply. Of any file: <c>row.empty</c>, <c>row.unreadable</c>, <c>row.too_large</c>, <c>row.text_too_long</c>,
    /// <c>row.name_too_long</c>, <c>row.external_id_too_long</c>. Of a mapping: <c>row.field_count</c>, <c>row.not_a_reply</c>,
    /// <c>row.date_invalid</c>, <c>row.value_unknown</c>, <c>row.value_invalid</c>, <c>row.email_invalid</c>,
    /// <c>row.organisation_number_invalid</c>, <c>row.answer_invalid</c>. Of regulations.gov: <c>row.not_a_reply</c>, <c>row.withdrawn</c>.
    /// </summary>
    public string? RejectCode { get; init; }

    /// <summary>English, for whoever looks after the import.</summary>
    public string? RejectMessage { get; init; }

    /// <summary>The name under which the reply stands: a person's own, else the organisation's.</summary>
    public string? SenderName => SenderType is SenderType.Person ? Name ?? Organisation : Organisation ?? Name;

    /// <summary>What the row weighs on the write lane, in UTF-16 units.</summary>
    public int Weight => Text.Length + Answers.Sum(answer => answer.Values.Sum(value => value.Length));

    /// <summary>The row as one that is left out. What it held is let go of.</summary>
    public ImportRow Rejected(string code, string message) =>
        new()
        {
            Row = Row,
            Source = Source,
            ExternalId = ExternalId,
            RejectCode = code,
            RejectMessage = message,
        };

    /// <summary>The row, or the row as left out where it says nothing or too much.</summary>
    public ImportRow Checked()
    {
        if (Text.Length == 0 && Answers.Count == 0 && Position is Position.WithRemarks)
            return Rejected("row.empty", "There is nothing in the row.");
        if (
            Text.Length > ReplyRules.MaxTextLength
            || Answers.Any(answer => answer.Values.Any(value => value.Length > ReplyRules.MaxTextLength))
        )
            return Rejected("row.text_too_long", $"A text is longer than {ReplyRules.MaxTextLength} characters.");
        if (SenderName?.Length > MaxNameLength)
            return Rejected("row.name_too_long", $"The sender's name is longer than {MaxNameLength} characters.");
        return ExternalId?.Length > MaxExternalIdLength
            ? Rejected("row.external_id_too_long", $"The external id is longer than {MaxExternalIdLength} characters.")
            : this;
    }
}
