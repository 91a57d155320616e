using System.Net.Http.Json;
using Consultation.Tests.Http;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Moderation;

public sealed class JournalReplyTests
{
    private static readonly object Entry = new
    {
        caseNumber = " 26/1234 ",
        documentNumber = 17,
        at = "2026-03-05T09:00:00+01:00",
    };

    [Test]
    public async Task Journal_WhoeverMayNot_IsRefused()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var analyst = await app.Holder("analyst", "ksd");
        var foreigner = await app.Holder("administrator", "kld");
        var address = $"/api/v1/hearings/{id}/replies/1/journal";
        await Problems.Expect(await app.Anonymous.PutAsJsonAsync(address, Entry), 401, "unauthorized");
        await Problems.Expect(await analyst.PutAsJsonAsync(address, Entry), 403, "forbidden");
        await Problems.Expect(await foreigner.PutAsJsonAsync(address, Entry), 404, "not_found");
        await Problems.Expect(await app.Staff.PutAsJsonAsync($"/api/v1/hearings/{id}/replies/2/journal", Entry), 404, "not_found");
        var bad = new
        {
            caseNumber = " ",
            documentNumber = 0,
            at = "2026-03-05T08:00:00Z",
        };
        var problem = await app.Staff.PutAsJsonAsync(address, bad).Json(422);
        Assert.That(problem["errors"]!.AsObject().Select(one => one.Key), Is.EqualTo((string[])["caseNumber", "documentNumber"]));
    }

    [Test]
    public async Task Journal_IsKept_CanBeCorrected_AndLeavesTheListOfWhatIsMissing()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        Assert.That(await Listed(app.Staff, id, "scope=all&journalled=false"), Is.EqualTo((int[])[2, 1]));
        var kept = await app.Staff.PutAsJsonAsync($"/api/v1/hearings/{id}/replies/1/journal", Entry).Json(200);
        Assert.That(kept.ToJsonString(), Is.EqualTo("""{"caseNumber":"26/1234","documentNumber":17,"at":"2026-03-05T08:00:00Z"}"""));
        Assert.That(await Listed(app.Staff, id, "scope=all&journalled=false"), Is.EqualTo((int[])[2]));
        Assert.That(await Listed(app.Staff, id, "scope=all&journalled=true&sort=oldest"), Is.EqualTo((int[])[1]));
        Assert.That(await Listed(app.Anonymous, id, "journalled=true"), Is.EqualTo((int[])[2, 1]), "only staff are told");

        var corrected = new
        {
            caseNumber = "201000148",
            documentNumber = 2,
            at = "2026-03-06T08:00:00Z",
        };
        await app.Staff.PutAsJsonAsync($"/api/v1/hearings/{id}/replies/1/journal", corrected).Json(200);
        var seen = await app.Staff.GetAsync($"/api/v1/hearings/{id}/replies/1/moderation").Json(200);
        Assert.That(seen["journal"]!.Text("caseNumber"), Is.EqualTo("201000148"));
    }

    private static async Task<int[]> Listed(HttpClient client, string id, string query) =>
        [
            .. (await client.GetAsync($"/api/v1/hearings/{id}/replies?{query}").Json(200))["items"]!
                .AsArray()
                .Select(item => item!.Number("number")),
        ];
}
