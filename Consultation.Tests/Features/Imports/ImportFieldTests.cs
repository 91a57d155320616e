using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Imports;

/// <summary>What a mapping makes of a row's cells.</summary>
public sealed class ImportFieldTests
{
    private const string Everything = """
        {
          "format": "csv", "channel": "archive",
          "fields": {
            "text": "text", "name": ["first", "last"], "organisation": "org", "organisationNumber": "orgno", "receivedAt": "at",
            "externalId": "id", "position": "position", "email": "email", "senderType": "type", "language": "language",
            "anonymous": { "column": "hide", "values": ["yes", "ja"] }
          }
        }
        """;

    private const string Header = "id,first,last,org,orgno,at,position,email,type,language,hide,text\n";

    private static async Task<(JsonNode Import, List<JsonNode> Replies)> Bring(TestApp app, string rows, string mapping = Everything)
    {
        var id = await app.OpenHearing();
        var import = await app.Imported(id, Header + rows, mapping);
        return (import, await app.Replies(id));
    }

    [Test]
    public async Task EveryField_ComesToItsPlace()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var done = await app.Imported(
            id,
            Header
                + "A-1, Kari ,Nordmann,,,2026-03-01T10:00:00Z,WithRemarks,kari@example.org,,nn-NO,no,  Teksten  \n"
                + "A-2,Ola,Hansen,Kartverket,971 040 238,2026-03-02,withoutRemarks,,publicBody,,,\n"
                + "A-3,,,,,,,,,,,Uten navn\n"
                + "A-4,,,Foreningen,,,,,,,,Fra en forening\n"
                + "A-5,Per,Person,Foreningen,,,,,person,,,Fra et medlem\n",
            Everything
        );
        Assert.That(done.Numbers(), Is.EqualTo([5, 5, 0, 0]), done.ToJsonString());
        var replies = await app.Replies(id);
        Assert.That(
            replies.Select(reply => (reply["sender"]!.Text("type"), reply.Name(), reply.Text("position"), reply.Text("language"))),
            Is.EqualTo([
                ("person", "Kari Nordmann", "withRemarks", "nn"),
                ("publicBody", "Kartverket", "withoutRemarks", "nb"),
                ("person", null, "withRemarks", "nb"),
                ("organisation", "Foreningen", "withRemarks", "nb"),
                ("person", "Per Person", "withRemarks", "nb"),
            ])
        );
        Assert.That(replies[1]["sender"]!.Text("organisationNumber"), Is.EqualTo("971040238"));
        Assert.That(
            replies.Take(2).Select(reply => reply.Text("receivedAt")),
            Is.EqualTo(["2026-03-01T10:00:00Z", "2026-03-01T23:00:00Z"])
        );
        Assert.That(replies[2].Instant("receivedAt"), Is.EqualTo(app.Clock.GetUtcNow()), "when it was brought in");
        Assert.That(replies[0].Text("text"), Is.EqualTo("  Teksten"));
        var lines = (await app.Staff.GetStringAsync($"/api/v1/hearings/{id}/replies.jsonl?scope=all")).Split('\n');
        Assert.That(lines[0], Does.Contain("kari@example.org").And.Contain("\"archive\""));
    }

    [Test]
    public async Task AnonymousRow_KeepsNothingThatTellsWhoSentIt()
    {
        await using var app = new TestApp();
        var (done, replies) = await Bring(
            app,
            "A-1,Hemmelig,Person,Skjultlaget,971040238,,,hemmelig@example.org,,,ja,Teksten\nA-2,Åpen,Person,,,,,,,,JA,Annen\n"
        );
        Assert.That(done.Numbers(), Is.EqualTo([2, 2, 0, 0]));
        Assert.That(replies.Select(reply => reply.Name()), Is.EqualTo([null, "Åpen Person"]), "values are matched exactly");
        Assert.That(replies[0]["sender"]!.AsObject().ContainsKey("organisationNumber"), Is.False);
        foreach (var word in (string[])["Hemmelig", "hemmelig@", "Skjultlaget"])
        {
            DataFiles.AssertNoneHolds(app, word);
        }
    }

    [TestCase("A,Kari,,,,13/14/2026,,,,,,Hei", "row.date_invalid", "\"13/14/2026\"")]
    [TestCase("A,Kari,,,,03/04/2026,,,,,,Hei", "row.date_invalid", "at")]
    [TestCase("A,Kari,,,,,maybe,,,,,Hei", "row.value_unknown", "withRemarks, withoutRemarks")]
    [TestCase("A,Kari,,,,,,,robot,,,Hei", "row.value_unknown", "publicBody")]
    [TestCase("A,Kari,,,,,,,,Norwegian,,Hei", "row.value_unknown", "language")]
    [TestCase("A,Kari,,,,,,not an address,,,,Hei", "row.email_invalid", "email")]
    [TestCase("A,Kari,,,123456789,,,,,,,Hei", "row.organisation_number_invalid", "orgno")]
    [TestCase("A,Kari,,,13097248022,,,,,,,Hei", "row.organisation_number_invalid", "identity number")]
    public async Task ValueThatCannotBeTaken_LeavesItsRowOut(string row, string code, string told)
    {
        await using var app = new TestApp();
        var (done, replies) = await Bring(app, row + "\nB,,,,,,,,,,,Fin\n");
        Assert.That(done.Errors(), Is.EqualTo([(1, code)]));
        var message = done["errors"]![0]!.Text("message");
        Assert.That(message, Does.Contain(told).And.Not.Contain("13097248022"));
        Assert.That(replies.Single().Text("text"), Is.EqualTo("Fin"));
    }

    [Test]
    public async Task TooLongTextNameOrId_LeavesItsRowOut()
    {
        await using var app = new TestApp();
        var (done, _) = await Bring(
            app,
            $"A,,,,,,,,,,,{new string('x', 1_000_001)}\nB,{new string('x', 501)},,,,,,,,,,Hei\n{new string('x', 201)},,,,,,,,,,,Hei\n"
                + $"D,,,,,,,,,,,{new string('å', 1_000_000)}\n"
        );
        Assert.That(done.Errors(), Is.EqualTo([(1, "row.text_too_long"), (2, "row.name_too_long"), (3, "row.external_id_too_long")]));
        Assert.That(done.Number("accepted"), Is.EqualTo(1));
    }

    [Test]
    public async Task KnownExternalId_AddsNothing_InTheSameFileOrALaterOne()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var rows = string.Concat(Enumerable.Range(1, 120).Select(row => $"{row},,,,,,,,,,,Svar {row}\n"));
        Assert.That((await app.Imported(id, Header + rows + "7,,,,,,,,,,,Igjen\n", Everything)).Numbers(), Is.EqualTo([121, 120, 0, 1]));
        Assert.That((await app.Imported(id, Header + "121,,,,,,,,,,,Ny\n" + rows, Everything)).Numbers(), Is.EqualTo([121, 1, 0, 120]));
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.EqualTo(121));
    }

    [Test]
    public async Task Dates_WithoutAZone_AreTheRounds_AndDecideWhatIsLate()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(closesOn: "2026-05-29");
        var done = await app.Imported(
            id,
            Header + "1,,,,,29.05.2026 23:59:59,,,,,,I tide\n2,,,,,30.05.2026,,,,,,For sent\n3,,,,,1780091999999,,,,,,I tide\n",
            Everything
        );
        Assert.That(done.Numbers(), Is.EqualTo([3, 3, 0, 0]), done.ToJsonString());
        Assert.That(
            (await app.Replies(id)).Select(reply => (reply.Text("receivedAt"), reply["late"]!.GetValue<bool>())),
            Is.EqualTo([("2026-05-29T21:59:59Z", false), ("2026-05-29T22:00:00Z", true), ("2026-05-29T21:59:59.999Z", false)])
        );
    }

    [Test]
    public async Task DatesOfAFormThatIsGiven_AreReadInItAlone()
    {
        await using var app = new TestApp();
        var mapping = Everything.Replace(
            "\"receivedAt\": \"at\"",
            "\"receivedAt\": \"at\", \"receivedAtFormat\": \"MM/dd/yyyy HH:mm\"",
            StringComparison.Ordinal
        );
        var (done, replies) = await Bring(app, "A,,,,,03/04/2026 12:00,,,,,,Hei\nB,,,,,2026-03-04,,,,,,Hei\n", mapping);
        Assert.That(done.Errors(), Is.EqualTo([(2, "row.date_invalid")]));
        Assert.That(replies.Single().Text("receivedAt"), Is.EqualTo("2026-03-04T11:00:00Z"));
    }

    [TestCase("immediate", "published")]
    [TestCase("verifiedImmediate", "published")]
    [TestCase("reviewed", "inReview")]
    [TestCase("afterDeadline", "awaitingDeadline")]
    public async Task Rows_FollowTheHearingsRule_AndAnIdentityNumberGoesToReview(string rule, string publication)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(rule);
        var done = await app.Imported(
            id,
            Header + "1,,,,,,,,,,,Fint\n2,,,,,,,,,,,Jeg er 13097248022.\n3,13097248022,,,,,,,,,,Hei\n",
            Everything
        );
        Assert.That(done.Numbers(), Is.EqualTo([3, 3, 0, 0]));
        var replies = await app.Staff.AllPages($"/api/v1/hearings/{id}/replies?scope=all&sort=oldest");
        Assert.That(replies.Select(reply => reply.Text("publication")), Is.EqualTo([publication, "inReview", "inReview"]));
    }
}
