using System.Net.Http.Json;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;

namespace Consultation.Tests.Http;

/// <summary>Moderation's operations, each as callers typically meet it.</summary>
internal static class ModerationSteps
{
    public static async Task Moderate(HttpClient anybody, HttpClient staff, string id)
    {
        var reply = $"/api/v1/hearings/{id}/replies/1";
        await anybody.GetAsync($"/api/v1/hearings/{id}/moderation-ledger").Json(200);
        await anybody.GetAsync("/api/v1/hearings/1/moderation-ledger").Json(404);
        await staff.Decide(id, "publish").Json(409);
        await staff.Decide(id, "publish", number: 99).Json(404);
        await staff.Decide(id, "withhold").Json(422);
        await staff.Decide(id, "delete").Json(400);
        await staff.Decide(id, "redact", ground: "privacy", redactions: ("text", 0, 3)).Json(200);
        await staff.Decide(id, "withhold", number: 2, ground: "spam").Json(200);
        await staff.Decide(id, "withhold", number: 2, ground: "spam").Json(403);
        await staff
            .DecideAll(
                id,
                new { decision = "restore", replies = new[] { new { number = 2, version = 1 }, new { number = 99, version = 1 } } }
            )
            .Json(200);
        await staff.DecideAll(id, new { decision = "publish", replies = Array.Empty<object>() }).Json(422);
        await staff.DecideAll("1", new { decision = "publish", replies = new[] { new { number = 2, version = 1 } } }).Json(404);
        await staff.DecideAll(id, new { decision = "publish" }).Json(400);
        var entry = new
        {
            caseNumber = "26/1234",
            documentNumber = 1,
            at = "2026-03-05T08:00:00Z",
        };
        await staff.PutAsJsonAsync(reply + "/journal", entry).Json(200);
        await staff.PutAsJsonAsync(reply + "/journal", new { caseNumber = "26/1234" }).Json(400);
        await staff.GetAsync(reply + "/moderation").Json(200);
        await staff.GetAsync($"/api/v1/hearings/{id}/replies/2/moderation").Json(200);
        await staff.GetAsync($"/api/v1/hearings/{id}/replies/99/moderation").Json(404);
        await Answer(anybody, staff, $"/api/v1/hearings/{id}/replies");
        await anybody.GetAsync($"/api/v1/hearings/{id}/moderation-ledger").Json(200);
        await staff.GetAsync($"/api/v1/hearings/{id}/replies?scope=all&journalled=true").Json(200);
    }

    private static async Task Answer(HttpClient anybody, HttpClient staff, string replies)
    {
        var answer = new
        {
            markdown = "Vi er **enige**.",
            answeredBy = "Sunniva Kvam",
            title = "ekspedisjonssjef",
        };
        await staff.PutAsJsonAsync(replies + "/1/ministry-answer", answer).Json(204);
        await staff.PutAsJsonAsync(replies + "/1/ministry-answer", answer).Json(204);
        await anybody.GetAsync(replies + "/1").Json(200);
        await staff.PutAsJsonAsync(replies + "/1/ministry-answer", new { markdown = "", answeredBy = "" }).Json(422);
        await staff.PutAsJsonAsync(replies + "/1/ministry-answer", new { markdown = "Bare det." }).Json(400);
        await staff.PutAsJsonAsync(replies + "/99/ministry-answer", answer).Json(404);
        await staff.DeleteAsync(replies + "/1/ministry-answer").Json(204);
        await staff.DeleteAsync(replies + "/1/ministry-answer").Json(404);
    }
}
