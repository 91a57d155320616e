using System.Text.Json.Nodes;
using Consultation.Tests.Features.Campaigns;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web;

public sealed class ReplyPageTests
{
    [Test]
    public async Task Reply_WithEverything_ShowsIt()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Ask(
            id,
            Uploads.Question("hvorfor", "text"),
            Uploads.Question("skjult", "text", isPublic: false),
            Uploads.Question("ja", "yesNo")
        );
        var document = (await app.Hearing(id))["documents"]![0]!;
        var paragraph = document["paragraphs"]![1]!.Text("id");
        var reply = Given.Reply("Første linje.\n\n<script>alert(1)</script>", "Åse Ødegård");
        reply["language"] = "en";
        reply["answers"] = new JsonArray(
            new JsonObject { ["question"] = "hvorfor", ["value"] = "Fordi." },
            new JsonObject { ["question"] = "skjult", ["value"] = "Bare for dere." },
            new JsonObject { ["question"] = "ja", ["value"] = true }
        );
        reply["comments"] = new JsonArray(
            new JsonObject
            {
                ["paragraph"] = paragraph,
                ["text"] = "Enig.",
                ["stance"] = "support",
            },
            new JsonObject { ["document"] = document.Text("id"), ["text"] = "Godt notat." }
        );
        reply["attachments"] = new JsonArray(await app.Token(fileName: "Måling.pdf"));
        await app.Anonymous.Send(id, reply).Json(201);
        await app.SendText(id, "Neste svar");

        var address = await app.AddressOf(id);
        var page = await app.Page(address + "/replies/1");
        Assert.That(page.Title, Is.EqualTo("Høringssvar fra Åse Ødegård – Netthøring"));
        Assert.That(page.Lines(".reply-body > .para__text p"), Is.EqualTo((string[])["Første linje.", "<script>alert(1)</script>"]));
        Assert.That(page.QuerySelector(".reply-body > .para__text")!.GetAttribute("lang"), Is.EqualTo("en"));
        Assert.That(page.Lines("dd b, dd p"), Is.EqualTo((string[])["Fordi.", "Ja"]));
        Assert.That(page.Text(), Does.Not.Contain("Bare for dere."));
        Assert.That(page.Lines("#kommentar-1 .quote p").First(), Is.EqualTo("Departementet foreslår en grense."));
        Assert.That(page.Lines("#kommentar-1 .ds-tag").Single(), Is.EqualTo("Støtter"));
        var quoted = page.QuerySelector("#kommentar-1 .quote a")!.GetAttribute("href")!;
        Assert.That(await app.Redirect(quoted), Is.EqualTo($"{address}/documents/{document.Text("id")}#avsnitt-{paragraph}"));
        Assert.That(page.Lines("#kommentar-2").Single(), Does.Contain("Om hele dokumentet Høringsnotat").And.Contain("Godt notat."));
        Assert.That(page.Lines(".files li").Single(), Does.StartWith("Måling.pdf").And.Contain("PDF"));
        using var file = await app.Anonymous.GetAsync(page.QuerySelector(".files a")!.GetAttribute("href"));
        Assert.That(file.IsSuccessStatusCode, Is.True);
        Assert.That(page.Href("Neste:"), Is.EqualTo(address + "/replies/2"));
        Assert.That(page.QuerySelector("meta[name=robots]"), Is.Not.Null, "a person is not found by name in search engines");
        await app.Page(address + "/replies/3", 404);
    }

    [Test]
    public async Task Redacted_IsAWordThatIsReadAloud()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply("Kari bor her.", "Ola Nordmann")).Json(201);
        await app.Staff.Decide(id, "redact", ground: "privacy", redactions: [("text", 0, 4), ("sender.name", 4, 8)]).Json(200);
        var page = await app.Page(await app.AddressOf(id) + "/replies/1");
        Assert.That(page.QuerySelector("h1")!.InnerHtml, Is.EqualTo("Ola <span class=\"redacted\">sladdet</span>"));
        Assert.That(page.Lines(".reply-body > .para__text p").Single(), Is.EqualTo("sladdet bor her."));
        Assert.That(page.Title, Does.Contain("Ola [sladdet]"));
        Assert.That(page.DocumentElement.OuterHtml, Does.Not.Contain("█"));
        Assert.That((await app.Page("/en" + await app.AddressOf(id) + "/replies")).Lines(".reply .redacted"), Has.All.EqualTo("redacted"));
    }

    [Test]
    public async Task VeryLongReply_IsReadInParts()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var text = string.Join("\n\n", Enumerable.Range(1, 2500).Select(n => $"Avsnitt nummer {n} i et svar som er svært langt."));
        await app.Anonymous.Send(id, Given.Reply(text)).Json(201);
        var (read, next) = (new List<string>(), await app.AddressOf(id) + "/replies/1");
        while (next is not null)
        {
            var page = await app.Page(next);
            read.AddRange(page.Lines(".reply-body > .para__text p"));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        Assert.That(read, Is.EqualTo(text.Split("\n\n")));
        await app.Page(await app.AddressOf(id) + "/replies/1?part=99", 404);
        await app.Page(await app.AddressOf(id) + "/replies/1?part=x", 400);
    }

    [Test]
    public async Task CampaignAndReport_ShowWhatIsAlike()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Ask(id, Uploads.Question("ja", "yesNo"));
        for (var i = 0; i < 3; i++)
        {
            var reply = Given.Reply(CampaignSteps.Letter, $"Avsender {i}");
            reply["answers"] = new JsonArray(new JsonObject { ["question"] = "ja", ["value"] = i > 0 });
            await app.Anonymous.Send(id, reply).Json(201);
        }
        await app.Group();
        var address = await app.AddressOf(id);
        var campaign = await app.Page((await app.Page(address + "/replies/2")).Href("Ett av 3 likelydende svar")!);
        Assert.That(campaign.Lines("h1").Single(), Is.EqualTo("3 likelydende svar"));
        Assert.That(campaign.Lines("tbody th"), Is.EqualTo((string[])["Avsender 0", "Avsender 1", "Avsender 2"]));
        Assert.That(campaign.Lines(".quote").Single(), Is.EqualTo(CampaignSteps.Letter));
        await app.Page(address + "/campaigns/2", 404);

        await app.Page(address + "/rounds/1/report", 404);
        await app.Close(id, new { reason = "Alle har svart." }).Json(200);
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report", null).Json(202);
        await app.DoDueWork();
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report/publish", null).Json(200);
        var report = await app.Page((await app.Page(address)).Href("Les oppsummeringen")!);
        Assert.That(report.Lines(".figures div").First(), Is.EqualTo("høringssvar i alt3"));
        Assert.That(report.Lines("#sporsmal tbody tr"), Is.EqualTo((string[])["Ja267 %", "Nei133 %"]));
        Assert.That(report.QuerySelectorAll("svg.chart").Length, Is.EqualTo(report.QuerySelectorAll("figure").Length));
        Assert.That(report.Lines("#kampanje tbody td.num"), Is.EqualTo((string[])["3", "3"]));
        await app.Page(address + "/rounds/2/report", 404);
    }
}
