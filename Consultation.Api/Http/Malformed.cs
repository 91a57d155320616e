using System.Text.Json;
using System.Text.RegularExpressions;
using Consultation.Api.Texts;

namespace Consultation.Api.Http;

/// <summary>
/// What of a request could not be read, in the caller's words: the field or parameter, else the place in the body. The framework's own
/// messages name our classes, so none of them is passed on.
/// </summary>
internal static partial class Malformed
{
    /// <summary>Field or parameter to message; null when the fault is not one field's.</summary>
    public static IReadOnlyDictionary<string, string[]>? Errors(BadHttpRequestException bad)
    {
        if (Parameter().Match(bad.Message) is { Success: true } parameter)
        {
            return new Dictionary<string, string[]> { [parameter.Groups["name"].Value] = [Messages.Get("field.unknown_value")] };
        }
        if (bad.InnerException is not JsonException json)
        {
            return null;
        }
        if (Duplicate().Match(json.Message) is { Success: true } duplicate)
        {
            return new Dictionary<string, string[]> { [duplicate.Groups["name"].Value] = [Messages.Get("field.twice")] };
        }
        if (Missing().Match(json.Message) is { Success: true } missing)
        {
            return Quoted()
                .Matches(missing.Groups["names"].Value)
                .ToDictionary(name => name.Groups["name"].Value, _ => new[] { Messages.Get("field.required") });
        }
        return json.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal)
            ? new Dictionary<string, string[]> { [path[2..]] = [Messages.Get("field.unknown_value")] }
            : null;
    }

    /// <summary>The place in the body, counted from 1, when the fault is not one field's.</summary>
    public static string? Place(BadHttpRequestException bad) =>
        Errors(bad) is null && bad.InnerException is JsonException { LineNumber: { } line, BytePositionInLine: { } position }
            ? Messages.Get("problem.malformed_at", line + 1, position + 1)
            : null;

    [GeneratedRegex("^(Failed to bind|Required) parameter \"\\S+ (?<name>\\w+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("^Duplicate property '(?<name>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duplicate();

    [GeneratedRegex("missing required properties including: (?<names>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex("'(?<name>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
