using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Consultation.Tests.Architecture;
using Consultation.Tests.Support;
using static Consultation.Tests.Support.Uploads;

namespace Consultation.Tests.Features.Replies;

/// <summary>The script that README gives verifies what the program answers, and nothing else.</summary>
public sealed class VerifyScriptTests
{
    [Test]
    public async Task Script_VerifiesAReplyWithEverythingInIt_AndSeesAnyChange()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Ask(id, Question("ja", "yesNo"), Question("skala", "scale"), Question("flere", "multiple"), Question("fritt", "text"));
        var document = (await app.Hearing(id))["documents"]![0]!;
        var paragraph = document["paragraphs"]![1]!.Text("id");
        var reply = Answering(("fritt", "Blåbær"), ("flere", new JsonArray("b", "a")), ("skala", 4), ("ja", true));
        reply["comments"] = new JsonArray(
            new JsonObject
            {
                ["paragraph"] = paragraph,
                ["stance"] = "supportWithChanges",
                ["quote"] = new JsonObject
                {
                    ["start"] = 14,
                    ["length"] = 8,
                    ["text"] = "foreslår",
                },
            },
            new JsonObject { ["document"] = document.Text("id"), ["text"] = "Æ" }
        );
        reply["attachments"] = new JsonArray(await app.Token());
        var receipt = await app.Anonymous.Send(id, reply).Json(201);
        var seen = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200);
        Assert.That(await Verify(receipt, seen), Is.EqualTo("the same"));
        seen["comments"]![1]!["text"] = "Ø";
        Assert.That(await Verify(receipt, seen), Is.EqualTo("NOT the same"));
    }

    private static async Task<string> Verify(JsonNode receipt, JsonNode reply)
    {
        var script = Regex
            .Match(Sources.Read("README.md"), "```python\n(.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(1))
            .Groups[1]
            .Value;
        var folder = Directory.CreateTempSubdirectory("consultation-verify-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "verify.py"), script);
        await File.WriteAllTextAsync(Path.Combine(folder, "receipt.json"), receipt.ToJsonString());
        await File.WriteAllTextAsync(Path.Combine(folder, "reply.json"), reply.ToJsonString());
        try
        {
            using var python = Process.Start(
                new ProcessStartInfo("python3", ["verify.py", "receipt.json", "reply.json"])
                {
                    WorkingDirectory = folder,
                    RedirectStandardOutput = true,
                }
            )!;
            var said = await python.StandardOutput.ReadToEndAsync();
            await python.WaitForExitAsync();
            return said.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("There is no python3 here.");
            return "";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
