using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Moderation;

/// <summary>Decisions as staff send them.</summary>
internal static class Moderating
{
    public static Task<HttpResponseMessage> Decide(
        this HttpClient staff,
        string hearing,
        string decision,
        int number = 1,
        int version = 1,
        string? ground = null,
        params (string Field, int Start, int Length)[] redactions
    )
    {
        var body = new JsonObject { ["decision"] = decision, ["version"] = version };
        if (ground is not null)
        {
            body["ground"] = ground;
        }
        if (redactions.Length > 0)
        {
            body["redactions"] = new JsonArray([
                .. redactions.Select(range => new JsonObject
                {
                    ["field"] = range.Field,
                    ["start"] = range.Start,
                    ["length"] = range.Length,
                }),
            ]);
        }
        return staff.PostAsJsonAsync($"/api/v1/hearings/{hearing}/replies/{number}/moderation", body);
    }

    public static Task<HttpResponseMessage> DecideAll(this HttpClient staff, string hearing, object body) =>
        staff.PostAsJsonAsync($"/api/v1/hearings/{hearing}/replies/moderation", body);

    /// <summary>Takes this word out of the text.</summary>
    public static async Task<HttpResponseMessage> Redact(
        this HttpClient staff,
        string hearing,
        string word,
        int number = 1,
        int version = 1
    )
    {
        var history = await staff.GetAsync($"/api/v1/hearings/{hearing}/replies/{number}/moderation").Json(200);
        var original = history["versions"]!.AsArray().Single(one => one!.Number("version") == version)!["content"]!.Text("text");
        var start = original.IndexOf(word, StringComparison.Ordinal);
        Assert.That(start, Is.GreaterThanOrEqualTo(0), "the word is there");
        return await staff.Decide(hearing, "redact", number, version, "privacy", ("text", start, word.Length));
    }

    public static Task<JsonNode> Answer(this HttpResponseMessage response, int status) => Task.FromResult(response).Json(status);

    /// <summary>As the public sees it.</summary>
    public static Task<JsonNode> Reply(this TestApp app, string hearing, int number = 1) =>
        app.Anonymous.GetAsync($"/api/v1/hearings/{hearing}/replies/{number}").Json(200);

    public static async Task<string[]> Changes(this TestApp app) =>
        [.. (await app.Database.Read(db => db.All<string>("select Change from PublicChange where Kind = 'reply' order by Id")))];
}
