using System.Globalization;
using System.Text.Json;
using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>Understands one comment of regulations.gov.</summary>
internal static class RegulationsGovComment
{
    public static ImportRow Read(JsonElement root, int row, string source)
    {
        var result = new ImportRow { Row = row, Source = source };
        if (
            Property(root, "data") is not { ValueKind: JsonValueKind.Object } data
            || Text(data, "type") is not "comments"
            || Property(data, "attributes") is not { ValueKind: JsonValueKind.Object } comment
        )
        {
            return result.Rejected("row.not_a_reply", "The content is no comment of regulations.gov.");
        }

        result = result with
        {
            ExternalId = Line(data, "id"),
            ReceivedAt = Instant(comment, "receiveDate") ?? Instant(comment, "postedDate"),
            Text = RegulationsGovText.From(Text(comment, "comment")),
        };
        result = WithSender(result, comment);
        if (Property(comment, "withdrawn") is { ValueKind: JsonValueKind.True })
            return result.Rejected("row.withdrawn", Line(comment, "reasonWithdrawn") ?? "Withdrawn, no reason given.");
        return result.Checked();
    }

    private static ImportRow WithSender(ImportRow row, JsonElement comment)
    {
        var organisation = Line(comment, "organization");
        if (Line(comment, "govAgency") is { } agency)
            return row with { SenderType = SenderType.PublicBody, Organisation = organisation ?? agency, Name = organisation ?? agency };
        if (organisation is not null)
            return row with { SenderType = SenderType.Organisation, Organisation = organisation, Name = organisation };
        var name = $"{Line(comment, "firstName")} {Line(comment, "lastName")}".Trim();
        // What the site itself writes where no name was given.
        var isGiven = name.Length > 0 && !name.Equals("Anonymous Anonymous", StringComparison.OrdinalIgnoreCase);
        return row with { SenderType = SenderType.Person, Name = isGiven ? name : null };
    }

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A value on one line, null if it is blank.</summary>
    private static string? Line(JsonElement element, string name)
    {
        var words = RegulationsGovText.From(Text(element, name)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 ? string.Join(' ', words) : null;
    }

    private static DateTimeOffset? Instant(JsonElement element, string name) =>
        DateTimeOffset.TryParse(
            Text(element, name),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? Instants.Floor(instant)
            : null;
}
