using System.Text.Json;

namespace Consultation.Api.Http;

/// <summary>
/// One of a closed list of words in an address (<c>?status=underReview</c>), written exactly as JSON has it. Bound as it is, an
/// enum would take its C# name, a number or several joined by commas, and refuse the word.
/// </summary>
internal readonly record struct Word<T>(T Value)
    where T : struct, Enum
{
    public static bool TryParse(string? text, out Word<T> word)
    {
        var known = Words.Of<T>().TryGetValue(text ?? "", out var value);
        word = new(value);
        return known;
    }
}

internal static class Words
{
    /// <summary>Every value of the enum by its word.</summary>
    public static IReadOnlyDictionary<string, T> Of<T>()
        where T : struct, Enum => List<T>.All;

    /// <summary>The words that a bound type takes; null when it is no <see cref="Word{T}"/>.</summary>
    public static IEnumerable<string>? Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Word<>)
            ? Enum.GetNames(type.GetGenericArguments()[0]).Select(JsonNamingPolicy.CamelCase.ConvertName)
            : null;
    }

    private static class List<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<string, T> All = Enum.GetValues<T>()
            .ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);
    }
}
