using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Features.Campaigns;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web;

public sealed class RepliesPageTests
{
    /// <summary>Every reply has its place once, whatever is put together and hidden, in both orders.</summary>
    [Test]
    public async Task List_PageByPage_ShowsEveryReplyOnce()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        for (var i = 1; i <= 70; i++)
        {
            await app
                .Anonymous.Send(id, Given.Reply(i % 2 == 0 ? CampaignSteps.Letter : $"Svar {i} av mitt eget {i * 7919}.", $"Avsender {i}"))
                .Json(201);
        }
        await app.Group();
        await app.Staff.Decide(id, "withhold", ground: "hate", number: 7).Json(200);
        await app.Staff.Decide(id, "withhold", ground: "privacy", number: 69).Json(200);
        foreach (var order in (string[])["", "?sort=Oldest"])
        {
            var (names, hidden, next, pages) = (new List<string>(), 0, await app.AddressOf(id) + "/replies" + order, 0);
            while (next is not null)
            {
                var page = await app.Page(next);
                names.AddRange(page.Lines(".reply h3, .names li"));
                hidden += page.QuerySelectorAll(".hidden-reply").Length;
                Assert.That(page.QuerySelectorAll(".campaign"), Has.Length.LessThanOrEqualTo(1), "put together where they stand");
                next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
                pages++;
            }
            Assert.That(pages, Is.EqualTo(2));
            Assert.That(hidden, Is.EqualTo(2));
            Assert.That(names, Is.EquivalentTo(Enumerable.Range(1, 70).Where(i => i is not (7 or 69)).Select(i => $"Avsender {i}")));
        }
    }

    /// <summary>
    /// Back from the last page to the first, everything that was read on the way there is met again: the very same pages where nothing is put
    /// together, and with a campaign no reply is lost between two pages.
    /// </summary>
    [Test]
    public async Task List_PagedBack_MeetsEveryReplyAgainWithChoicesKept()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        for (var i = 1; i <= 122; i++)
        {
            var text = i % 2 == 0 ? CampaignSteps.Letter : $"Svar {i} av mitt eget {i * 7919}.";
            var reply = i % 40 == 1 ? Uploads.Reply(await app.Token()) : Given.Reply();
            (reply["text"], reply["sender"]!["name"]) = (text, $"Avsender {i}");
            await app.Anonymous.Send(id, reply).Json(201);
        }
        await app.Group();
        await app.Staff.Decide(id, "withhold", ground: "hate", number: 7).Json(200);
        await app.Staff.Decide(id, "withhold", ground: "privacy", number: 69).Json(200);
        var address = await app.AddressOf(id) + "/replies";
        string[] own = [.. Enumerable.Range(1, 122).Where(i => i % 2 == 1 && i is not (7 or 69)).Select(i => $"Avsender {i}")];

        foreach (var refused in (string[])["before=x", "before=" + new string('a', 300), "cursor=cmVwbGllcy4x", "before=cmVwbGllcy4x"])
        {
            await app.Page($"{address}?{refused}", 400);
        }
        await app.Page(address + "?attachments=kanskje", 400);

        foreach (var choice in (string[])["sort=Newest", "sort=Oldest", "q=mitt", "q=mitt&sort=Oldest"])
        {
            var (there, last) = await Walk(app, $"{address}?{choice}", "next");
            var (back, _) = await Walk(app, last, "prev");
            var isSearch = choice.Contains("q=", StringComparison.Ordinal);
            Assert.That(there, Has.Count.EqualTo(3), choice);
            Assert.That(back[^1].Names, Is.EqualTo(there[0].Names), "back at the beginning");
            Assert.That(back.SelectMany(page => page.Names).Distinct(), Is.EquivalentTo(there.SelectMany(page => page.Names)), choice);
            Assert.That(back.SelectMany(page => page.Hidden).Distinct().Count(), Is.EqualTo(isSearch ? 0 : 2));
            Assert.That(back.Select(page => page.Campaigns), Is.All.EqualTo(isSearch ? 0 : 1), choice);
            if (isSearch)
            {
                back.Reverse();
                Assert.That(back.Select(page => page.Names), Is.EqualTo(there.Select(page => page.Names)), choice);
                Assert.That(back.Select(page => page.Marks), Is.All.GreaterThan(0));
                Assert.That(there.SelectMany(page => page.Names), Is.EquivalentTo(own));
            }
        }

        var files = await app.Page(address + "?attachments=true&sort=Oldest");
        Assert.That(files.Lines(".reply h3"), Is.EqualTo((string[])["Avsender 1", "Avsender 41", "Avsender 81", "Avsender 121"]));
        Assert.That(files.QuerySelector("#attachments")!.HasAttribute("checked"), Is.True);
        Assert.That((await app.Page(address + "?attachments=true&q=finnesikke")).Lines(".empty"), Has.Length.EqualTo(1));
    }

    private sealed record Read(IReadOnlyList<string> Names, IReadOnlyList<string> Hidden, int Campaigns, int Marks);

    /// <summary>What the pages show from this one on, along the links; and the last one's address.</summary>
    private static async Task<(List<Read> Pages, string Last)> Walk(TestApp app, string address, string link)
    {
        for (var pages = new List<Read>(); ; )
        {
            var page = await app.Page(address);
            pages.Add(
                new(
                    page.Lines(".reply h3, .names li"),
                    [.. page.QuerySelectorAll(".hidden-reply h3 a").Select(one => one.GetAttribute("href")!)],
                    page.QuerySelectorAll(".campaign").Length,
                    page.QuerySelectorAll(".reply mark").Length
                )
            );
            if (page.QuerySelector($"a[rel={link}]")?.GetAttribute("href") is not { } next)
            {
                return (pages, address);
            }
            Assert.That(pages, Has.Count.LessThan(9));
            address = next;
        }
    }

    [Test]
    public async Task Search_MarksTheHitAndSaysWhereItIs()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply("Vi ber om kortere overgangstider i nord.", "Ola <Nord>")).Json(201);
        var place = (await app.Hearing(id))["documents"]![0]!["paragraphs"]![1]!.Text("id");
        var reply = Given.Reply("Enig.", "Kari");
        reply["comments"] = new JsonArray(new JsonObject { ["paragraph"] = place, ["text"] = "Overgangstida er for lang." });
        await app.Anonymous.Send(id, reply).Json(201);
        var address = await app.AddressOf(id) + "/replies";

        var page = await app.Page(address + "?q=overgangstid");
        Assert.That(page.Lines(".reply h3"), Is.EqualTo((string[])["Kari", "Ola <Nord>"]));
        Assert.That(page.Lines(".reply mark"), Is.EqualTo((string[])["Overgangstida", "overgangstider"]));
        Assert.That(page.Lines(".reply .small").First(), Does.StartWith("Treff i kommentar til dokumentet: Overgangstida er"));
        Assert.That(
            (await app.Page(address + "?q=finnesikke")).Lines(".empty").Single(),
            Does.Contain("Ingen svar inneholder alle ordene")
        );
        Assert.That((await app.Page(address + "?paragraph=" + place)).Lines(".reply h3"), Is.EqualTo((string[])["Kari"]));
        Assert.That(
            (await app.Page(address + "?paragraph=" + place)).Lines(".quote p").First(),
            Is.EqualTo("Departementet foreslår en grense.")
        );
        await app.Page(address + "?sender=ukjent", 400);
        await app.Page(address + "?round=en", 400);
    }

    [Test]
    public async Task Hidden_SaysGroundBasisAndDateAndIsCounted()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        for (var i = 0; i < 6; i++)
        {
            var number = await app.SendText(id, $"Svar {i}");
            var decision = new
            {
                decision = "withhold",
                version = 1,
                ground = "hate",
                legalBasis = "Straffeloven § 185",
            };
            await app.Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/replies/{number}/moderation", decision).Json(200);
        }
        var address = await app.AddressOf(id);
        var replies = await app.Page(address + "/replies");
        Assert.That(
            replies.Lines(".hidden-reply").First(),
            Does.Contain("hatefulle").And.Contain("Straffeloven § 185").And.Contain("02.03.2026").And.Contain("Be om innsyn")
        );
        var one = await app.Page(address + "/replies/1");
        Assert.That(one.Lines("h1").Single(), Is.EqualTo("Dette svaret er ikke publisert"));
        Assert.That(one.Lines(".hidden-reply").Single(), Does.Contain("Straffeloven § 185"));
        Assert.That(replies.Href("6, se grunnene"), Is.EqualTo(address + "/hidden"));
        Assert.That(
            (await app.Page(address + "/hidden")).Lines("tbody tr").Single(),
            Is.EqualTo("Hatefulle eller diskriminerende ytringer6–")
        );
        await app.Page("/en" + address + "/hidden");
        await app.Page("/nn" + address + "/hidden");
    }
}
