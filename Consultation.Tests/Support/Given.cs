using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Consultation.Tests.Support;

/// <summary>What tests stand on, made through the front door.</summary>
internal static class Given
{
    public static JsonObject Hearing(string publication = "immediate", string kind = "ordinary", string ministry = "ksd") =>
        new()
        {
            ["title"] = "Forslag til lov om støy ved havner",
            ["summary"] = "En grense for støy om natten.",
            ["language"] = "nb",
            ["kind"] = kind,
            ["ministry"] = ministry,
            ["publication"] = publication,
            ["documents"] = new JsonArray(
                new JsonObject
                {
                    ["kind"] = "paper",
                    ["title"] = "Høringsnotat",
                    ["markdown"] = "# Innledning\n\nDepartementet foreslår en grense.\n\n## Bakgrunn\n\nStøy plager mange.",
                }
            ),
            ["questions"] = new JsonArray(),
        };

    /// <summary>A published hearing with one round that is open from now; answers its id.</summary>
    public static async Task<string> OpenHearing(
        this TestApp app,
        string publication = "immediate",
        string lateReplies = "reject",
        string closesOn = "2026-05-29",
        string ministry = "ksd",
        string kind = "ordinary"
    )
    {
        var body = Hearing(publication, kind, ministry);
        body["lateReplies"] = lateReplies;
        var id = (await app.Staff.PostAsJsonAsync("/api/v1/hearings", body).Json(201)).Text("id");
        var round = new
        {
            opensAt = app.Clock.GetUtcNow(),
            closesOn,
            shortDeadlineReason = "Saken haster.",
        };
        await app.Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds", round).Json(201);
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/publish", null).Json(200);
        return id;
    }

    public static JsonObject Reply(string text = "Jeg er enig i forslaget.", string name = "Åse Ødegård", string type = "person") =>
        new()
        {
            ["sender"] = new JsonObject { ["type"] = type, ["name"] = name },
            ["position"] = "withRemarks",
            ["text"] = text,
        };

    public static Task<HttpResponseMessage> Send(this HttpClient client, string hearing, JsonNode reply, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/hearings/{hearing}/replies")
        {
            Content = JsonContent.Create(reply),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        return client.SendAsync(request);
    }
}
