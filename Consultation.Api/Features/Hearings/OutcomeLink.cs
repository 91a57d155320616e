using System.Text.Json;
using Consultation.Domain;

namespace Consultation.Api.Features.Hearings;

/// <summary>Where a reader of the outcome finds more: the bill, the regulation, the decision.</summary>
public sealed record OutcomeLink(string Url, string? Label = null)
{
    private const int MaxUrl = 2000;
    private const int MaxLabel = 1000;

    /// <summary>Of an address alone, or of one with its label (or title); null when it leads nowhere on the web.</summary>
    internal static OutcomeLink? Read(JsonElement link)
    {
        var (url, label) = link.ValueKind switch
        {
            JsonValueKind.String => (link.GetString(), null),
            JsonValueKind.Object => (Text(link, "url"), Text(link, "label") ?? Text(link, "title")),
            _ => (null, null),
        };
        var isOnTheWeb = Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";
        if (!isOnTheWeb || uri!.AbsoluteUri.Length > MaxUrl || label?.Length > MaxLabel)
        {
            return null;
        }
        return new(uri.AbsoluteUri, string.IsNullOrWhiteSpace(label) ? null : PlainText.Normalise(label));
    }

    private static string? Text(JsonElement link, string name) =>
        link.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
