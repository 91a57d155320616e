using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Api.Features.Documents;
using Consultation.Domain;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Documents;

public sealed class CorrectDocumentTests
{
    private const string Corrected =
        "# Innledning\n\nDepartementet foreslår nå en strengere grense.\n\n## Ny overskrift\n\nHelt nytt innhold her.\n\n## Bakgrunn\n\nStøy plager mange.";

    private static async Task<JsonNode> Paper(TestApp app, string id) =>
        (await app.Staff.GetAsync($"/api/v1/hearings/{id}").Json(200))["documents"]![0]!;

    private static IReadOnlyList<string> Ids(JsonNode document) => [.. document["paragraphs"]!.AsArray().Select(p => p!.Text("id"))];

    private static IReadOnlyList<string> Texts(JsonNode document) =>
        [.. document["paragraphs"]!.AsArray().Select(p => p!.Text("markdown"))];

    [Test]
    public async Task Correct_Anonymous_IsUnauthorized_ByAnalyst_IsForbidden_OfForeignMinistry_IsNotFound()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var draft = await app.Draft();
        var paper = (await Paper(app, id)).Text("id");
        var correction = new { markdown = "Ny", notice = "Rettet." };
        var address = $"/api/v1/hearings/{id}/documents/{paper}";
        await app.Anonymous.PutAsJsonAsync(address, correction).Json(401);
        await (await app.Holder("analyst", "ksd")).PutAsJsonAsync(address, correction).Json(403);
        await (await app.Holder("caseOfficer", "kld")).PutAsJsonAsync(address, correction).Json(404);
        await app.Correct(draft, paper, correction).Json(404);
        await app.Correct(id, "1", correction).Json(404);
        var draftPaper = (await Paper(app, draft)).Text("id");
        await app.Anonymous.GetAsync($"/api/v1/hearings/{draft}/documents/{draftPaper}/versions/1").Json(404);
        await app.Staff.GetAsync($"/api/v1/hearings/{draft}/documents/{draftPaper}/versions/1").Json(200);
    }

    [Test]
    public async Task Correct_APublishedDocument_IsANewVersion_WithItsNotice_AndTheOldOneStays()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var before = (await app.Hearing(id))["documents"]![0]!;
        var document = before.Text("id");
        app.Clock.Advance(TimeSpan.FromDays(1));
        var answer = await app.Correct(id, document, new { markdown = Corrected, notice = "Ved en feil sto det 45 dB." }).Json(200);

        var after = (await app.Hearing(id))["documents"]![0]!;
        Assert.That(after.ToJsonString(), Is.EqualTo(answer.ToJsonString()));
        Assert.That(after.Number("version"), Is.EqualTo(2));
        Assert.That(
            after["versions"]!.ToJsonString(),
            Is.EqualTo(
                """[{"version":1,"at":"2026-03-02T11:00:00Z"},{"version":2,"notice":"Ved en feil sto det 45 dB.","at":"2026-03-03T11:00:00Z"}]"""
            )
        );
        Assert.That(Texts(after)[1], Is.EqualTo("Departementet foreslår nå en strengere grense."));
        var (was, becomes) = (Ids(before), Ids(after));
        Assert.That(becomes, Is.Unique);
        Assert.That(
            (becomes[0], becomes[1], becomes[4], becomes[5]),
            Is.EqualTo((was[0], was[1], was[2], was[3])),
            "what survives keeps its id"
        );
        Assert.That(was, Does.Not.Contain(becomes[2]).And.Not.Contain(becomes[3]));

        var first = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/documents/{document}/versions/1").Json(200);
        Assert.That(first["paragraphs"]!.ToJsonString(), Is.EqualTo(before["paragraphs"]!.ToJsonString()));
        Assert.That(first.Number("version"), Is.EqualTo(1));
        var second = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/documents/{document}/versions/2").Json(200);
        Assert.That(second.ToJsonString(), Is.EqualTo(after.ToJsonString()));
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/documents/{document}/versions/3").Json(404);
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/documents/{document}/versions/0").Json(404);
    }

    [Test]
    public async Task Correct_OverAndOver_KeepsEveryVersion_AndARemovedParagraphStaysKnown()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var first = await Paper(app, id);
        var document = first.Text("id");
        string[] texts =
        [
            "# Innledning\n\nDepartementet foreslår en grense.",
            "# Innledning\n\nDepartementet foreslår en grense på 45 dB.\n\nOg mer.",
        ];
        foreach (var text in texts)
        {
            await app.Correct(id, document, new { markdown = text, notice = "Rettet." }).Json(200);
        }
        var versions = new List<JsonNode>();
        for (var version = 1; version <= 3; version++)
        {
            versions.Add(await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/documents/{document}/versions/{version}").Json(200));
        }
        Assert.That(Ids(versions[0]), Is.EqualTo(Ids(first)));
        Assert.That(Ids(versions[1]), Is.EqualTo(Ids(first).Take(2)));
        Assert.That(Ids(versions[2]).Take(2), Is.EqualTo(Ids(first).Take(2)));
        Assert.That(Ids(first), Does.Not.Contain(Ids(versions[2])[2]));
        Assert.That(Texts(versions[1]), Is.EqualTo(["Innledning", "Departementet foreslår en grense."]));
        Assert.That(Texts(await Paper(app, id)), Is.EqualTo(Texts(versions[2])));
    }

    [Test]
    public async Task Correct_ADraft_ReplacesTheText_WithoutNotice_AndParagraphsKeepTheirIds()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        var before = await Paper(app, id);
        var html = "<h1>Innledning</h1><p>Departementet foreslår en grense.</p><p>Og <b>mer</b>.</p>";
        var after = await app.Correct(id, before.Text("id"), new { html }).Json(200);
        Assert.That(after.Number("version"), Is.EqualTo(1));
        Assert.That(after["versions"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(Texts(after), Is.EqualTo(["Innledning", "Departementet foreslår en grense.", "Og **mer**."]));
        Assert.That(Ids(after).Take(2), Is.EqualTo(Ids(before).Take(2)));
    }

    [TestCase("""{ "markdown": "Ny" }""", "document.notice_missing", "notice")]
    [TestCase("""{ "markdown": "Ny", "notice": "  " }""", "document.notice_missing", "notice")]
    [TestCase("""{ "notice": "Rettet." }""", "validation", "markdown")]
    [TestCase("""{ "markdown": "a", "html": "<p>b</p>", "notice": "Rettet." }""", "validation", "markdown")]
    public async Task Correct_WithBadFields_NamesThem(string correction, string code, string field)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var answer = await app.Correct(id, (await Paper(app, id)).Text("id"), JsonNode.Parse(correction)!).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo(code));
        Assert.That(answer["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([field]));
    }

    [Test]
    public async Task Correct_AConcludedHearing_IsConflict()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.TellOutcome(id).Json(200);
        await app.Conclude(id).Json(200);
        var answer = await app.Correct(id, (await Paper(app, id)).Text("id"), new { markdown = "Ny", notice = "Rettet." }).Json(409);
        Assert.That(answer.Text("code"), Is.EqualTo("hearing.concluded"));
    }

    [Test]
    public async Task Correct_WhatSomeoneElseCorrectedInBetween_IsConflict()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var document = (await Paper(app, id)).Text("id");
        var number = (
            Hearing: long.Parse(id, System.Globalization.CultureInfo.InvariantCulture),
            Document: long.Parse(document, System.Globalization.CultureInfo.InvariantCulture)
        );
        var before = await app.SendAsJob(new GetDocument.Query(number.Hearing, number.Document));
        await app.Correct(id, document, new { markdown = "Først.", notice = "Rettet." }).Json(200);
        var stale = new CorrectDocument.Command
        {
            HearingId = number.Hearing,
            Before = before,
            Markdown = "Sist.",
            Notice = "Rettet.",
        };
        var refusal = (await Assert.ThrowsAsync<Refusal>(() => app.SendAsJob(stale)))!;
        Assert.That(refusal.Code, Is.EqualTo("document.changed"));
        Assert.That(Texts(await Paper(app, id)), Is.EqualTo(["Først."]));
    }
}
