using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Replies;

public sealed class SendReplyTests
{
    private static JsonObject From(string type, string name, string? number = null)
    {
        var reply = Given.Reply(type: type, name: name);
        reply["sender"]!["organisationNumber"] = number;
        if (number is null)
        {
            reply["sender"]!.AsObject().Remove("organisationNumber");
        }
        return reply;
    }

    private static Task<JsonNode> Get(TestApp app, string hearing, int number) =>
        app.Anonymous.GetAsync($"/api/v1/hearings/{hearing}/replies/{number}").Json(200);

    [Test]
    public async Task Send_ToADraftOrAnUnknownHearing_IsNotFound()
    {
        await using var app = new TestApp();
        var draft = await app.Draft();
        await app.Anonymous.Send(draft, Given.Reply()).Json(404);
        await app.Anonymous.Send("1", Given.Reply()).Json(404);
    }

    [TestCase("person", "Åse Ødegård", null)]
    [TestCase("organisation", "Fagforbundet", "974 760 673")]
    [TestCase("publicBody", "Hurdal kommune", "NO974760673MVA")]
    public async Task Send_ByEachKindOfSender_IsPublishedAsSent(string type, string name, string? number)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reply = From(type, name, number);
        reply["sender"]!["email"] = "hemmelig@example.no";
        reply["sender"]!["onBehalfOf"] = "Naboene";
        using var answer = await app.Anonymous.Send(id, reply);
        var receipt = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), receipt.ToJsonString());
        Assert.That(answer.Headers.Location!.ToString(), Is.EqualTo($"/api/v1/hearings/{id}/replies/1"));
        Assert.That(receipt.Number("number"), Is.EqualTo(1));
        Assert.That(receipt.Text("publication"), Is.EqualTo("published"));
        Assert.That(receipt.Text("receivedAt"), Is.EqualTo("2026-03-02T11:00:00Z"));

        var seen = await Get(app, id, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen["sender"]!.Text("type"), Is.EqualTo(type));
            Assert.That(seen["sender"]!.Text("name"), Is.EqualTo(name));
            Assert.That(seen["sender"]!["organisationNumber"]?.GetValue<string>(), Is.EqualTo(number is null ? null : "974760673"));
            Assert.That(seen["sender"]!.Text("onBehalfOf"), Is.EqualTo("Naboene"));
            Assert.That(seen["sender"]!.Text("verified"), Is.EqualTo("none"));
            Assert.That(seen.Text("text"), Is.EqualTo("Jeg er enig i forslaget."));
            Assert.That(seen.Text("position"), Is.EqualTo("withRemarks"));
            Assert.That(seen.Text("language"), Is.EqualTo("nb"));
            Assert.That(seen.Number("round"), Is.EqualTo(1));
            Assert.That(seen.Number("version"), Is.EqualTo(1));
            Assert.That(seen.Text("url"), Is.EqualTo(receipt.Text("url")));
        }
        foreach (var address in new[] { "replies", "replies/1", "replies.csv", "replies.jsonl", "" })
        {
            var all = await app.Anonymous.GetStringAsync($"/api/v1/hearings/{id}/{address}".TrimEnd('/'));
            Assert.That(all, Does.Not.Contain("hemmelig"), address);
        }
    }

    [Test]
    public async Task Send_WithoutRemarks_NeedsNoText()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reply = Given.Reply();
        reply["position"] = "withoutRemarks";
        reply.Remove("text");
        await app.Anonymous.Send(id, reply).Json(201);
        var seen = await Get(app, id, 1);
        Assert.That(seen.Text("position"), Is.EqualTo("withoutRemarks"));
        Assert.That(seen.Text("text"), Is.Empty);
        var counts = (await app.Hearing(id))["counts"]!;
        Assert.That(counts.Number("withoutRemarks"), Is.EqualTo(1));
        Assert.That(counts.Number("withRemarks"), Is.Zero);
    }

    [TestCase(" \r\n\t ")]
    [TestCase("\0\u0001")]
    [TestCase(null)]
    public async Task Send_WithRemarksButNothingSaid_IsRefused(string? text)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reply = Given.Reply();
        reply["text"] = text;
        if (text is null)
        {
            reply.Remove("text");
        }
        var answer = await app.Anonymous.Send(id, reply).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("reply.empty"));
        Assert.That(answer["errors"]!["text"], Is.Not.Null);
    }

    [Test]
    public async Task Send_TextOfAMillionCharacters_IsTaken_OneMoreIsRefused()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var answer = await app.Anonymous.Send(id, Given.Reply(new string('ø', 1_000_001))).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("reply.text_too_long"));
        await app.Anonymous.Send(id, Given.Reply(new string('ø', 1_000_000))).Json(201);
        Assert.That((await Get(app, id, 1)).Text("text"), Has.Length.EqualTo(1_000_000));
    }

    [Test]
    public async Task Send_TextThatIsAMillionCharactersOnceComposed_IsTaken()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var text = string.Concat(Enumerable.Repeat("a\u030A", 1_000_000));
        await app.Anonymous.Send(id, Given.Reply(text)).Json(201);
        Assert.That((await Get(app, id, 1)).Text("text"), Is.EqualTo(new string('å', 1_000_000)));
    }

    [Test]
    public async Task Send_Text_IsStoredComposed_WithLineFeedsAlone_WithoutControls()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply("Pa\u030A linje 1\r\nog\0 2\rog 3  \n", "A\u030Ase")).Json(201);
        var seen = await Get(app, id, 1);
        Assert.That(seen.Text("text"), Is.EqualTo("På linje 1\nog 2\nog 3"));
        Assert.That(seen["sender"]!.Text("name"), Is.EqualTo("Åse"));
    }

    [Test]
    public async Task Send_WithSeveralMistakes_TellsThemAll_ByTheInputsOwnNames()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reply = From("organisation", " ", "974760674");
        reply["sender"]!["email"] = "ikke en adresse";
        reply["language"] = "norsk";
        reply["text"] = "Mitt nummer er 01019012345 og 13097248022.";
        reply["comments"] = new JsonArray(new JsonObject { ["paragraph"] = "1" });
        var answer = await app.Anonymous.Send(id, reply).Json(422);
        Assert.That(
            answer["errors"]!.AsObject().Select(field => field.Key),
            Is.EquivalentTo(["sender.name", "sender.email", "sender.organisationNumber", "language", "text", "comments[0]"])
        );
        Assert.That(answer.Text("traceId"), Is.Not.Empty);
    }

    [TestCase("974760674")]
    [TestCase("97476067")]
    [TestCase("9747606730")]
    [TestCase("000000000")]
    public async Task Send_WithFalseOrganisationNumber_IsRefused(string number)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var answer = await app.Anonymous.Send(id, From("organisation", "Laget", number)).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("organisation.number_invalid"));
        Assert.That(answer["errors"]!["sender.organisationNumber"], Is.Not.Null);
    }

    [TestCase("text/plain", "{}", 415)]
    [TestCase("application/json", "{", 400)]
    [TestCase("application/json", "null", 400)]
    [TestCase("application/json", """{ "sender": null, "position": "withRemarks", "text": "x" }""", 400)]
    [TestCase("application/json", """{ "sender": { "type": "person", "name": "Å" }, "position": "for", "text": "x" }""", 400)]
    [TestCase("application/json", """{ "sender": { "type": "person", "name": "Å" }, "position": 0, "text": "x" }""", 400)]
    [TestCase("application/json", """{ "position": "withRemarks", "text": "x" }""", 400)]
    public async Task Send_Malformed_IsAProblem(string type, string body, int status)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, type);
        using var answer = await app.Anonymous.PostAsync($"/api/v1/hearings/{id}/replies", content);
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
    }
}
