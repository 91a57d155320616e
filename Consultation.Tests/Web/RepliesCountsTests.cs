using System.Globalization;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using Consultation.Api.Features.Housekeeping;
using Consultation.Api.Features.Search;
using Consultation.Domain;
using Consultation.Tests.Features.Campaigns;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Features.Reports;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web;

/// <summary>What the list of replies says of itself: how many of what, and which of them it shows.</summary>
public sealed class RepliesCountsTests
{
    private static JsonObject Reply(string name, string type = "person", params string[] paragraphs)
    {
        var reply = Given.Reply(name: name, type: type);
        reply["comments"] = new JsonArray([
            .. paragraphs.Select(paragraph => new JsonObject { ["paragraph"] = paragraph, ["text"] = "Uklart." }),
        ]);
        return reply;
    }

    private static string Heading(IHtmlDocument page) => page.Lines("#tr").Single();

    /// <summary>The number behind a choice, by the choice's id.</summary>
    private static string Number(IHtmlDocument page, string choice) => page.Lines($"label[for='{choice}'] .muted").Single();

    private static string[] Places(IHtmlDocument page) => page.Lines("#paragraph option");

    [Test]
    public async Task List_OfWhatIsNotPublic_CountsNothing()
    {
        await using var app = new TestApp();
        var reviewed = await app.OpenHearing("reviewed");
        var place = (await app.Hearing(reviewed))["documents"]![0]!["paragraphs"]![1]!.Text("id");
        await app.Anonymous.Send(reviewed, Reply("Kari", "person", place)).Json(201);
        var page = await app.Page(await app.AddressOf(reviewed) + "/replies");
        Assert.That(Number(page, "sender-Person"), Is.EqualTo("(0)"));
        Assert.That(page.QuerySelector("#paragraph"), Is.Null, "nor does it tell that somebody said something there");
        await app.Page(await app.AddressOf(reviewed) + "/replies?sender=Person&sender=Ukjent", 400);
        await app.Page(await app.AddressOf(reviewed) + "/replies?comments=kanskje", 400);

        var awaiting = await app.OpenHearing("afterDeadline", closesOn: "2026-04-17");
        var spot = (await app.Hearing(awaiting))["documents"]![0]!["paragraphs"]![1]!.Text("id");
        await app.Anonymous.Send(awaiting, Reply("Kari", "person", spot, spot)).Json(201);
        var address = await app.AddressOf(awaiting) + "/replies";
        Assert.That(Number(await app.Page(address), "comments"), Is.EqualTo("(0)"));
        app.Clock.Advance(TimeSpan.FromDays(60));
        var after = await app.Page(address);
        Assert.That(Number(after, "comments"), Is.EqualTo("(1)"), "the instant makes it public, no job");
        Assert.That(Places(after), Is.EqualTo((string[])["Alle avsnitt", "1 Departementet foreslår en grense. (1)"]));
        Assert.That(Heading(await app.Page($"{address}?paragraph={spot}")), Is.EqualTo("1 svar med kommentar til avsnitt 1"));
    }

    [Test]
    public async Task List_Narrowed_TellsHowManyEachChoiceWouldShow()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var paragraphs = (await app.Hearing(id))["documents"]![0]!["paragraphs"]!.AsArray();
        var (first, second, chapter) = (paragraphs[1]!.Text("id"), paragraphs[3]!.Text("id"), paragraphs[2]!.Text("id"));
        await app.Anonymous.Send(id, Reply("Kari", "person", first, first)).Json(201);
        await app.Anonymous.Send(id, Reply("Ola", "person", second)).Json(201);
        var leaving = await app.Anonymous.Send(id, Reply("Per", "person", second)).Json(201);
        await app.Anonymous.Send(id, Reply("Velforeningen", "organisation", second)).Json(201);
        var file = Uploads.Reply(await app.Token());
        (file["sender"]!["type"], file["sender"]!["name"]) = ("publicBody", "Bergen kommune");
        await app.Anonymous.Send(id, file).Json(201);
        await app.Anonymous.Send(id, Reply("Anne")).Json(201);
        var about = Reply("Siri");
        about["comments"] = new JsonArray(new JsonObject { ["chapter"] = chapter, ["text"] = "Hele kapittelet er uklart." });
        await app.Anonymous.Send(id, about).Json(201);
        await app.Staff.Decide(id, "withhold", ground: "hate", number: 6).Json(200);
        var address = await app.AddressOf(id) + "/replies";

        var whole = await app.Page(address);
        Assert.That(Heading(whole), Is.EqualTo("6 publiserte svar"));
        Assert.That(
            ((string[])["sender-Person", "sender-Organisation", "sender-PublicBody", "position-any", "attachments", "comments"]).Select(
                choice => Number(whole, choice)
            ),
            Is.EqualTo((string[])["(4)", "(1)", "(1)", "(6)", "(1)", "(5)"])
        );
        Assert.That(
            Places(whole),
            Is.EqualTo((string[])["Alle avsnitt", "1 Departementet foreslår en grense. (1)", "Bakgrunn (1)", "2 Støy plager mange. (3)"])
        );

        var some = await app.Page(address + "?sender=Organisation&sender=PublicBody&sender=");
        Assert.That(some.Lines(".reply h3"), Is.EqualTo((string[])["Bergen kommune", "Velforeningen"]));
        Assert.That(Heading(some), Is.EqualTo("2 svar i utvalget"));
        Assert.That(
            ((string[])["sender-Person", "attachments", "comments"]).Select(choice => Number(some, choice)),
            Is.EqualTo((string[])["(4)", "(1)", "(1)"]),
            "with the other choices as they are"
        );
        Assert.That(some.QuerySelectorAll("input[name=sender][checked]"), Has.Length.EqualTo(2));
        var both = await app.Page(address + "?comments=true&sender=Person");
        Assert.That(both.Lines(".reply h3"), Is.EqualTo((string[])["Siri", "Per", "Ola", "Kari"]));

        var place = await app.Page($"{address}?paragraph={second}");
        Assert.That(Heading(place), Is.EqualTo("3 svar med kommentar til avsnitt 2"));
        Assert.That(place.QuerySelector("#paragraph option[selected]")!.GetAttribute("value"), Is.EqualTo(second));
        Assert.That(
            Heading(await app.Page($"{address}?paragraph={second}&sender=Person")),
            Is.EqualTo("2 svar i utvalget har kommentar til avsnitt 2")
        );
        Assert.That(Heading(await app.Page($"/en{address}?paragraph={chapter}")), Is.EqualTo("1 reply with a comment on the chapter"));

        await app.Anonymous.Withdraw(id, 3, leaving.Text("editToken")).Json(200);
        await app.Staff.Decide(id, "redact", ground: "copyright", number: 2, redactions: ("text", 0, 3)).Json(200);
        await app.Staff.Decide(id, "withhold", ground: "copyright", number: 4).Json(200);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(Places(await app.Page(address))[^1], Is.EqualTo("2 Støy plager mange. (1)"));
        Assert.That(Heading(await app.Page("/nn" + address + "?comments=true")), Is.EqualTo("3 svar i utvalet"));
        Assert.That(await app.Database.Read(RecountFilters.Found), Is.Empty, "counters equal a recount");
    }

    [Test]
    public async Task Search_TellsHowManyItFindsAndWhatElseItFound()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        foreach (var text in (string[])["En overgangstid er bra.", "Overgangstider plager oss.", "Ja til en overgangsordning."])
        {
            await app.SendText(id, text);
        }
        var address = await app.AddressOf(id) + "/replies";
        var page = await app.Page(address + "?q=overgangstid");
        Assert.That(Heading(page), Is.EqualTo("2 svar inneholder «overgangstid»"));
        Assert.That(page.Lines("section > .muted").First(), Is.EqualTo("Søket finner også «Overgangstider». Treff er uthevet."));
        Assert.That(page.QuerySelector("label[for=sender-Person] .muted")!.TextContent, Is.Empty, "nobody has counted the hits so");
        Assert.That(Heading(await app.Page(address + "?q=ordning")), Is.EqualTo("1 svar inneholder «ordning»"));
        Assert.That(Heading(await app.Page("/en" + address + "?q=ordning")), Is.EqualTo("1 reply contains “ordning”"));
        Assert.That(
            Heading(await app.Page(address + "?q=overgangstid&sender=Organisation")),
            Is.EqualTo("Svar i utvalget som inneholder «overgangstid»")
        );
    }

    [Test]
    public async Task Search_FindsMoreThanAreCounted_SaysSo()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reply = new ReplyContent
        {
            Position = Position.WithRemarks,
            SenderName = "Ola",
            Text = "Støy plager oss.",
        };
        await app.StoreAll(id, [.. Enumerable.Repeat(reply, CountFound.Most)]);
        var address = await app.AddressOf(id) + "/replies?q=plager";
        Assert.That(Heading(await app.Page(address)), Is.EqualTo("1 000 svar inneholder «plager»"));
        await app.StoreAll(id, [reply], sender: SenderType.Organisation);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        var page = await app.Page(address);
        Assert.That(Heading(page), Is.EqualTo("Mer enn 1 000 svar inneholder «plager»"));
        Assert.That(page.Lines(".pager .muted").Single(), Is.EqualTo("Viser 1–25 av mer enn 1 000"));
        var next = await app.Page(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.That(next.Lines(".pager .muted").Single(), Is.EqualTo("Til første side"), "nobody knows what comes before it");
        Assert.That(Heading(await app.Page(address + "&sender=Organisation")), Is.EqualTo("1 svar i utvalget inneholder «plager»"));
    }

    [TestCase("")]
    [TestCase("&sort=Oldest")]
    [TestCase("&q=plager")]
    public async Task Pages_TellWhichTheyShow_AsLongAsThatIsTrue(string order)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var contents = Enumerable
            .Range(1, 60)
            .Select(i => new ReplyContent
            {
                Position = Position.WithRemarks,
                SenderName = string.Create(CultureInfo.InvariantCulture, $"Avsender {i}"),
                Text = "Støy plager oss.",
            });
        await app.StoreAll(id, [.. contents]);
        await app.Staff.Decide(id, "withhold", ground: "hate", number: 30).Json(200);
        app.Clock.Advance(TimeSpan.FromSeconds(2));

        async Task<(string Range, string? Next, string? Previous)> Read(string at)
        {
            var page = await app.Page(at);
            string? To(string link) => page.QuerySelector($"a[rel={link}]")?.GetAttribute("href");
            return (page.Lines(".pager .muted").Single(), To("next"), To("prev"));
        }

        // A placeholder takes a place on the page and is no reply.
        var isSearch = order.Contains("q=", StringComparison.Ordinal);
        string[] ranges = isSearch
            ? ["Viser 1–25 av 59", "Viser 26–50 av 59", "Viser 51–59 av 59"]
            : ["Viser 1–25 av 59", "Viser 26–49 av 59", "Viser 50–59 av 59"];
        var first = await Read(await app.AddressOf(id) + "/replies?" + order);
        var second = await Read(first.Next!);
        var third = await Read(second.Next!);
        Assert.That(first.Range, Is.EqualTo(ranges[0]));
        Assert.That(second.Range, Is.EqualTo(ranges[1] + " · Til første side"));
        Assert.That(third.Range, Is.EqualTo(ranges[2] + " · Til første side"));
        var back = await Read(third.Previous!);
        Assert.That(back.Range, Is.EqualTo(second.Range));
        Assert.That((await Read(back.Previous!)).Range, Is.EqualTo(first.Range));
        foreach (var wrong in (string[])[".x.y", ".1", ".1.2.3", ".-1.59", ".99999999999.59"])
        {
            await app.Page(first.Next!.Split('.')[0] + wrong, 400);
        }
        Assert.That((await Read(first.Next!.Split('.')[0])).Range, Is.EqualTo("Til første side"), "an address from elsewhere");

        await app.SendText(id, "Mer støy plager oss.");
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That((await Read(second.Next!)).Range, Is.EqualTo("Til første side"), "what came has moved it");
    }
}
