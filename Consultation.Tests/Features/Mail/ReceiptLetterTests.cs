using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Mail;

/// <summary>Letters as a mail server gets them and as a mail reader shows them, both written by others.</summary>
public sealed class ReceiptLetterTests
{
    [TestCase("nb", "", "Vi har mottatt svaret ditt", "2. mars 2026 kl. 12.00.00 (norsk tid)")]
    [TestCase("nn", "/nn", "Vi har motteke svaret ditt", "2. mars 2026 kl. 12.00.00 (norsk tid)")]
    [TestCase("en", "/en", "We have received your reply", "2 March 2026 at 12:00:00 (Norwegian time)")]
    [TestCase("se", "", "Vi har mottatt svaret ditt", "2. mars 2026 kl. 12.00.00 (norsk tid)")]
    public async Task Receipt_IsInTheLanguageOfTheReply_AndHoldsWhatTheReceiptOnTheScreenHolds(
        string language,
        string prefix,
        string beginning,
        string received
    )
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        var receipt = await app.Reply(id, language);
        await app.DoDueWork();
        var letter = office.Next();
        var html = letter.Text("html");
        var text = letter.Text("text");
        Assert.That(text, Does.StartWith(beginning));
        string[] held =
        [
            beginning,
            "Forslag til lov om støy ved havner",
            receipt.Text("reference"),
            receipt.Text("sha256"),
            receipt.Text("salt"),
            received,
            $"{Mailing.Origin}{prefix}/receipts/{receipt.Text("reference")}",
            $"{Mailing.Origin}{prefix}/hearings/{id}/forslag-til-lov-om-stoy-ved-havner/replies/1/edit#{receipt.Token()}",
        ];
        foreach (var one in held)
        {
            Assert.That(text, Does.Contain(one));
            Assert.That(html, Does.Contain(one));
        }
        Assert.That(html, Does.Contain($"<html lang=\"{(language == "se" ? "nb" : language)}\">"));
        Assert.That(letter.Text("subject"), Does.Contain("1").And.Contain("Forslag til lov om støy ved havner"));
    }

    [Test]
    public async Task Receipt_ComesFromTheMinistryByOurAddress_ToTheSenderAlone_AndAsksForNoAnswer()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        await app.Reply(await app.OpenHearing());
        await app.DoDueWork();
        var letter = office.Next();
        var mail = (await app.Rows()).Single();
        Assert.That(letter["from"]!.Text("address"), Is.EqualTo("ikke-svar@hoering.example.no"));
        Assert.That(letter["from"]!.Text("name"), Is.EqualTo("ksd"), "the ministry's name");
        Assert.That(letter["envelope"]!["to"]!.AsArray().Select(to => to!.GetValue<string>()), Is.EqualTo([Mailing.Recipient]));
        Assert.That(letter.Header("auto-submitted"), Is.EqualTo(["auto-generated"]));
        Assert.That(letter.Header("message-id"), Is.EqualTo([$"<letter-{mail.Id}@hoering.example.no>"]));
        Assert.That(letter.Header("content-language"), Is.EqualTo(["nb"]));
        Assert.That(letter.Header("content-type").Single(), Does.StartWith("multipart/alternative"));
        Assert.That(letter.Header("date"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Letter_ThatIsSent_LeavesNothingOfItsReaderBehind()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        await app.Reply(await app.OpenHearing());
        var waiting = (await app.Rows()).Single();
        Assert.That(
            (waiting.Kind, waiting.Recipient, waiting.SentAt),
            Is.EqualTo(("reply.received", Mailing.Recipient, (DateTimeOffset?)null))
        );
        Assert.That(await app.DoDueWork(), Is.EqualTo(1));
        var sent = (await app.Rows()).Single();
        Assert.That(
            (sent.Recipient, sent.Facts, sent.LastError, sent.Attempts),
            Is.EqualTo(((string?)null, (string?)null, (string?)null, 1))
        );
        Assert.That(sent.SentAt, Is.EqualTo(app.Clock.GetUtcNow()));
        Assert.That(await app.DoDueWork(), Is.Zero);
        office.Next();
        Assert.That(office.Letters, Is.Empty, "once");
    }

    [Test]
    public async Task Receipt_IsSentOnce_ForTheSameReplySentAgain_AndToNobodyWhoGaveNoAddress()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        await app.Reply(id, key: "one");
        await app.Reply(id, key: "one");
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        Assert.That(await app.Rows(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Receipt_OfALateReply_SaysSo()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing(lateReplies: "accept");
        app.Clock.MoveTo(await app.Deadline(id));
        await app.Reply(id);
        await app.DoDueWork();
        Assert.That(office.Next().Text("text"), Does.Contain("etter fristen"));
    }

    [Test]
    public async Task Letter_HoldsNothingThatItsSenderWrote()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        var reply = Given.Reply("Kjøp billig på https://svindel.example", name: "Klikk https://svindel.example");
        reply["sender"]!["email"] = Mailing.Recipient;
        reply["sender"]!["onBehalfOf"] = "svindel.example";
        await app.Anonymous.Send(id, reply).Json(201);
        await app.DoDueWork();
        Assert.That(office.Next().Text("raw"), Does.Not.Contain("svindel"));
    }

    [TestCase("kari@example.no\r\nBcc: alle@example.no")]
    [TestCase("kari@example.no, alle@example.no")]
    [TestCase("Kari <kari@example.no>")]
    [TestCase("kari@example.no>\r\nRCPT TO:<alle@example.no")]
    public async Task Address_ThatIsMoreThanOne_IsRefused(string email)
    {
        await using var app = new TestApp();
        var reply = Given.Reply();
        reply["sender"]!["email"] = email;
        await app.Anonymous.Send(await app.OpenHearing(), reply).Json(422);
        Assert.That(await app.Rows(), Is.Empty);
    }

    [Test]
    public async Task Title_AndMinistry_WithLineBreaksAndMarkup_StayText()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        const string title = "Lov\r\nBcc: alle@example.no\r\n\r\n<script>alert(1)</script> & \"mer\"";
        const string ministry = "Dept\" <falsk@example.com>\r\nX-Evil: 1";
        await app.Database.Write(async db =>
        {
            await db.Run("update Hearing set Title = @title", new { title });
            return await db.Run("update Ministry set Name = @ministry", new { ministry });
        });
        await app.Reply(id);
        await app.DoDueWork();
        var letter = office.Next();
        Assert.That(letter.Header("bcc"), Is.Empty);
        Assert.That(letter.Header("x-evil"), Is.Empty);
        Assert.That(letter["envelope"]!["to"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(letter["from"]?["address"]?.GetValue<string>(), Is.EqualTo("ikke-svar@hoering.example.no"), letter.Text("raw"));
        Assert.That(letter["from"]!.Text("name"), Is.EqualTo("Dept falsk example.com X-Evil: 1"));
        Assert.That(letter["to"]!.AsArray().Single()!.Text("address"), Is.EqualTo(Mailing.Recipient));
        Assert.That(
            letter.Text("html"),
            Does.Contain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;mer&quot;").And.Not.Contain("<script")
        );
        Assert.That(letter.Text("subject"), Does.Contain("<script>alert(1)</script>").And.Not.Contain('\n'));
    }
}
