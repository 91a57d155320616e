using Consultation.Api.Features.Hearings;

namespace Consultation.Api.Features.Ministries;

/// <summary>What something is called, by language: bokmål always, others where they are known.</summary>
internal static class Names
{
    public static IReadOnlyDictionary<string, string> Of(string name, string? others)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { ["nb"] = name };
        foreach (var (language, other) in others is null ? [] : Stored.Read<Dictionary<string, string>>(others))
        {
            names.TryAdd(language, other);
        }
        return names;
    }
}
