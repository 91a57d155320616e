using System.Text;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Http;

/// <summary>What <see cref="OpenApiTests"/> does with what replies hold beside text.</summary>
internal static class OpenApiReplySteps
{
    public static async Task SendParts(HttpClient anybody, HttpClient staff, JsonNode hearing)
    {
        var id = hearing.Text("id");
        var document = hearing["documents"]![0]!;
        var paragraph = document["paragraphs"]![1]!.Text("id");
        await anybody.Upload([1, 2, 3], "x.exe").Json(415);
        await anybody.Upload([], "x.txt").Json(422);
        await anybody.PostAsync("/api/v1/attachments", new StringContent("{}", Encoding.UTF8, "application/json")).Json(415);
        var token = (await anybody.Upload(Uploads.Pdf, "brev.pdf").Json(201)).Text("token");
        var reply = Uploads.Reply(token);
        var comment = new JsonObject
        {
            ["paragraph"] = paragraph,
            ["text"] = "Bra.",
            ["stance"] = "support",
            ["quote"] = new JsonObject
            {
                ["start"] = 0,
                ["length"] = 13,
                ["text"] = "Departementet",
            },
        };
        reply["comments"] = new JsonArray(comment, new JsonObject { ["document"] = document.Text("id"), ["text"] = "Om alt." });
        var receipt = await anybody.Send(id, reply).Json(201);
        var number = receipt.Number("number");
        await anybody.Send(id, Uploads.Reply(token)).Json(422);
        var comments = $"/api/v1/hearings/{id}/documents/{document.Text("id")}/paragraphs/{paragraph}/comments";
        var files = $"/api/v1/hearings/{id}/replies/{number}/attachments";
        foreach (var reader in (HttpClient[])[anybody, staff])
        {
            await reader.GetAsync($"/api/v1/hearings/{id}/replies/{number}").Json(200);
            await reader.GetAsync(comments).Json(200);
            await reader.GetAsync(comments + "?limit=0").Json(422);
            await reader.GetAsync(comments.Replace(paragraph, "1", StringComparison.Ordinal)).Json(404);
            (await reader.GetAsync($"{files}/0")).EnsureSuccessStatusCode();
            await reader.GetAsync($"{files}/9").Json(404);
        }
        await anybody.GetAsync($"{files}/0?scope=all").Json(401);
        reply["attachments"] = new JsonArray("keep:0");
        reply["version"] = 1;
        await anybody.Correct(id, number, reply, receipt.Text("editToken")).Json(200);
        await anybody.Correct(id, number, reply, "false").Json(403);
        await anybody.Correct(id, number, reply, receipt.Text("editToken")).Json(409);
        await anybody.Correct(id, number, Given.Reply(""), receipt.Text("editToken")).Json(422);
        await anybody.Withdraw(id, number, "false").Json(403);
        await anybody.Withdraw(id, number, receipt.Text("editToken")).Json(200);
        await anybody.Withdraw(id, 99, receipt.Text("editToken")).Json(404);
        await anybody.GetAsync($"/api/v1/hearings/{id}/replies/{number}").Json(200);
    }
}
