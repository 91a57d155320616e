using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Consultation.Domain;

namespace Consultation.Api.Http;

/// <summary>
/// JSON as the contract has it: camelCase, enums by name, every id (each <c>long</c> is one) a string, instants in UTC with Z,
/// Norwegian letters as they are; numbers are never strings, null only where it is allowed.
/// </summary>
public static class Json
{
    // One of each: options that are alike down to these share what they have learnt of our types.
    private static readonly JsonConverter[] _converters =
    [
        new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        new IdConverter(),
        new InstantConverter(),
    ];
    private static readonly DefaultJsonTypeInfoResolver _types = new();
    private static readonly JavaScriptEncoder _encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    public static JsonSerializerOptions Options { get; } = Configured(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    internal static JsonSerializerOptions Configured(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = _encoder;
        options.TypeInfoResolver = _types;
        foreach (var converter in _converters)
        {
            options.Converters.Add(converter);
        }
        return options;
    }

    private sealed class IdConverter : JsonConverter<long>
    {
        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
            && long.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? id
                : throw new JsonException("An id is a string of digits.");

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            // An instant without its zone would be read in the server's: refuse it.
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
            var zoned = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
            return zoned && reader.TryGetDateTimeOffset(out var instant)
                ? Instants.Floor(instant)
                : throw new JsonException("An instant is written as 2026-03-13T12:00:00Z or with an offset.");
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        {
            Span<char> text = stackalloc char[32];
            value.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
            writer.WriteStringValue(text[..length]);
        }
    }
}
