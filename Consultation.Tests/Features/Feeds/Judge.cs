using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Feeds;

/// <summary>Lets programs that others wrote read what we serve. They come by <c>npm ci</c> when the tests are built.</summary>
internal static class Judge
{
    public static Task<JsonNode> Atom(string text) => Read("atom", text);

    public static Task<JsonNode> Calendar(string text) => Read("calendar", text);

    private static async Task<JsonNode> Read(string kind, string text)
    {
        var script = Path.Combine(Repository.Root, "Consultation.Tests", "Features", "Feeds", "judge.mjs");
        var start = new ProcessStartInfo("node", [script, kind])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEndAsync();
        var trouble = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, await trouble + "\n" + text);
        return JsonNode.Parse(await answer)!;
    }
}
