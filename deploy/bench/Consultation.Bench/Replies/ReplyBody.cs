using System.Text.Json;
using System.Text.Json.Serialization;

namespace Consultation.Bench.Replies;

/// <summary>What a sender posts, with the names of the HTTP contract.</summary>
internal sealed record ReplyBody(ReplySender Sender, string Language, string Position, string? Text)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}

internal sealed record ReplySender(string Type, string Name, string? Email)
{
    public const string PublicBody = "publicBody";

    [JsonIgnore]
    public bool IsPublicBody => Type.Equals(PublicBody, StringComparison.Ordinal);
}
