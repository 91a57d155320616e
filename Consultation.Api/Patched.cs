using System.Text.Json;
using System.Text.Json.Serialization;

namespace Consultation.Api;

/// <summary>
/// A field of a change that may be left out: what is not in the body stays as it is, and null is a value like others (it clears what may
/// be empty). The default is a field that was left out.
/// </summary>
[JsonConverter(typeof(PatchedConverter))]
public readonly record struct Patched<T>(T? Value)
{
    public bool IsGiven { get; } = true;

    /// <summary>The value, or what there was before where none was given.</summary>
    public T? Or(T? before) => IsGiven ? Value : before;
}

internal sealed class PatchedConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Patched<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Patched<T>>
    {
        public override bool HandleNull => true;

        public override Patched<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.TokenType == JsonTokenType.Null ? default : JsonSerializer.Deserialize<T>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, Patched<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
