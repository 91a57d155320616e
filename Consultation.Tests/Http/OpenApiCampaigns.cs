using Consultation.Tests.Features.Campaigns;
using Consultation.Tests.Support;

namespace Consultation.Tests.Http;

/// <summary>The part of a hearing's life that leads through the operations on campaigns.</summary>
internal static class OpenApiCampaigns
{
    public static async Task Read(TestApp app, HttpClient anybody, HttpClient staff, string id)
    {
        await anybody.Send(id, Given.Reply("Likt svar.")).Json(201);
        var twin = await anybody.Send(id, Given.Reply("likt svar")).Json(201);
        await app.Group();
        foreach (var reader in (HttpClient[])[anybody, staff])
        {
            var campaigns = await reader.GetAsync($"/api/v1/hearings/{id}/campaigns").Json(200);
            await reader.GetAsync($"/api/v1/hearings/{id}/campaigns/{campaigns["items"]![0]!.Text("id")}").Json(200);
            await reader.GetAsync($"/api/v1/hearings/{id}/campaigns/9999").Json(404);
            await reader.GetAsync($"/api/v1/hearings/{id}/campaigns?limit=0").Json(422);
        }
        await anybody.GetAsync($"/api/v1/hearings/{id}/campaigns?scope=all").Json(401);
        var marked = await anybody.GetAsync($"/api/v1/hearings/{id}/replies?campaign={twin.Number("number") - 1}").Json(200);
        Assert.That(marked["items"]!.AsArray(), Has.Count.EqualTo(2));
    }
}
