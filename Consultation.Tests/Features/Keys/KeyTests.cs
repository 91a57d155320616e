using System.Net.Http.Json;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Keys;

public sealed class KeyTests
{
    private static Task<HttpResponseMessage> Create(HttpClient client, string role, string? ministry = null, string name = "nøkkel") =>
        client.PostAsJsonAsync(
            "/api/v1/keys",
            new
            {
                name,
                role,
                ministry,
            }
        );

    [Test]
    public async Task Create_ByAnyoneButAnAdministrator_IsRefused()
    {
        await using var app = new TestApp();
        await Create(app.Anonymous, "analyst").Json(401);
        await Create(await app.Holder("analyst", "ksd"), "analyst").Json(403);
        await Create(await app.Holder("caseOfficer", "ksd"), "analyst").Json(403);
        await Create(await app.Holder("caseOfficer"), "analyst").Json(403);
    }

    // What a role may do: hearings, keys, everything of its ministry; 403 is "not with this key".
    [TestCase("analyst", 403, 403, 200)]
    [TestCase("caseOfficer", 201, 403, 200)]
    [TestCase("administrator", 201, 201, 200)]
    public async Task Role_DecidesWhatAKeyMayDo(string role, int hearings, int keys, int readAll)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("reviewed");
        var holder = await app.Holder(role, "ksd");
        await holder.PostAsJsonAsync("/api/v1/hearings", Given.Hearing("reviewed")).Json(hearings);
        await Create(holder, "analyst").Json(keys);
        await holder.GetAsync($"/api/v1/hearings/{id}/replies?scope=all").Json(readAll);
        await holder.PostAsync($"/api/v1/hearings/{id}/rounds/1/report", null).Json(hearings == 201 ? 202 : 403);
        await holder.GetAsync($"/api/v1/hearings/{id}/imports/1").Json(hearings == 201 ? 404 : 403);
    }

    [Test]
    public async Task KeyOfAMinistry_SeesAndChangesItsOwnAlone()
    {
        await using var app = new TestApp();
        var own = await app.Draft(Given.Hearing(ministry: "kld"));
        var foreign = await app.Draft(Given.Hearing(ministry: "ksd"));
        var holder = await app.Holder("administrator", "kld");
        await holder.GetAsync($"/api/v1/hearings/{own}").Json(200);
        await holder.GetAsync($"/api/v1/hearings/{foreign}").Json(404);
        await holder.GetAsync($"/api/v1/hearings/{foreign}/replies").Json(404);
        await holder.GetAsync($"/api/v1/hearings/{foreign}/replies.csv").Json(404);
        await holder.GetAsync($"/api/v1/hearings/{foreign}/rounds/1/report").Json(404);
        await holder
            .PostAsJsonAsync($"/api/v1/hearings/{foreign}/rounds", new { opensAt = "2026-03-03T08:00:00Z", closesOn = "2026-05-29" })
            .Json(404);
        await holder.PostAsync($"/api/v1/hearings/{foreign}/rounds/1/report", null).Json(404);
        await holder.PostAsync($"/api/v1/hearings/{foreign}/rounds/1/report/publish", null).Json(404);
    }

    [Test]
    public async Task KeyMadeByAMinistrysAdministrator_IsBoundToThatMinistry()
    {
        await using var app = new TestApp();
        var foreign = await app.Draft(Given.Hearing(ministry: "ksd"));
        var administrator = await app.Holder("administrator", "kld");
        await Create(administrator, "administrator", "ksd").Json(422);
        var made = app.With((await Create(administrator, "administrator").Json(201)).Text("key"));
        await made.GetAsync($"/api/v1/hearings/{foreign}").Json(404);
        await made.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(ministry: "ny")).Json(422);
    }

    [Test]
    public async Task Create_WithBadFields_IsRefused()
    {
        await using var app = new TestApp();
        await Create(app.Staff, "analyst", "finnes-ikke").Json(422);
        await Create(app.Staff, "king").Json(400);
        await Create(app.Staff, "analyst", name: " ").Json(422);
        await Create(app.Staff, "analyst", name: "bootstrap").Json(422);
    }

    [Test]
    public async Task Revoked_OrFalse_OrMalformedKey_IsUnauthorized_AlsoWhereNoneIsNeeded()
    {
        await using var app = new TestApp();
        var made = await Create(app.Staff, "administrator").Json(201);
        var holder = app.With(made.Text("key"));
        await holder.GetAsync("/api/v1/hearings").Json(200);
        await app.Anonymous.DeleteAsync($"/api/v1/keys/{made.Text("id")}").Json(401);
        await app.Staff.DeleteAsync($"/api/v1/keys/{made.Text("id")}").Json(204);
        await app.Staff.DeleteAsync($"/api/v1/keys/{made.Text("id")}").Json(404);
        var answer = await holder.GetAsync("/api/v1/hearings").Json(401);
        Assert.That(answer.Text("code"), Is.EqualTo("unauthorized"));
        await holder.PostAsJsonAsync("/api/v1/hearings", Given.Hearing()).Json(401);
        await app.With("ck_false").GetAsync("/api/v1/hearings").Json(401);

        using var basic = new HttpRequestMessage(HttpMethod.Get, "/api/v1/hearings");
        basic.Headers.TryAddWithoutValidation("Authorization", "Basic " + TestApp.BootstrapKey);
        using var refused = await app.Anonymous.SendAsync(basic);
        Assert.That((int)refused.StatusCode, Is.EqualTo(401));
        Assert.That(refused.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"));
    }

    [Test]
    public async Task Revoke_OfAForeignMinistrysKey_IsNotFound()
    {
        await using var app = new TestApp();
        await app.Draft(Given.Hearing(ministry: "ksd"));
        var made = await Create(app.Staff, "analyst", "ksd").Json(201);
        var foreigner = await app.Holder("administrator", "kld");
        await foreigner.DeleteAsync($"/api/v1/keys/{made.Text("id")}").Json(404);
        await app.With(made.Text("key")).GetAsync("/api/v1/hearings").Json(200);
    }

    [Test]
    public async Task Keys_AreNeverStoredAsTheyAre()
    {
        await using var app = new TestApp();
        using var answer = await Create(app.Staff, "analyst");
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        var key = (await answer.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonNode>())!.Text("key");
        DataFiles.AssertNoneHolds(app, key);
        DataFiles.AssertNoneHolds(app, key[3..]);
        DataFiles.AssertNoneHolds(app, TestApp.BootstrapKey);
        Assert.That(DataFiles.AnyHolds(app, "nøkkel"), Is.True, "else the look itself is blind");
    }

    [Test]
    public async Task BootstrapKey_ChangedInTheSetting_KillsTheOldOne_AndNoOther()
    {
        await using var app = new TestApp();
        var other = await app.Holder("analyst");
        await app.Staff.GetAsync("/api/v1/hearings").Json(200);
        const string Changed = "another-bootstrap-key-0123456789abcdef";
        await using (var second = app.Second(("BootstrapKey", Changed)))
        {
            await second.With(TestApp.BootstrapKey).GetAsync("/api/v1/hearings").Json(401);
            await second.With(Changed).PostAsJsonAsync("/api/v1/hearings", Given.Hearing()).Json(201);
        }
        await app.Staff.GetAsync("/api/v1/hearings").Json(401);
        await other.GetAsync("/api/v1/hearings").Json(200);
        // Set back, the first works again; without one, none does.
        await using (var third = app.Second())
        {
            await third.Staff.GetAsync("/api/v1/hearings").Json(200);
            await third.With(Changed).GetAsync("/api/v1/hearings").Json(401);
        }
        await using var fourth = app.Second(("BootstrapKey", ""));
        await fourth.Staff.GetAsync("/api/v1/hearings").Json(401);
    }
}
