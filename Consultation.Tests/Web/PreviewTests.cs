using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Consultation.Tests.Support;
using static Consultation.Tests.Support.Uploads;

namespace Consultation.Tests.Web;

/// <summary>What a sender is shown beforehand is what everybody reads afterwards.</summary>
public sealed class PreviewTests
{
    private static readonly HtmlParser Parser = new();

    private static async Task<IHtmlDocument> Read(HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        using (answer)
        {
            var content = await answer.Content.ReadAsStringAsync();
            Assert.That(answer.StatusCode, Is.EqualTo(status), content);
            return Parser.ParseDocument(content);
        }
    }

    /// <summary>The markup, but for what leads to a file: there is no address before it is published.</summary>
    private static string Body(IHtmlDocument page)
    {
        var body = page.QuerySelector(".reply-body")!;
        foreach (var link in body.QuerySelectorAll(".files a"))
        {
            var plain = page.CreateElement("span");
            plain.InnerHtml = link.InnerHtml;
            link.Replace(plain);
        }
        return string.Join('\n', body.InnerHtml.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    [TestCase("")]
    [TestCase("/en")]
    public async Task Preview_HasThePublishedPagesOwnMarkup(string language)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Ask(
            id,
            Question("hvorfor", "text"),
            Question("skjult", "text", isPublic: false),
            Question("ja", "yesNo"),
            Question("flere", "multiple"),
            Question("skala", "scale")
        );
        var document = (await app.Hearing(id))["documents"]![0]!;
        var (heading, paragraph) = (document["paragraphs"]![0]!.Text("id"), document["paragraphs"]![1]!.Text("id"));
        var post = ReplyPost
            .Complete("Første linje  \nog neste.\r\n\r\n<script>alert(1)</script> A\u030Ase", " Åse <Ødegård> ")
            .Without("hvem")
            .With("hvem", "org")
            .With("orgnavn", " Norsk <Støy> ")
            .With("orgnr", "974 760 673")
            .With("pavegne", "Naboene")
            .With("q.hvorfor", "Fordi.\n\nDet er så.")
            .With("q.skjult", "Bare for dere.")
            .With("q.ja", "true")
            .With("q.flere", "c")
            .With("q.flere", "a")
            .With("q.skala", "4")
            .With("kommentar.p" + paragraph, " En god grense. ")
            .With("standpunkt.p" + paragraph, "Support")
            .With("kommentar.c" + heading, "")
            .With("standpunkt.c" + heading, "Against")
            .With("kommentar.d" + document.Text("id"), "Et godt notat.")
            .With("kommentar.p999", "")
            .File("Støylogg & mer.pdf", Pdf);
        var address = language + await app.AddressOf(id);
        var preview = await Read(await post.With("forhandsvis", "1").To(app.Anonymous, address + "/send"));
        var box = preview.QuerySelector(".preview")!;
        Assert.That(box.QuerySelector(".reply-body")!.TextContent, Does.Not.Contain("Bare for dere."));
        Assert.That(box.QuerySelector(".panel")!.TextContent, Does.Contain("Bare for dere."), "told apart from what is published");
        await Read(await post.Without("forhandsvis").To(app.Anonymous, address + "/send"), HttpStatusCode.SeeOther);

        var published = await app.Page(address + "/replies/1");
        Assert.That(Body(preview), Is.EqualTo(Body(published)));
        Assert.That(Body(published), Does.Contain("&lt;script&gt;").And.Contain("Støylogg &amp; mer.pdf").And.Contain("Et godt notat."));
        Assert.That(box.QuerySelector("h3")!.Line(), Is.EqualTo(published.QuerySelector("h1")!.Line()));
        var facts = published.QuerySelectorAll(".facts > div").Select(Site.Line).ToList();
        Assert.That(
            box.QuerySelectorAll(".facts > div").Select(Site.Line).ToList(),
            Is.SubsetOf(facts).And.Count.EqualTo(facts.Count - 2),
            "all but date and number"
        );
    }

    [Test]
    public async Task Preview_OfWhatIsWrongOrNothing_ShowsItAsItIs()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Ask(id, Question("ja", "yesNo"), Question("skala", "scale"));
        var address = await app.AddressOf(id) + "/send";
        var empty = await Read(await new ReplyPost().With("forhandsvis", "1").To(app.Anonymous, address));
        Assert.That(empty.QuerySelector(".preview")!.Line(), Does.Contain("Du har ikke skrevet noe ennå").And.Contain("Navn ikke oppgitt"));
        var wrong = await Read(
            await new ReplyPost()
                .With("q.ja", "kanskje")
                .With("q.skala", "<b>mye</b>")
                .With("kommentar.p7", "Om noe som ikke finnes.")
                .With("kommentar.c0", "Og noe til.")
                .With("kommentar.d7", "Og mer.")
                .With("vedlegg", "tull/99999999999/Fil.pdf")
                .With("forhandsvis", "1")
                .To(app.Anonymous, address)
        );
        Assert.That(
            wrong.QuerySelector(".preview .reply-body")!.Line(),
            Does.Contain("kanskje").And.Contain("<b>mye</b>").And.Contain("Om noe som ikke finnes.").And.Contain("Fil.pdf")
        );
        var without = await Read(
            await ReplyPost
                .Complete("Gammel tekst.")
                .Without("svartype")
                .With("svartype", "uten")
                .With("forhandsvis", "1")
                .To(app.Anonymous, address)
        );
        Assert.That(
            without.QuerySelector(".preview .reply-body")!.Line(),
            Is.EqualTo("Avsenderen har lest forslaget og har ingen merknader.")
        );
    }
}
