using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Consultation.Tests.Support;

/// <summary>
/// Checks JSON against the part of JSON Schema that an OpenAPI 3.1 document of ours holds. A keyword that it does not know fails the
/// test. Stricter than the standard in one thing: a property that the schema does not name is an error, for it is undocumented.
/// </summary>
internal sealed class JsonSchema(JsonNode document)
{
    private static readonly string[] Notes =
    [
        "description",
        "title",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "contentMediaType",
        "contentEncoding",
    ];

    /// <summary>Answers every fault with its place; empty when the value is as the schema says.</summary>
    public IReadOnlyList<string> Faults(JsonNode schema, JsonNode? value)
    {
        var faults = new List<string>();
        Check(schema, value, "$", faults);
        return faults;
    }

    private void Check(JsonNode schema, JsonNode? value, string at, List<string> faults)
    {
        if (schema is not JsonObject rules)
        {
            return; // true: anything
        }
        foreach (var (keyword, rule) in rules)
        {
            Check(keyword, rule!, rules, value, at, faults);
        }
        if (value is JsonObject given && (rules.ContainsKey("properties") || rules.ContainsKey("additionalProperties")))
        {
            CheckOthers(rules, given, at, faults);
        }
    }

    private void Check(string keyword, JsonNode rule, JsonObject rules, JsonNode? value, string at, List<string> faults)
    {
        switch (keyword)
        {
            case "$ref":
                Check(Resolve(rule.GetValue<string>()), value, at, faults);
                break;
            case "type":
                var types = rule is JsonArray several
                    ? several.Select(type => type!.GetValue<string>()).ToArray()
                    : [rule.GetValue<string>()];
                if (!types.Any(type => IsOf(type, value)))
                {
                    faults.Add($"{at}: {Short(value)} is not {string.Join(" or ", types)}");
                }
                break;
            case "required" when value is JsonObject given:
                faults.AddRange(
                    rule.AsArray()
                        .Select(name => name!.GetValue<string>())
                        .Where(name => !given.ContainsKey(name))
                        .Select(name => $"{at}: {name} is missing")
                );
                break;
            case "properties" when value is JsonObject given:
                foreach (var (name, part) in rule.AsObject().Where(part => given.ContainsKey(part.Key)))
                {
                    Check(part!, given[name], $"{at}.{name}", faults);
                }
                break;
            case "items" when value is JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    Check(rule, list[i], $"{at}[{i}]", faults);
                }
                break;
            case "enum":
                if (!rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)))
                {
                    faults.Add($"{at}: {Short(value)} is none of {rule.ToJsonString()}");
                }
                break;
            case "oneOf" or "anyOf":
                var fitting = rule.AsArray().Count(one => Faults(one!, value).Count == 0);
                if (fitting == 0 || (keyword == "oneOf" && fitting > 1))
                {
                    faults.Add($"{at}: {Short(value)} fits {fitting} of {keyword} {rule.ToJsonString()}");
                }
                break;
            case "allOf":
                rule.AsArray().ToList().ForEach(one => Check(one!, value, at, faults));
                break;
            case "pattern" when IsOf("string", value):
                if (
                    !Regex.IsMatch(
                        value!.GetValue<string>(),
                        rule.GetValue<string>(),
                        RegexOptions.CultureInvariant,
                        TimeSpan.FromSeconds(1)
                    )
                )
                {
                    faults.Add($"{at}: {Short(value)} does not match {rule}");
                }
                break;
            case "format" when IsOf("string", value) || IsOf("number", value):
                if (!HasFormat(rule.GetValue<string>(), value!))
                {
                    faults.Add($"{at}: {Short(value)} is no {rule}");
                }
                break;
            case "minimum" when IsOf("number", value):
                if (value!.GetValue<decimal>() < rule.GetValue<decimal>())
                {
                    faults.Add($"{at}: {Short(value)} is below {rule}");
                }
                break;
            case "additionalProperties" or "required" or "properties" or "items" or "pattern" or "format" or "minimum":
                break;
            default:
                if (!Notes.Contains(keyword))
                {
                    faults.Add($"{at}: the keyword {keyword} is not known to this check, in {rules.ToJsonString()}");
                }
                break;
        }
    }

    private void CheckOthers(JsonObject rules, JsonObject given, string at, List<string> faults)
    {
        var named = rules["properties"] as JsonObject;
        foreach (var (name, value) in given.Where(part => named?.ContainsKey(part.Key) != true))
        {
            if (rules["additionalProperties"] is JsonObject others)
            {
                Check(others, value, $"{at}.{name}", faults);
            }
            else
            {
                faults.Add($"{at}: {name} is not documented");
            }
        }
    }

    public JsonNode Resolve(string reference) =>
        reference
            .TrimStart('#', '/')
            .Split('/')
            .Aggregate(document, (node, part) => node[part] ?? throw new InvalidOperationException($"{reference} leads nowhere."));

    private static bool IsOf(string type, JsonNode? value)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        return type switch
        {
            "null" => kind == JsonValueKind.Null,
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            "string" => kind == JsonValueKind.String,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "number" => kind == JsonValueKind.Number,
            "integer" => kind == JsonValueKind.Number && value!.ToJsonString().All(c => char.IsAsciiDigit(c) || c == '-'),
            _ => false,
        };
    }

    private static bool HasFormat(string format, JsonNode value) =>
        format switch
        {
            "date-time" => Regex.IsMatch(
                Text(value),
                @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",
                RegexOptions.CultureInvariant,
                TimeSpan.FromSeconds(1)
            ) && DateTimeOffset.TryParse(Text(value), CultureInfo.InvariantCulture, out _),
            "date" => DateOnly.TryParseExact(Text(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "int32" => int.TryParse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "double" => double.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            "binary" => true,
            _ => false,
        };

    private static string Text(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static string Short(JsonNode? value) =>
        value?.ToJsonString() is { Length: > 80 } text ? text[..80] + "…" : value?.ToJsonString() ?? "null";
}
