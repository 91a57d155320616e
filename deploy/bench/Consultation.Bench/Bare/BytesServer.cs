using System.Text.Json;
using Consultation.Bench.Load;
using Microsoft.AspNetCore.Http.Features;

namespace Consultation.Bench.Bare;

/// <summary>The bare counterpart of reading: Kestrel answering kept bytes with the headers that the product sent, compressed as they were.</summary>
internal static class BytesServer
{
    // Kestrel sets these itself; how long an answer has been cached is not part of it.
    private static readonly string[] NotRepeated = ["date", "server", "connection", "transfer-encoding", "content-length", "age"];

    public static async Task RunAsync(string folder, CancellationToken cancellationToken)
    {
        var answers = Read(folder);
        var app = BareHost.CreateBuilder().Build();
        app.Run(Answer);
        await app.RunAsync(cancellationToken);

        Task Answer(HttpContext context)
        {
            var response = context.Response;
            if (!answers.TryGetValue(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, out var answer))
            {
                response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }
            response.StatusCode = answer.Status;
            foreach (var header in answer.Headers)
                response.Headers.Append(header.Key, header.Value);
            response.ContentLength = answer.Body.Length;
            return response.Body.WriteAsync(answer.Body, 0, answer.Body.Length, CancellationToken.None);
        }
    }

    /// <summary>Writes what <see cref="RunAsync"/> reads: answers by request target.</summary>
    public static async Task KeepAsync(string folder, IReadOnlyDictionary<string, KeptAnswer> answers, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var repeated = answers.Select(pair => new Kept(
            pair.Key,
            pair.Value.Status,
            [.. pair.Value.Headers.Where(header => !NotRepeated.Contains(header.Key, StringComparer.OrdinalIgnoreCase))],
            pair.Value.Body
        ));
        await using var file = File.Create(FileIn(folder));
        await JsonSerializer.SerializeAsync(file, repeated.ToArray(), cancellationToken: cancellationToken);
    }

    private static Dictionary<string, Kept> Read(string folder)
    {
        using var file = File.OpenRead(FileIn(folder));
        return JsonSerializer.Deserialize<Kept[]>(file)!.ToDictionary(kept => kept.Target, StringComparer.Ordinal);
    }

    private static string FileIn(string folder) => Path.Combine(folder, "answers.json");

    private sealed record Kept(string Target, int Status, KeyValuePair<string, string>[] Headers, byte[] Body);
}
