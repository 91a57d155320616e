using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Hearings;

public sealed class OutcomeTests
{
    [Test]
    public async Task Outcome_Conclude_AndWithdraw_AreForTheHearingsOwnStaff()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var analyst = await app.Holder("analyst", "ksd");
        var foreigner = await app.Holder("administrator", "kld");
        (string Path, object Body)[] calls =
        [
            ("outcome", new { markdown = "Slik gikk det." }),
            ("conclude", new { }),
            ("withdraw", new { reason = "Nei." }),
        ];
        foreach (var (path, body) in calls)
        {
            await app.Anonymous.PostAsJsonAsync($"/api/v1/hearings/{id}/{path}", body).Json(401);
            await analyst.PostAsJsonAsync($"/api/v1/hearings/{id}/{path}", body).Json(403);
            await foreigner.PostAsJsonAsync($"/api/v1/hearings/{id}/{path}", body).Json(404);
        }
        Assert.That((await app.Hearing(id)).Text("status"), Is.EqualTo("open"));
    }

    [Test]
    public async Task Draft_HasNoOutcome_AndIsNeitherConcludedNorWithdrawn()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        Assert.That((await app.TellOutcome(id).Json(409)).Text("code"), Is.EqualTo("hearing.not_published"));
        Assert.That((await app.Conclude(id).Json(409)).Text("code"), Is.EqualTo("hearing.not_published"));
        Assert.That((await app.Withdraw(id).Json(409)).Text("code"), Is.EqualTo("hearing.not_published"));
    }

    [Test]
    public async Task Conclude_WithoutOutcome_IsConflict_WithIt_EndsTheHearing()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(lateReplies: "accept");
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        app.Clock.MoveTo(await app.Deadline(id));
        Assert.That((await app.Conclude(id).Json(409)).Text("code"), Is.EqualTo("outcome.missing"));
        await app.TellOutcome(id).Json(200);
        await app.Anonymous.Send(id, Given.Reply("For sent, men tatt imot.")).Json(201);
        var hearing = await app.Conclude(id).Json(200);
        Assert.That(hearing.Text("status"), Is.EqualTo("concluded"));
        Assert.That((await app.Anonymous.Send(id, Given.Reply("Altfor sent.")).Json(409)).Text("code"), Is.EqualTo("hearing.concluded"));
        Assert.That((await app.Conclude(id).Json(409)).Text("code"), Is.EqualTo("hearing.concluded"));
        Assert.That((await app.Withdraw(id).Json(409)).Text("code"), Is.EqualTo("hearing.concluded"));
        var list = await app.Anonymous.GetAsync("/api/v1/hearings?status=concluded").Json(200);
        Assert.That(list["items"]!.AsArray().Single()!["outcome"]!.Text("markdown"), Is.EqualTo("Loven er vedtatt."));
    }

    [Test]
    public async Task Outcome_IsPublic_MayBeCorrected_AndEarlierTextsStay()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        Assert.That((await app.Hearing(id))["outcome"], Is.Null);
        var body = JsonNode.Parse(
            """
            { "markdown": "# Vedtatt\n\nSe **proposisjonen**.", "links": ["https://www.stortinget.no/sak", { "url": "http://lovdata.no/x", "label": "Loven" }] }
            """
        )!;
        var address = $"/api/v1/hearings/{id}/outcome";
        await app.Staff.PostAsJsonAsync(address, body).Json(200);
        Assert.That(
            (await app.Hearing(id))["outcome"]!.ToJsonString(),
            Is.EqualTo(
                """
                {"markdown":"# Vedtatt\n\nSe **proposisjonen**.","links":[{"url":"https://www.stortinget.no/sak"},{"url":"http://lovdata.no/x","label":"Loven"}],"at":"2026-03-02T11:00:00Z","earlier":[]}
                """
            )
        );
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.Conclude(id).Json(200);
        await app.TellOutcome(id, "Loven trer i kraft 1. juli.").Json(200);
        var outcome = (await app.Hearing(id))["outcome"]!;
        Assert.That((outcome.Text("markdown"), outcome.Text("at")), Is.EqualTo(("Loven trer i kraft 1. juli.", "2026-03-03T11:00:00Z")));
        Assert.That(outcome["earlier"]!.AsArray().Single()!.Text("markdown"), Does.StartWith("# Vedtatt"));
        var list = await app.Anonymous.GetAsync("/api/v1/hearings").Json(200);
        Assert.That(list["items"]![0]!["outcome"]!["earlier"], Is.Null);
    }

    [TestCase("""{ "markdown": " " }""", "markdown")]
    [TestCase("""{ "markdown": "x", "links": ["javascript:alert(1)"] }""", "links[0]")]
    [TestCase("""{ "markdown": "x", "links": ["https://a.no", { "label": "Uten adresse" }] }""", "links[1]")]
    [TestCase("""{ "markdown": "x", "links": [7] }""", "links[0]")]
    [TestCase("""{ "markdown": "x", "links": [null] }""", "links[0]")]
    public async Task Outcome_WithBadFields_NamesThem(string body, string field)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var answer = await app.Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/outcome", JsonNode.Parse(body)).Json(422);
        Assert.That(answer["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([field]));
    }

    [Test]
    public async Task Outcome_Told_KeepsRoundsFromGrowingAndComing()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(closesOn: "2026-05-29");
        app.Clock.MoveTo(await app.Deadline(id));
        await app.TellOutcome(id).Json(200);
        var later = new { closesOn = "2026-06-30", reason = "Mer tid." };
        Assert.That((await app.Extend(id, later).Json(409)).Text("code"), Is.EqualTo("outcome.exists"));
        var round = new { opensAt = "2026-06-01T08:00:00Z", closesOn = "2026-08-30" };
        Assert.That((await app.AddRound(id, round).Json(409)).Text("code"), Is.EqualTo("outcome.exists"));
    }

    [Test]
    public async Task Withdraw_TellsWhy_AndTakesNoMoreReplies()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await app.Withdraw(id, " ").Json(422);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.Withdraw(id, "Regjeringen har gått av.").Json(200);
        var hearing = await app.Hearing(id);
        Assert.That(hearing.Text("status"), Is.EqualTo("withdrawn"));
        Assert.That(
            hearing["withdrawal"]!.ToJsonString(),
            Is.EqualTo("""{"reason":"Regjeringen har g\u00E5tt av.","at":"2026-03-02T12:00:00Z"}""")
        );
        Assert.That((await app.Anonymous.Send(id, Given.Reply()).Json(409)).Text("code"), Is.EqualTo("hearing.concluded"));
        Assert.That((await app.TellOutcome(id).Json(409)).Text("code"), Is.EqualTo("hearing.concluded"));
        Assert.That(
            (await app.Extend(id, new { closesOn = "2026-06-30", reason = "?" }).Json(409)).Text("code"),
            Is.EqualTo("hearing.concluded")
        );
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200);
    }
}
