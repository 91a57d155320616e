using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Hearings;

public sealed class CreateHearingTests
{
    private static Task<HttpResponseMessage> Create(HttpClient client, JsonNode body) => client.PostAsJsonAsync("/api/v1/hearings", body);

    [Test]
    public async Task Create_WithFalseKey_IsUnauthorized_WhateverTheBody()
    {
        await using var app = new TestApp();
        var stranger = app.With("ck_no-such-key");
        await Create(stranger, Given.Hearing()).Json(401);
        using var text = new StringContent("not json");
        await stranger.PostAsync("/api/v1/hearings", text).Json(401);
    }

    [Test]
    public async Task Create_ByAnalyst_IsForbidden()
    {
        await using var app = new TestApp();
        var analyst = await app.Holder("analyst", "ksd");
        var answer = await Create(analyst, Given.Hearing()).Json(403);
        Assert.That(answer.Text("code"), Is.EqualTo("forbidden"));
    }

    [Test]
    public async Task Create_ImmediateByCaseOfficer_IsForbidden_ByAdministratorOfTheMinistry_IsMade()
    {
        await using var app = new TestApp();
        var officer = await app.Holder("caseOfficer", "ksd");
        var administrator = await app.Holder("administrator", "ksd");
        var answer = await Create(officer, Given.Hearing("immediate")).Json(403);
        Assert.That(answer.Text("code"), Is.EqualTo("hearing.immediate_needs_administrator"));
        await Create(administrator, Given.Hearing("immediate")).Json(201);
        await Create(officer, Given.Hearing("reviewed")).Json(201);
    }

    [Test]
    public async Task Create_WithEveryField_GivesEveryFieldBack()
    {
        await using var app = new TestApp();
        var body = Given.Hearing("afterDeadline", "input");
        body["title"] = "Framlegg til ny lov – støy & hamner";
        body["summary"] = "Ei grense for støy om natta.";
        body["language"] = "nn";
        body["caseNumber"] = "26/1234";
        body["subjects"] = new JsonArray("miljo", "transport");
        body["allowAnonymous"] = true;
        body["lateReplies"] = "accept";
        body["translations"] = JsonNode.Parse("""{ "se": { "title": "Láhkaevttohus", "summary": "Čoahkkáigeassu" } }""");
        body["contact"] = JsonNode.Parse("""{ "name": "Kari" }""");
        body["documents"]!.AsArray().Add(JsonNode.Parse("""{ "kind": "letter", "title": "Brev", "language": "nb", "markdown": "Hei." }"""));

        using var answer = await Create(app.Staff, body);
        var made = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), made.ToJsonString());
        Assert.That(answer.Headers.Location!.ToString(), Is.EqualTo($"/api/v1/hearings/{made.Text("id")}"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(made.Text("title"), Is.EqualTo("Framlegg til ny lov – støy & hamner"));
            Assert.That(made.Text("slug"), Is.EqualTo("framlegg-til-ny-lov-stoy-hamner"));
            Assert.That(made.Text("summary"), Is.EqualTo("Ei grense for støy om natta."));
            Assert.That(made.Text("language"), Is.EqualTo("nn"));
            Assert.That(made.Text("kind"), Is.EqualTo("input"));
            Assert.That(made.Text("status"), Is.EqualTo("draft"));
            Assert.That(made["ministry"]!.ToJsonString(), Is.EqualTo("""{"code":"ksd","name":"ksd"}"""));
            Assert.That(made.Text("caseNumber"), Is.EqualTo("26/1234"));
            Assert.That(made["subjects"]!.ToJsonString(), Is.EqualTo("""["miljo","transport"]"""));
            Assert.That(made.Text("publication"), Is.EqualTo("afterDeadline"));
            Assert.That(made["allowAnonymous"]!.GetValue<bool>(), Is.True);
            Assert.That(made["translations"]!["se"]!.Text("title"), Is.EqualTo("Láhkaevttohus"));
            Assert.That(made["documents"]!.AsArray().Select(d => d!.Text("kind")), Is.EqualTo(["paper", "letter"]));
            Assert.That(made["documents"]!.AsArray().Select(d => d!.Text("language")), Is.EqualTo(["nn", "nb"]));
            Assert.That(made["documents"]!.AsArray().Select(d => d!.Number("version")), Is.All.EqualTo(1));
            Assert.That(made["rounds"]!.AsArray(), Is.Empty);
            Assert.That(made["counts"]!.AsObject().Select(count => count.Value!.GetValue<int>()), Is.All.Zero);
            Assert.That(made.Text("url"), Does.EndWith($"/hearings/{made.Text("id")}/{made.Text("slug")}"));
            Assert.That(made.Text("updatedAt"), Is.EqualTo("2026-03-02T11:00:00Z"));
        }
    }

    [Test]
    public async Task Create_WithLeastOfFields_TakesTheDefaults()
    {
        await using var app = new TestApp();
        var body = JsonNode.Parse("""{ "title": "T", "summary": "S", "language": "en", "kind": "ordinary", "ministry": "ksd" }""")!;
        var made = await Create(app.Staff, body).Json(201);
        Assert.That(made.Text("publication"), Is.EqualTo("verifiedImmediate"));
        Assert.That(made["allowAnonymous"]!.GetValue<bool>(), Is.False);
        Assert.That(made["documents"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Create_WithBadFields_NamesEachOfThem()
    {
        await using var app = new TestApp();
        var body = Given.Hearing();
        body["title"] = " ";
        body["language"] = "norsk";
        body["questions"] = new JsonArray(
            new JsonObject
            {
                ["key"] = "q",
                ["kind"] = "single",
                ["label"] = "Hva?",
            }
        );
        body["documents"]![0]!["html"] = "<p>Både og</p>";
        var answer = await Create(app.Staff, body).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("validation"));
        Assert.That(
            answer["errors"]!.AsObject().Select(field => field.Key),
            Is.EquivalentTo(["title", "language", "questions[0].options", "documents[0].markdown"])
        );
    }

    [TestCase("kind", "\"secret\"", 400)]
    [TestCase("publication", "1", 400)]
    [TestCase("documents", "[null]", 422)]
    [TestCase("documents", "null", 400)]
    [TestCase("subjects", "[null]", 422)]
    [TestCase("translations", "{\"se\":null}", 422)]
    [TestCase("translations", "{\"<b>\":{\"title\":\"T\",\"summary\":\"S\"}}", 422)]
    [TestCase("title", "null", 400)]
    public async Task Create_WithMalformedField_IsRefused(string field, string value, int status)
    {
        await using var app = new TestApp();
        var body = Given.Hearing();
        body[field] = JsonNode.Parse(value);
        await Create(app.Staff, body).Json(status);
    }

    [Test]
    public async Task Create_WithEmptyHtmlBesideMarkdown_KeepsTheMarkdown()
    {
        await using var app = new TestApp();
        var body = Given.Hearing();
        body["documents"]![0]!["html"] = "";
        var made = await Create(app.Staff, body).Json(201);
        Assert.That(made["documents"]![0]!["paragraphs"]!.AsArray(), Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Create_WithHtml_KeepsHeadingsAndText_AndNothingActive()
    {
        await using var app = new TestApp();
        var body = Given.Hearing();
        body["documents"] = JsonNode.Parse(
            """
            [{ "kind": "paper", "title": "Notat",
               "html": "<h1>Innledning</h1><p onclick='x()'>En <b>grense</b>.<script>alert(1)</script></p><ul><li>Natt</li></ul>" }]
            """
        );
        var made = await Create(app.Staff, body).Json(201);
        var paragraphs = made["documents"]![0]!["paragraphs"]!.AsArray();
        Assert.That(paragraphs[0]!.Number("heading"), Is.EqualTo(1));
        Assert.That(paragraphs[0]!.Text("markdown"), Does.Contain("Innledning"));
        Assert.That(paragraphs.ToJsonString(), Does.Contain("grense").And.Contain("Natt"));
        Assert.That(paragraphs.ToJsonString(), Does.Not.Contain("alert").And.Not.Contain("onclick"));
    }

    [Test]
    public async Task Create_UnknownMinistry_IsMadeByTheBootstrapKeyOnly()
    {
        await using var app = new TestApp();
        var officer = await app.Holder("caseOfficer", "ksd");
        await Create(app.Staff, Given.Hearing(ministry: "kld")).Json(201);
        await Create(app.Staff, Given.Hearing(ministry: " kld ")).Json(201);
        var unbound = await app.Holder("caseOfficer");
        var answer = await Create(unbound, Given.Hearing("reviewed", ministry: "hod")).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("ministry.unknown"));
        Assert.That(answer["errors"]!["ministry"], Is.Not.Null);
        // What is not the key's own is as unknown to it as what does not exist.
        await Create(officer, Given.Hearing("reviewed", ministry: "kld")).Json(422);
    }

    [Test]
    public async Task Create_WithoutMinistry_TakesTheKeysOwn_ElseIsRefused()
    {
        await using var app = new TestApp();
        var officer = await app.Holder("caseOfficer", "kld");
        var body = Given.Hearing("reviewed");
        body.Remove("ministry");
        var made = await Create(officer, body).Json(201);
        Assert.That(made["ministry"]!.Text("code"), Is.EqualTo("kld"));
        var answer = await Create(app.Staff, body).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("ministry.unknown"));
    }
}
