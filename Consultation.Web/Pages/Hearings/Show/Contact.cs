using System.Text.Json;

namespace Consultation.Web.Pages.Hearings.Show;

/// <summary>Whom to ask, as far as the hearing says it in fields that a page knows.</summary>
internal sealed record Contact(string? Name, string? Email, string? Phone)
{
    public static Contact? Of(JsonElement? given)
    {
        if (given is not { ValueKind: JsonValueKind.Object } contact)
            return null;
        var known = new Contact(Text(contact, "name"), Text(contact, "email"), Text(contact, "phone"));
        return known == new Contact(null, null, null) ? null : known;
    }

    private static string? Text(JsonElement contact, string name) =>
        contact.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
