using System.Net.Http.Json;
using Consultation.Api.Features.Audit;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Mail;

/// <summary>What a sender is told of what becomes of a reply.</summary>
public sealed class DecisionLetterTests
{
    private const string Text = "Naboen Per Hansen er syk.";

    private static async Task<string[]> Kinds(TestApp app) => [.. (await app.Rows()).Select(row => row.Kind)];

    [TestCase("nb", "Svaret ditt på høringen", "trukket")]
    [TestCase("nn", "Svaret ditt på høyringa", "trekt")]
    [TestCase("en", "Your reply to the consultation", "withdrawn")]
    public async Task Withdrawing_IsConfirmed(string language, string beginning, string word)
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        var receipt = await app.Reply(id, language);
        await app.DoDueWork();
        office.Next();
        await app.Anonymous.Withdraw(id, 1, receipt.Token()).Json(200);
        await app.Anonymous.Withdraw(id, 1, receipt.Token()).Json(200);
        await app.DoDueWork();
        var letter = office.Next();
        Assert.That(letter.Text("text"), Does.StartWith(beginning).And.Contain(word));
        Assert.That(await Kinds(app), Is.EqualTo(["reply.received", "reply.withdrawn"]), "withdrawing again changes nothing");
    }

    [TestCase("nb", "sladdet", "opplysninger om noens personlige forhold", "klage")]
    [TestCase("nn", "sladda", "opplysningar om personlege forhold", "klage")]
    [TestCase("en", "redacted", "information on somebody's personal circumstances", "complain")]
    public async Task Redaction_IsTold_WithGroundAndHowToComplain_AndWithoutTheWords(
        string language,
        string word,
        string ground,
        string complain
    )
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        await app.Reply(id, language, text: Text);
        await app.DoDueWork();
        office.Next();
        await (await app.Staff.Redact(id, "Per Hansen")).Answer(200);
        await app.DoDueWork();
        var letter = office.Next();
        Assert.That(letter.Text("text"), Does.Contain(word).And.Contain(ground).And.Contain(complain));
        Assert.That(letter.Text("raw"), Does.Not.Contain("Hansen"));
        Assert.That(letter.Text("subject"), Does.Contain(word));
    }

    [Test]
    public async Task Withholding_IsTold_WhenASecondPersonHasAgreed()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        using var second = await app.Holder("administrator", "ksd");
        await app.Reply(id, text: Text);
        await app.Staff.Decide(id, "withhold", ground: "defamation").Json(200);
        Assert.That(await Kinds(app), Is.EqualTo(["reply.received"]));
        await second.Decide(id, "withhold", ground: "defamation").Json(200);
        Assert.That(await Kinds(app), Is.EqualTo(["reply.received", "reply.hidden"]));
        await app.DoDueWork();
        office.Next();
        Assert.That(office.Next().Text("text"), Does.Contain("blir ikke publisert").And.Contain("ærekrenkelser"));
    }

    [Test]
    public async Task Message_StandsInTheLetterAlone_AboveWhatIsSaidToAll()
    {
        const string message = "Takk for svaret. Vi har skjult ett sted.\n\nDet handler om helsen til en annen.";
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        using var second = await app.Holder("administrator", "ksd");
        await app.Reply(id, text: Text);
        await app.DoDueWork();
        office.Next();
        var reply = $"/api/v1/hearings/{id}/replies/1";
        var tooLong = new
        {
            decision = "withhold",
            version = 1,
            ground = "privacy",
            message = new string('x', 2001),
        };
        var refused = await app.Staff.PostAsJsonAsync(reply + "/moderation", tooLong).Json(422);
        Assert.That(refused["errors"]!["message"], Is.Not.Null);
        await app.Staff.PostAsJsonAsync(reply + "/moderation", tooLong with { message = message }).Json(200);
        await app.DoDueWork();
        Assert.That(await Kinds(app), Is.EqualTo((string[])["reply.received"]), "sent when a second person has agreed");
        await second.Decide(id, "withhold", ground: "privacy").Json(200);
        await app.DoDueWork();
        var text = office.Next().Text("text");
        Assert.That(text, Does.Contain("Det handler om helsen til en annen."));
        Assert.That(
            text.IndexOf("Takk for svaret", StringComparison.Ordinal),
            Is.LessThan(text.IndexOf("blir ikke publisert", text.IndexOf('\n', StringComparison.Ordinal), StringComparison.Ordinal))
        );
        var kept = await app.Staff.GetAsync(reply + "/moderation").Json(200);
        Assert.That(kept["decisions"]![0]!.Text("message"), Is.EqualTo(message));
        var shown = await app.Anonymous.GetStringAsync(new Uri(reply, UriKind.Relative));
        var log = string.Join('\n', (await app.SendAsJob(new ListAudit.Query())).Items);
        Assert.That(shown + log + string.Join('\n', await app.Rows()), Does.Not.Contain("helsen til en annen"));
    }

    [Test]
    public async Task Withholding_OfSpam_IsToldToNobody()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        using var second = await app.Holder("administrator", "ksd");
        await app.Reply(id, text: Text);
        await app.Staff.Decide(id, "withhold", ground: "spam").Json(200);
        await second.Decide(id, "withhold", ground: "spam").Json(200);
        Assert.That(await Kinds(app), Is.EqualTo(["reply.received"]));
    }

    [Test]
    public async Task Decision_OnAReplyWithoutAnAddress_IsToldToNobody()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply(Text)).Json(201);
        await (await app.Staff.Redact(id, "Per Hansen")).Answer(200);
        Assert.That(await app.Rows(), Is.Empty);
    }
}
