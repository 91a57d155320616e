using System.Text.Json;

namespace Consultation.Api.Features.Hearings;

/// <summary>What a hearing keeps as JSON in one column, because nothing is ever asked of its inside.</summary>
internal static class Stored
{
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, Http.Json.Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Http.Json.Options)!;
}

/// <summary>Who to ask, which acts it is about, and what belongs to EEA cases, as the ministry's system gave them.</summary>
public sealed record HearingDetails(JsonElement? Contact = null, JsonElement? Acts = null, JsonElement? Eea = null);
