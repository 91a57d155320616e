using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Mail;

/// <summary>Whoever corrects a reply gets a new receipt, and whoever's address was taken away hears of it without the links.</summary>
public sealed class CorrectedLetterTests
{
    private static async Task<JsonNode> Correct(TestApp app, string hearing, JsonNode receipt, string text, string? email, int status = 200)
    {
        var reply = Given.Reply(text);
        reply["sender"]!["email"] = email;
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/hearings/{hearing}/replies/1")
        {
            Content = JsonContent.Create(reply),
        };
        request.Headers.Add("Reply-Token", status == 200 ? receipt.Token() : "feil");
        return await app.Anonymous.SendAsync(request).Json(status);
    }

    [TestCase("nb", "", "Svaret ditt på høringen", "Dette er versjon 2")]
    [TestCase("nn", "/nn", "Svaret ditt på høyringa", "Dette er versjon 2")]
    [TestCase("en", "/en", "Your reply to the consultation", "This is version 2")]
    public async Task Correction_IsConfirmed_WithVersionChecksumAndLinks(string language, string prefix, string beginning, string version)
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        var receipt = await app.Reply(id, language);
        await app.DoDueWork();
        office.Next();
        await Correct(app, id, receipt, "Noe annet.", Mailing.Recipient, status: 403);
        app.Clock.Advance(TimeSpan.FromMinutes(90));
        var corrected = await Correct(app, id, receipt, "Noe annet.", Mailing.Recipient);
        await app.DoDueWork();
        var letter = office.Next();
        Assert.That(office.Letters, Is.Empty);
        string[] held =
        [
            beginning,
            version,
            corrected.Text("sha256"),
            corrected.Text("salt"),
            corrected.Text("reference"),
            "12.00.00".Replace('.', language == "en" ? ':' : '.'),
            "13.30.00".Replace('.', language == "en" ? ':' : '.'),
            $"{Mailing.Origin}{prefix}/receipts/{receipt.Text("reference")}",
            $"/edit#{receipt.Token()}",
        ];
        foreach (var one in held)
        {
            Assert.That(letter.Text("text"), Does.Contain(one));
            Assert.That(letter.Text("html"), Does.Contain(one));
        }
        Assert.That(letter.Text("raw"), Does.Not.Contain("Noe annet"), "nothing that its sender wrote");
        Assert.That(letter.Text("subject"), Does.Contain("2").And.Contain("Forslag til lov om støy ved havner"));
    }

    [Test]
    public async Task Correction_ThatChangesNothing_IsNotConfirmed()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var receipt = await app.Reply(id);
        await Correct(app, id, receipt, "Jeg er enig i forslaget.", Mailing.Recipient);
        Assert.That((await app.Rows()).Select(row => row.Kind), Is.EqualTo((string[])["reply.received"]));
    }

    [TestCase("ola@example.no")]
    [TestCase(null)]
    public async Task Address_ThatIsTakenAway_IsToldWithoutLinks(string? email)
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        var receipt = await app.Reply(id);
        await app.DoDueWork();
        office.Next();
        await Correct(app, id, receipt, "Noe annet.", email);
        await app.DoDueWork();
        var letters = Enumerable
            .Range(0, email is null ? 1 : 2)
            .Select(_ => office.Next())
            .ToDictionary(letter => letter["envelope"]!["to"]![0]!.GetValue<string>(), letter => letter.Text("raw"));
        Assert.That(letters.Keys, Is.EquivalentTo(email is null ? [Mailing.Recipient] : (string[])[Mailing.Recipient, email]));
        foreach (var secret in (string[])[receipt.Token(), receipt.Text("reference"), receipt.Text("salt")])
        {
            Assert.That(letters[Mailing.Recipient].Replace("=\n", "", StringComparison.Ordinal), Does.Not.Contain(secret));
        }
        Assert.That(letters[Mailing.Recipient], Does.Contain("ksd"), "whom to turn to");
    }

    [Test]
    public async Task Correction_ThatWaitsToBeRead_SaysSo()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing("reviewed");
        var receipt = await app.Reply(id);
        await app.Staff.Decide(id, "publish").Json(200);
        await app.DoDueWork();
        office.Next();
        await Correct(app, id, receipt, "Noe annet.", Mailing.Recipient);
        await app.DoDueWork();
        Assert.That(office.Next().Text("text"), Does.Contain("leser rettelsen før den blir publisert"));
    }
}
