using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web;

/// <summary>A chapter, or a whole document, is commented on from where it is read and in the form, and shown with its place.</summary>
public sealed class PlaceCommentTests
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

    [Test]
    public async Task Link_OfADocumentOrChapter_OpensTheFormWithItsComment_AndAnyOtherIsOverlooked()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var send = await app.AddressOf(id) + "/send";
        var document = (await app.Hearing(id))["documents"]![0]!;
        var (heading, paragraph) = (document["paragraphs"]![0]!.Text("id"), document["paragraphs"]![1]!.Text("id"));
        foreach (
            var wrong in (string[])
                [
                    "kapittel=" + paragraph,
                    "avsnitt=" + heading,
                    "dokument=" + heading,
                    "kapittel=-1",
                    "dokument=x",
                    "kapittel=",
                    "dokument=99999999999999999999",
                ]
        )
        {
            Assert.That(
                (await Read(await app.Anonymous.GetAsync($"{send}?{wrong}"))).QuerySelector("[data-comments] [data-note]"),
                Is.Null,
                wrong
            );
        }
        var page = await app.Page(await app.AddressOf(id));
        var links = page.QuerySelectorAll("a[data-comment]")
            .ToDictionary(link => link.GetAttribute("data-comment")!, link => link.GetAttribute("href")!);
        Assert.That(
            links,
            Is.EquivalentTo(
                new Dictionary<string, string>
                {
                    ["Høringsnotat"] = $"{send}?dokument={document.Text("id")}#kommentar-d{document.Text("id")}",
                    ["Innledning"] = $"{send}?kapittel={heading}#kommentar-c{heading}",
                    ["1"] = $"{send}?avsnitt={paragraph}#kommentar-p{paragraph}",
                    ["Bakgrunn"] =
                        $"{send}?kapittel={document["paragraphs"]![2]!.Text("id")}#kommentar-c{document["paragraphs"]![2]!.Text("id")}",
                    ["2"] = $"{send}?avsnitt={document["paragraphs"]![3]!.Text("id")}#kommentar-p{document["paragraphs"]![3]!.Text("id")}",
                }
            )
        );
        foreach (
            var (name, label) in (ValueTuple<string, string>[])
                [("Høringsnotat", "Kommentar til dokumentet «Høringsnotat»"), ("Innledning", "Kommentar til kapittelet «Innledning»")]
        )
        {
            var form = await Read(await app.Anonymous.GetAsync(links[name]));
            Assert.That(form.QuerySelector("[data-note] .ds-label")!.Line(), Is.EqualTo(label));
            Assert.That(
                form.QuerySelector("[data-note] textarea")!.Id,
                Is.EqualTo(links[name].Split('#')[1]),
                "the link leads to its field"
            );
        }
    }

    [Test]
    public async Task Form_OffersChaptersAndDocuments_AndKeepsTheRest_WithoutScript()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var send = await app.AddressOf(id) + "/send";
        var document = (await app.Hearing(id))["documents"]![0]!;
        var paragraph = document["paragraphs"]![1]!.Text("id");
        foreach (var wrong in (string[])["", "p" + paragraph + "x", "c" + paragraph, "d1", "c", "x1", "<script>"])
        {
            var post = ReplyPost.Complete("Skrevet.").With("kapittel", wrong).With("leggtil", "sted");
            var refused = await Read(await post.To(app.Anonymous, send), HttpStatusCode.UnprocessableEntity);
            Assert.That(refused.Lines(".ds-error-summary a").Single(), Is.EqualTo("Velg et kapittel eller hele dokumentet"), wrong);
            Assert.That(refused.QuerySelector("#tekst")!.TextContent, Is.EqualTo("Skrevet."));
        }
        var choices = (await Read(await app.Anonymous.GetAsync(send))).QuerySelectorAll("#kapittel optgroup option");
        Assert.That(choices.Select(choice => choice.Line()), Is.EqualTo((string[])["Hele dokumentet", "Innledning", "Bakgrunn"]));
        foreach (var choice in choices)
        {
            var key = choice.GetAttribute("value")!;
            var page = await Read(
                await ReplyPost.Complete("Skrevet.").With("kapittel", key).With("leggtil", "sted").To(app.Anonymous, send)
            );
            Assert.That(page.QuerySelector("[data-note] textarea")!.GetAttribute("name"), Is.EqualTo("kommentar." + key));
        }
    }

    [Test]
    public async Task Reply_ShowsWhatItsCommentsAreAbout_AndTheChapterLeadsToIt()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var address = await app.AddressOf(id);
        var document = (await app.Hearing(id))["documents"]![0]!;
        var heading = document["paragraphs"]![2]!.Text("id");
        using var sent = await ReplyPost
            .Complete("Skrevet.")
            .With("kommentar.c" + heading, "Et godt kapittel.")
            .With("standpunkt.c" + heading, "Support")
            .With("kommentar.d" + document.Text("id"), "Et godt notat.")
            .To(app.Anonymous, address + "/send");
        Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        var comments = (await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200))["comments"]!.AsArray();
        Assert.That(
            comments.Select(one => one!["chapter"]?.GetValue<string>() ?? one["document"]!.GetValue<string>()),
            Is.EqualTo((string[])[heading, document.Text("id")])
        );

        var reply = await app.Page(address + "/replies/1");
        Assert.That(
            reply.Lines("#kommentar-1").Single(),
            Is.EqualTo("Bakgrunn Kapittel i Høringsnotat, versjon 1 Støtter Et godt kapittel.")
        );
        Assert.That(reply.Lines("#kommentar-2").Single(), Is.EqualTo("Om hele dokumentet Høringsnotat Et godt notat."));

        var paper = await app.Page(address);
        var count = paper.QuerySelector($"[data-place='avsnitt-{heading}'] a:not([data-comment])")!;
        Assert.That(count.Line(), Is.EqualTo("1 kommentar til kapittelet Bakgrunn"));
        var list = await app.Page(count.GetAttribute("href")!);
        Assert.That(list.Lines(".quote p"), Is.EqualTo((string[])["Bakgrunn", "Kapittel i Høringsnotat"]));
        Assert.That(list.Lines(".reply h3"), Is.EqualTo((string[])["Åse Ødegård"]));

        app.Clock.MoveTo(await app.Deadline(id));
        Assert.That((await app.Page(address)).QuerySelector("a[data-comment]"), Is.Null, "nothing is taken any more");
    }
}
