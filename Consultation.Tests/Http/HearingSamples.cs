using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Http;

/// <summary>What is done with a hearing before it opens, while it is open and at its end, for the description to be held against.</summary>
internal static class HearingSamples
{
    private const string Hearings = "/api/v1/hearings";

    public static async Task Change(HttpClient anybody, HttpClient staff, JsonNode open)
    {
        var draft = $"{Hearings}/{(await staff.PostAsJsonAsync(Hearings, Given.Hearing()).Json(201)).Text("id")}";
        var round = new { opensAt = "2026-03-03T08:00:00Z", closesOn = "2026-05-29" };
        await staff.PostAsJsonAsync($"{draft}/rounds", round).Json(201);
        await staff
            .PatchAsJsonAsync($"{draft}/rounds/1", JsonNode.Parse("""{ "closesOn": "2026-05-30", "shortDeadlineReason": null }"""))
            .Json(200);
        var change = """
            {
                "title": "Ny", "kind": "input", "subjects": ["health"], "allowAnonymous": false, "caseNumber": null, "acts": ["a"],
                "documents": [{ "kind": "letter", "title": "Brev", "html": "<p>Hei</p>" }],
                "questions": [
                    { "key": "a", "kind": "single", "label": "A", "options": [{ "value": "x", "label": "X" }], "required": true, "public": false },
                    { "key": "b", "kind": "scale", "label": "B", "scale": { "min": 1, "max": 5, "minLabel": "lite" } },
                    { "key": "c", "kind": "text", "label": "C", "showWhen": { "question": "b", "op": "is", "value": 3 } }
                ],
                "translations": { "se": { "title": "A", "summary": "B" } }
            }
            """;
        await staff.PatchAsJsonAsync(draft, JsonNode.Parse(change)).Json(200);
        await staff.PatchAsJsonAsync(draft, new { title = "" }).Json(422);
        await staff.PatchAsJsonAsync($"{Hearings}/1", new { title = "Ny" }).Json(404);
        var own = $"{Hearings}/{open.Text("id")}";
        await staff.PatchAsJsonAsync(own, new { title = "Ny" }).Json(409);
        await staff.PatchAsJsonAsync($"{own}/rounds/1", new { lateReplies = "accept" }).Json(409);
        var document = $"{own}/documents/{open["documents"]![0]!.Text("id")}";
        await staff.PutAsJsonAsync(document, new { markdown = "# Innledning\n\nRettet.", notice = "En feil er rettet." }).Json(200);
        await staff.PutAsJsonAsync(document, new { markdown = "# Innledning" }).Json(422);
        await anybody.GetAsync($"{document}/versions/1").Json(200);
        await anybody.GetAsync($"{document}/versions/9").Json(404);
        await Annexes(anybody, staff, own);
    }

    private static async Task Annexes(HttpClient anybody, HttpClient staff, string hearing)
    {
        var token = (await anybody.Upload(Uploads.Pdf, "Utkast til forskrift.pdf").Json(201)).Text("token");
        var annex = await staff.PostAsJsonAsync($"{hearing}/annexes", new { attachment = token, title = "Vedlegg 1" }).Json(201);
        await staff.PostAsJsonAsync($"{hearing}/annexes", new { attachment = token }).Json(422);
        await staff.PostAsJsonAsync($"{Hearings}/1/annexes", new { attachment = token }).Json(404);
        var own = $"{hearing}/annexes/{annex.Text("id")}";
        using (await anybody.GetAsync(own)) { }
        await anybody.GetAsync($"{hearing}/annexes/1").Json(404);
        await staff.PostAsJsonAsync($"{own}/remove", new { }).Json(422);
        await staff.PostAsJsonAsync($"{own}/remove", new { reason = "Feil fil." }).Json(200);
        await staff.PostAsJsonAsync($"{own}/remove", new { reason = "Feil fil." }).Json(404);
        await anybody.GetAsync(hearing).Json(200);
    }

    public static async Task Read(HttpClient reader, string id)
    {
        await reader.GetAsync("/api/v1/ministries").Json(200);
        await reader.GetAsync("/api/v1/changes?limit=2").Json(200);
        await reader.GetAsync("/api/v1/changes?cursor=x").Json(422);
        await reader.GetAsync("/api/v1/subjects").Json(200);
        await reader.GetAsync("/api/v1/hearings?status=open&sort=deadline").Json(200);
        await reader.GetAsync("/api/v1/hearings?limit=0").Json(422);
        await reader.GetAsync("/api/v1/hearings?limit=x").Json(400);
        await reader.GetAsync($"/api/v1/hearings/{id}").Json(200);
        await reader.GetAsync("/api/v1/hearings/1").Json(404);
    }

    public static async Task End(HttpClient anybody, HttpClient staff, string id)
    {
        var own = $"{Hearings}/{id}";
        await staff.PostAsync($"{own}/conclude", null).Json(409);
        var outcome =
            """{ "markdown": "Vedtatt.", "links": ["https://lovdata.no", { "url": "https://stortinget.no", "label": "Saken" }] }""";
        await staff.PostAsJsonAsync($"{own}/outcome", JsonNode.Parse(outcome)).Json(200);
        await staff.PostAsJsonAsync($"{own}/outcome", new { markdown = "Vedtatt i dag." }).Json(200);
        await staff.PostAsync($"{own}/conclude", null).Json(200);
        await anybody.GetAsync(own).Json(200);
        var other = $"{Hearings}/{(await staff.PostAsJsonAsync(Hearings, Given.Hearing()).Json(201)).Text("id")}";
        await staff.PostAsJsonAsync($"{other}/withdraw", new { reason = "Trukket." }).Json(409);
        var round = new { opensAt = "2026-03-03T08:00:00Z", closesOn = "2026-05-29" };
        await staff.PostAsJsonAsync($"{other}/rounds", round).Json(201);
        await staff.PostAsync($"{other}/publish", null).Json(200);
        await staff.PostAsJsonAsync($"{other}/withdraw", new { reason = "Trukket." }).Json(200);
        await anybody.GetAsync($"{Hearings}?subject=environment").Json(200);
    }
}
