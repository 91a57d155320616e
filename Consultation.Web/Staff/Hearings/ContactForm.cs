using System.Text.Json;
using System.Text.Json.Nodes;

namespace Consultation.Web.Staff.Hearings;

/// <summary>Whom readers may ask. What a ministry's system has given besides is kept as it is.</summary>
internal sealed record ContactForm(string? Name, string? Email, string? Phone)
{
    private static readonly ContactForm Empty = new(null, null, null);

    public bool IsEmpty => this == Empty;

    public static ContactForm Of(JsonElement? stored) =>
        stored is { ValueKind: JsonValueKind.Object } contact
            ? new(Text(contact, "name"), Text(contact, "email"), Text(contact, "phone"))
            : Empty;

    public static ContactForm Read(IFormCollection form) =>
        new(Filled(form["kontakt-navn"]), Filled(form["kontakt-epost"]), Filled(form["kontakt-telefon"]));

    /// <summary>What is stored from now on; null where there is nobody to ask.</summary>
    public JsonElement? On(JsonElement? stored)
    {
        var contact = stored is { ValueKind: JsonValueKind.Object } known ? JsonObject.Create(known)! : [];
        foreach (var (name, value) in new[] { ("name", Name), ("email", Email), ("phone", Phone) })
        {
            contact.Remove(name);
            if (value is not null)
                contact[name] = value;
        }
        return contact.Count == 0 ? null : JsonSerializer.SerializeToElement(contact);
    }

    private static string? Text(JsonElement contact, string name) =>
        contact.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Filled(value.GetString()) : null;

    private static string? Filled(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
