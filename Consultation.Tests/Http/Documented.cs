using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Consultation.Tests.Support;

namespace Consultation.Tests.Http;

/// <summary>
/// Stands between a client and the server and holds every exchange against the OpenAPI document: the address and method are there,
/// the body that was taken is as described, the status is one of those told, and the answer is of the type and shape told for it.
/// </summary>
internal sealed class Documented(JsonNode document) : DelegatingHandler
{
    private readonly JsonSchema _schema = new(document);

    /// <summary>Everything that was not as the document has it.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Operation and status of each exchange.</summary>
    public HashSet<(string Operation, int Status)> Seen { get; } = [];

    public static IEnumerable<(string Path, string Method, JsonObject Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        select (path.Key, method.Key.ToUpperInvariant(), method.Value!.AsObject());

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        var operation = Find(request);
        var status = (int)answer.StatusCode;
        if (operation is null)
        {
            Faults.Add($"{request.Method} {request.RequestUri!.AbsolutePath} is not documented");
            return answer;
        }
        var name = operation["operationId"]!.GetValue<string>();
        Seen.Add((name, status));
        if (status < 400 && request.Content?.Headers.ContentType is { MediaType: { } type })
        {
            CheckBody($"{name} request", operation["requestBody"]?["content"], type, sent);
        }
        if (operation["responses"]![status.ToString(System.Globalization.CultureInfo.InvariantCulture)] is not { } told)
        {
            Faults.Add($"{name} does not tell of {status}");
            return answer;
        }
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (answer.Content.Headers.ContentType?.MediaType is { } answered)
        {
            CheckBody($"{name} {status}", told["content"], answered, body);
        }
        else if (told["content"] is not null)
        {
            Faults.Add($"{name} {status} should have had content");
        }
        return answer;
    }

    private void CheckBody(string where, JsonNode? content, string type, string body)
    {
        if (content?[type]?["schema"] is not { } schema)
        {
            Faults.Add($"{where}: {type} is not documented");
        }
        else if (type.EndsWith("json", StringComparison.Ordinal))
        {
            Faults.AddRange(_schema.Faults(schema, JsonNode.Parse(body)).Select(fault => $"{where}: {fault}"));
        }
        else if (type == "multipart/form-data")
        {
            // The parts by name; what each holds is for the endpoint's own tests.
            var parts = Regex
                .Matches(body, "; name=\"?(\\w+)", RegexOptions.None, TimeSpan.FromSeconds(1))
                .Select(part => part.Groups[1].Value);
            var known = schema["properties"]!.AsObject().Select(part => part.Key).ToArray();
            Faults.AddRange(parts.Except(known).Select(part => $"{where}: the part {part} is not documented"));
            Faults.AddRange(
                schema["required"]!
                    .AsArray()
                    .Select(part => part!.GetValue<string>())
                    .Except(parts)
                    .Select(part => $"{where}: {part} is missing")
            );
        }
    }

    private JsonObject? Find(HttpRequestMessage request) =>
        Operations(document)
            .Where(known => known.Method == request.Method.Method && Matches(known.Path, request.RequestUri!.AbsolutePath))
            .OrderBy(known => known.Path.Count(letter => letter == '{'))
            .Select(known => known.Operation)
            .FirstOrDefault();

    private static bool Matches(string template, string path) =>
        Regex.IsMatch(
            path,
            "^" + Regex.Replace(template, @"\{[^}]+\}", "[^/]+", RegexOptions.None, TimeSpan.FromSeconds(1)) + "$",
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
}
