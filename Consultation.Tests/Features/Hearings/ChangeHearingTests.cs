using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Http;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Hearings;

public sealed class ChangeHearingTests
{
    [Test]
    public async Task Change_Anonymous_IsUnauthorized_ByAnalyst_IsForbidden_OfForeignMinistry_IsNotFound()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        var change = new { title = "Ny" };
        await app.Anonymous.PatchAsJsonAsync($"/api/v1/hearings/{id}", change).Json(401);
        await (await app.Holder("analyst", "ksd")).PatchAsJsonAsync($"/api/v1/hearings/{id}", change).Json(403);
        await (await app.Holder("administrator", "kld")).PatchAsJsonAsync($"/api/v1/hearings/{id}", change).Json(404);
        var officer = await app.Holder("caseOfficer", "ksd");
        await officer.PatchAsJsonAsync($"/api/v1/hearings/{id}", new { ministry = "kld" }).Json(422);
        var immediate = await officer.PatchAsJsonAsync($"/api/v1/hearings/{id}", new { publication = "immediate" }).Json(403);
        Assert.That(immediate.Text("code"), Is.EqualTo("hearing.immediate_needs_administrator"));
    }

    /// <summary>What was imported is published as the draft said then; another rule would show replies that it was to keep back.</summary>
    [Test]
    public async Task Change_OfADraftWithImportedReplies_LeavesThePublicationAndTheQuestions()
    {
        await using var app = new TestApp();
        var id = await app.Draft(Given.Hearing());
        await app.AddRound(id, new { opensAt = app.Clock.GetUtcNow(), closesOn = "2026-05-29" }).Json(201);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Svar\nEnig.\n"), "file", "svar.csv" },
            { new StringContent("""{"format": "csv", "fields": {"text": "Svar"}}"""), "mapping" },
        };
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/imports", form).Json(202);
        await app.DoDueWork();
        await Problems.Expect(await app.Change(id, new { publication = "afterDeadline" }), 409, "hearing.field_frozen");
        await Problems.Expect(await app.Change(id, new { questions = Array.Empty<object>() }), 409, "hearing.field_frozen");
        await app.Change(id, new { title = "Ny tittel" }).Json(200);
    }

    [Test]
    public async Task Change_OfADraft_ChangesWhatIsGiven_AndNothingElse()
    {
        await using var app = new TestApp();
        var body = Given.Hearing("reviewed");
        body["caseNumber"] = "26/1";
        body["subjects"] = new JsonArray("health");
        body["contact"] = JsonNode.Parse("""{ "name": "Kari" }""");
        var before = await app.Staff.PostAsJsonAsync("/api/v1/hearings", body).Json(201);
        var id = before.Text("id");

        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var after = await app.Change(id, new { title = "Ny tittel om ro" }).Json(200);
        var expected = before.DeepClone();
        expected["title"] = "Ny tittel om ro";
        expected["slug"] = "ny-tittel-om-ro";
        expected["url"] = before.Text("url").Replace(before.Text("slug"), "ny-tittel-om-ro", StringComparison.Ordinal);
        expected["updatedAt"] = "2026-03-02T11:05:00Z";
        Assert.That(after.ToJsonString(), Is.EqualTo(expected.ToJsonString()));
    }

    [Test]
    public async Task Change_OfADraft_TakesEveryField_AndNullClearsWhatMayBeEmpty()
    {
        await using var app = new TestApp();
        await app.Draft(Given.Hearing(ministry: "kld"));
        var body = Given.Hearing();
        body["caseNumber"] = "26/1";
        body["contact"] = JsonNode.Parse("""{ "name": "Kari" }""");
        body["acts"] = JsonNode.Parse("""["lov 1"]""");
        var id = await app.Draft(body);
        var change = JsonNode.Parse(
            """
            {
                "title": "T", "summary": "S", "language": "nn", "kind": "input", "ministry": "kld", "caseNumber": null,
                "subjects": ["transport", "Transport", "nytt"], "publication": "afterDeadline", "lateReplies": "accept", "allowAnonymous": true,
                "documents": [{ "kind": "letter", "title": "Brev", "markdown": "Hei.\n\nHå." }],
                "questions": [{ "key": "q", "kind": "yesNo", "label": "Ja?" }],
                "translations": { "se": { "title": "A", "summary": "B" } }, "contact": { "name": "Ola" }, "acts": null, "eea": { "celex": "3" }
            }
            """
        )!;
        var hearing = await app.Change(id, change).Json(200);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((hearing.Text("title"), hearing.Text("summary"), hearing.Text("language")), Is.EqualTo(("T", "S", "nn")));
            Assert.That((hearing.Text("kind"), hearing["ministry"]!.Text("code")), Is.EqualTo(("input", "kld")));
            Assert.That(hearing["caseNumber"], Is.Null);
            Assert.That(hearing["subjects"]!.ToJsonString(), Is.EqualTo("""["transport","nytt"]"""));
            Assert.That(hearing.Text("publication"), Is.EqualTo("afterDeadline"));
            Assert.That(hearing["allowAnonymous"]!.GetValue<bool>(), Is.True);
            Assert.That(hearing["documents"]!.AsArray().Single()!["paragraphs"]!.AsArray(), Has.Count.EqualTo(2));
            Assert.That(hearing["documents"]![0]!.Text("language"), Is.EqualTo("nn"));
            Assert.That(hearing["questions"]![0]!.Text("key"), Is.EqualTo("q"));
            Assert.That(hearing["translations"]!["se"]!.Text("title"), Is.EqualTo("A"));
            Assert.That(hearing["contact"]!.ToJsonString(), Is.EqualTo("""{"name":"Ola"}"""));
            Assert.That(hearing["acts"], Is.Null);
            Assert.That(hearing["eea"]!.Text("celex"), Is.EqualTo("3"));
        }
        var round = await app.AddRound(id, new { opensAt = "2026-03-03T08:00:00Z", closesOn = "2026-03-05" }).Json(201);
        Assert.That(round.Text("lateReplies"), Is.EqualTo("accept"));
        hearing = await app.Change(
                id,
                JsonNode.Parse("""{ "subjects": null, "questions": null, "translations": null, "documents": null }""")!
            )
            .Json(200);
        Assert.That(hearing["subjects"]!.AsArray(), Is.Empty);
        Assert.That(hearing["questions"]!.AsArray(), Is.Empty);
        Assert.That(hearing["translations"]!.AsObject(), Is.Empty);
        Assert.That((await app.Publish(id).Json(409)).Text("code"), Is.EqualTo("hearing.incomplete"));
    }

    [TestCase("""{ "title": null }""", "title")]
    [TestCase("""{ "summary": "" }""", "summary")]
    [TestCase("""{ "language": "norsk" }""", "language")]
    [TestCase("""{ "language": null }""", "language")]
    [TestCase("""{ "kind": null }""", "kind")]
    [TestCase("""{ "publication": null }""", "publication")]
    [TestCase("""{ "lateReplies": null }""", "lateReplies")]
    [TestCase("""{ "allowAnonymous": null }""", "allowAnonymous")]
    [TestCase("""{ "ministry": null }""", "ministry")]
    [TestCase("""{ "subjects": ["a", null] }""", "subjects[1]")]
    [TestCase("""{ "documents": [null] }""", "documents[0]")]
    [TestCase("""{ "documents": [{ "kind": "paper", "title": "", "markdown": "x" }] }""", "documents[0].title")]
    [TestCase("""{ "questions": [{ "key": "q", "kind": "scale", "label": "L" }] }""", "questions[0].scale")]
    public async Task Change_ToWhatAHearingCannotBe_NamesTheField(string change, string field)
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        var answer = await app.Change(id, JsonNode.Parse(change)!).Json(422);
        Assert.That(answer["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([field]));
    }

    [TestCase("title", "\"Ny\"")]
    [TestCase("questions", "[]")]
    [TestCase("documents", "[]")]
    [TestCase("caseNumber", "null")]
    [TestCase("publication", "\"reviewed\"")]
    [TestCase("acts", "{}")]
    public async Task Change_AfterPublishing_OfAFrozenField_IsConflict_NamingIt(string field, string value)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var before = await app.Hearing(id);
        var change = new JsonObject
        {
            ["contact"] = new JsonObject { ["name"] = "Ola" },
            [field] = JsonNode.Parse(value),
        };
        var answer = await app.Change(id, change).Json(409);
        Assert.That(answer.Text("code"), Is.EqualTo("hearing.field_frozen"));
        Assert.That(answer["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([field]));
        Assert.That((await app.Hearing(id)).ToJsonString(), Is.EqualTo(before.ToJsonString()));
    }

    [Test]
    public async Task Change_AfterPublishing_OfContactAndTranslations_ShowsAtOnce()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Hearing(id);
        var change = JsonNode.Parse(
            """{ "contact": { "name": "Ola" }, "translations": { "en": { "title": "Noise", "summary": "N" } } }"""
        )!;
        await app.Change(id, change).Json(200);
        var hearing = await app.Hearing(id);
        Assert.That(hearing["contact"]!.Text("name"), Is.EqualTo("Ola"));
        Assert.That(hearing["translations"]!["en"]!.Text("title"), Is.EqualTo("Noise"));
    }
}
