using System.Net;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;
using static Consultation.Tests.Support.Uploads;

namespace Consultation.Tests.Web;

/// <summary>The reply form through HTTP: what is sent, and that nothing typed is lost whatever goes wrong.</summary>
public sealed class ReplyFormTests
{
    private const string Typed = "Støyen holder oss våkne tre netter i uken.";

    private static string Address(string hearing) => $"/hearings/{hearing}/x/send";

    private static async Task<string> Page(HttpResponseMessage answer, HttpStatusCode status)
    {
        using (answer)
        {
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.That(answer.StatusCode, Is.EqualTo(status), page);
            return page;
        }
    }

    private static async Task<JsonNode> Sent(TestApp app, string hearing, HttpResponseMessage answer)
    {
        await Page(answer, HttpStatusCode.SeeOther);
        return await app.Anonymous.GetAsync($"/api/v1/hearings/{hearing}/replies/1").Json(200);
    }

    [TestCase("cross-site")]
    [TestCase("same-site")]
    [TestCase(null)]
    public async Task Post_FromAnotherSite_OrWithoutItsToken_IsNotSent_AndKeepsTheText(string? site)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        if (site is not null)
            app.Anonymous.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        var post = new ReplyPost { SaysItsOrigin = false }
            .With("navn", "Åse Ødegård")
            .With("epost", "aase@example.com")
            .With("tekst", Typed)
            .With("vilkar", "on");
        var page = await Page(await post.To(app.Anonymous, Address(id)), HttpStatusCode.BadRequest);
        Assert.That(page, Does.Contain(Typed).And.Contain("Skjemaet har stått åpent så lenge"));
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.Zero);
    }

    [Test]
    public async Task Send_WithQuestionsCommentsAndFile_IsTheReplyThatTheApiShows()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Ask(
            id,
            Question("enig", "yesNo", required: true),
            Question("hvorfor", "text", required: true, showWhen: ShowWhen("enig", "is", "false")),
            Question("flere", "multiple"),
            Question("skala", "scale")
        );
        var paragraph = (await app.Hearing(id))["documents"]![0]!["paragraphs"]!.AsArray().First(p => p!["heading"] is null)!.Text("id");
        var post = ReplyPost
            .Complete(Typed)
            .With("q.enig", "true")
            .With("q.hvorfor", "spørres ikke om")
            .With("q.flere", "c")
            .With("q.flere", "a")
            .With("q.skala", "4")
            .With("kommentar.p" + paragraph, "En god grense.")
            .With("standpunkt.p" + paragraph, "Support")
            .With("kommentar.p999", "")
            .File("Støylogg.pdf", Pdf);
        var reply = await Sent(app, id, await post.To(app.Anonymous, Address(id)));
        Assert.That(reply.Text("text"), Is.EqualTo(Typed));
        Assert.That(
            reply["answers"]!.ToJsonString(),
            Is.EqualTo("""[{"question":"enig","value":true},{"question":"flere","value":["a","c"]},{"question":"skala","value":4}]""")
        );
        var comment = reply["comments"]!.AsArray().Single()!;
        Assert.That(
            (comment.Text("text"), comment.Text("stance"), comment.Text("paragraph")),
            Is.EqualTo(("En god grense.", "support", paragraph))
        );
        Assert.That(reply["attachments"]!.AsArray().Single()!.Text("fileName"), Is.EqualTo("Støylogg.pdf"));
    }

    [Test]
    public async Task SameFormTwice_FilesAndAll_IsOneReply_WithOneReceipt()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var post = ReplyPost.Complete().File("Logg.pdf", Pdf).File("Bilde.png", Png);
        var answers = await Task.WhenAll(post.To(app.Anonymous, Address(id)), post.To(app.Anonymous, Address(id)));
        var again = await post.To(app.Anonymous, Address(id));
        Assert.That(answers.Append(again).Select(answer => answer.StatusCode), Has.All.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(answers.Append(again).Select(answer => answer.Headers.Location).Distinct().Count(), Is.EqualTo(1));
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.EqualTo(1));
    }

    [Test]
    public async Task Errors_AreAllTold_ByTheirInput_WithTheTextKept()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Ask(id, Question("enig", "yesNo", required: true), Question("skala", "scale"));
        var post = new ReplyPost()
            .With("hvem", "org")
            .With("orgnr", "123")
            .With("epost", "ikke en adresse")
            .With("tekst", Typed + " 10915596784")
            .With("q.skala", "9");
        var page = await Page(await post.To(app.Anonymous, Address(id)), HttpStatusCode.UnprocessableEntity);
        Assert.That(page, Does.Contain("<title>Feil: "));
        foreach (var input in (string[])["orgnavn", "orgnr", "epost", "q1", "q2", "vilkar"])
            Assert.That(page, Does.Contain($"href=\"#{input}\"").And.Contain($"id=\"{input}\""), input);
        Assert.That(page, Does.Contain(Typed).And.Contain("Spørsmål 1: Velg ett av svarene"));
    }

    [Test]
    public async Task NationalId_IsWarnedOfInThePreview_AndMayBeSaidToBeNone()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        const string number = "10915596784";
        var preview = await Page(
            await ReplyPost.Complete(number).With("forhandsvis", "1").To(app.Anonymous, Address(id)),
            HttpStatusCode.UnprocessableEntity
        );
        Assert.That(preview, Does.Contain("fødselsnummer").And.Contain("name=\"ikkefnr\""));
        await Page(await ReplyPost.Complete(number).To(app.Anonymous, Address(id)), HttpStatusCode.UnprocessableEntity);
        await Page(await ReplyPost.Complete(number).With("ikkefnr", "on").To(app.Anonymous, Address(id)), HttpStatusCode.SeeOther);
        Assert.That((await app.Hearing(id))["counts"]!.Number("inReview"), Is.EqualTo(1));
    }

    [Test]
    public async Task FileThatIsRefused_CostsNothingElse_AndTheOthersStay()
    {
        await using var app = new TestApp(("AttachmentBytes", "1000"));
        var id = await app.OpenHearing();
        var post = ReplyPost
            .Complete(Typed)
            .File("Stor.pdf", [.. Pdf, .. new byte[2000]])
            .File("Ondt.exe", "MZ\0\0\0"u8.ToArray())
            .File("God.pdf", Pdf);
        var page = await Page(await post.To(app.Anonymous, Address(id)), HttpStatusCode.UnprocessableEntity);
        Assert.That(page, Does.Contain(Typed).And.Contain("Filen «Stor.pdf»: Filen er for stor").And.Contain("Filen «Ondt.exe»: "));
        Assert.That(page, Does.Match("name=\"vedlegg\" value=\"[^\"]+/God.pdf\""));
        Assert.That(page, Does.Contain("name=\"vilkar\" checked=\"checked\""), "the terms came after the files");
    }

    [Test]
    public async Task RoundThatClosesMeanwhile_GivesTheTextBack_ButTheReceiptOfWhatWasSent()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await Page(await ReplyPost.Complete(Typed).To(app.Anonymous, Address(id)), HttpStatusCode.SeeOther);
        app.Clock.MoveTo(await app.Deadline(id));
        await Page(await ReplyPost.Complete(Typed).To(app.Anonymous, Address(id)), HttpStatusCode.SeeOther);
        foreach (var button in (string[])["steg", "forhandsvis", "leggtil"])
        {
            var page = await Page(
                await ReplyPost.Complete(Typed + " Og mer.").With(button, "1").To(app.Anonymous, Address(id)),
                HttpStatusCode.Conflict
            );
            Assert.That(
                page,
                Does.Contain(Typed + " Og mer.").And.Contain("Fristen gikk ut før svaret kom fram").And.Contain("value=\"Åse Ødegård\"")
            );
        }
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.EqualTo(1));
        var closed = await Page(await app.Anonymous.GetAsync(Address(id)), HttpStatusCode.MovedPermanently);
        Assert.That(closed, Is.Empty);
    }

    [Test]
    public async Task HearingThatIsGone_GivesTheTextBack()
    {
        await using var app = new TestApp();
        var page = await Page(await ReplyPost.Complete(Typed).To(app.Anonymous, Address("12345")), HttpStatusCode.NotFound);
        Assert.That(page, Does.Contain(Typed).And.Contain("Vi finner ikke høringen"));
    }

    [Test]
    public async Task CallerBeyondTheLimit_GetsTheTextBack_AndTheFilesAreNotStored()
    {
        await using var app = new TestApp(("RateLimits:Sends", "1"));
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var answer = await ReplyPost.Complete(Typed).File("God.pdf", Pdf).To(app.Anonymous, Address(id));
        Assert.That(answer.Headers.RetryAfter, Is.Not.Null);
        var page = await Page(answer, HttpStatusCode.TooManyRequests);
        Assert.That(page, Does.Contain(Typed).And.Not.Contain("God.pdf"));
        Assert.That(Directory.Exists(Path.Combine(app.DataDirectory, "files")), Is.False);
    }

    [Test]
    public async Task Comment_IsAddedByItsNumber_AndRemoved_WithoutScript()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var page = await Page(
            await ReplyPost.Complete(Typed).With("avsnittnr", "2").With("leggtil", "1").To(app.Anonymous, Address(id)),
            HttpStatusCode.OK
        );
        Assert.That(page, Does.Contain("Støy plager mange.").And.Contain("Kommentar til avsnitt 2").And.Contain(Typed));
        var none = await Page(
            await ReplyPost.Complete(Typed).With("avsnittnr", "77").With("leggtil", "1").To(app.Anonymous, Address(id)),
            HttpStatusCode.UnprocessableEntity
        );
        Assert.That(none, Does.Contain("Det finnes ikke noe avsnitt med dette nummeret").And.Contain(Typed));
        var removed = await Page(
            await ReplyPost.Complete(Typed).With("kommentar.p1", "Bort.").With("fjern", "p1").To(app.Anonymous, Address(id)),
            HttpStatusCode.OK
        );
        Assert.That(removed, Does.Contain(Typed).And.Not.Contain("Bort."));
    }

    [Test]
    public async Task LongestText_ComesThrough()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var text = new string('å', 1_000_000);
        var reply = await Sent(app, id, await ReplyPost.Complete(text).To(app.Anonymous, Address(id)));
        Assert.That(reply.Text("text"), Has.Length.EqualTo(text.Length));
        var page = await Page(await ReplyPost.Complete(text + "å").To(app.Anonymous, Address(id)), HttpStatusCode.UnprocessableEntity);
        Assert.That(page, Does.Contain("Svaret er for langt").And.Contain(text + "å"));
    }

    [TestCase("nb", "Spørsmål fra")]
    [TestCase("nn", "Spørsmål frå")]
    [TestCase("en", "Questions from")]
    public async Task Form_SpeaksTheReadersLanguage(string language, string words)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Ask(id, Question("enig", "yesNo"));
        var slug = (await app.Hearing(id)).Text("slug");
        var prefix = language == "nb" ? "" : "/" + language;
        var page = await Page(await app.Anonymous.GetAsync($"{prefix}/hearings/{id}/{slug}/send"), HttpStatusCode.OK);
        Assert.That(page, Does.Contain(words).And.Contain("enctype=\"multipart/form-data\""));
    }
}
