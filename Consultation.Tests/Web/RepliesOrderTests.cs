using Consultation.Domain;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Features.Reports;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web;

/// <summary>The list of replies in orders that are not their numbers': by name, and the best hits first.</summary>
public sealed class RepliesOrderTests
{
    [Test]
    public async Task Search_BestFirst_FollowsItsRuleAmongTheNewest()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        ReplyContent Says(string name, string text) =>
            new()
            {
                Position = Position.WithRemarks,
                SenderName = name,
                Text = text,
            };
        await app.StoreAll(
            id,
            [
                Says("Utenfor", "Havn, havn, havn og havn."),
                .. Enumerable.Range(1, 97).Select(i => Says($"Nr. {i}", $"Havna er grei, mener jeg som bor i nr. {i * 7919}.")),
                Says("Kari", "En havn er en havn."),
                Says("Horten havn", "Nei."),
                Says("Ola", "Bare én havn."),
            ]
        );
        var address = await app.AddressOf(id) + "/replies";
        await app.Page(address + "?q=havn&sort=Best&cursor=tull", 400);
        await app.Page(address + "?q=havn&sort=Verst", 400);
        var page = await app.Page(address + "?q=havn&sort=Best");
        Assert.That(page.Lines(".reply h3").Take(4), Is.EqualTo((string[])["Horten havn", "Kari", "Ola", "Nr. 97"]));
        Assert.That(page.Lines("section > .muted")[1], Does.Contain("De 100 nyeste treffene er sortert slik."));
        Assert.That(page.Href("Vis alle, nyeste først"), Is.EqualTo(address + "?q=havn&sort=Newest"));
        Assert.That(page.Lines(".pager .muted").Single(), Is.EqualTo("Viser 1–25 av 101"));

        var names = new List<string>(page.Lines(".reply h3"));
        var at = page;
        while (at.QuerySelector("a[rel=next]") is { } link)
        {
            at = await app.Page(link.GetAttribute("href")!);
            names.AddRange(at.Lines(".reply h3"));
        }
        Assert.That(names, Has.Count.EqualTo(100).And.Not.Contain("Utenfor"));
        Assert.That(names.Distinct().Count(), Is.EqualTo(100), "each once");
        Assert.That(at.Lines(".pager .muted").Single(), Is.EqualTo("Til første side"), "it is not the end of the list");
        var back = await app.Page(at.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        Assert.That(back.Lines(".reply h3"), Is.EqualTo(names.Skip(50).Take(25)));

        Assert.That((await app.Page(address)).QuerySelector("#sort option[value=Best]"), Is.Null, "only a search has hits");
        Assert.That((await app.Page(address + "?sort=Best")).Lines(".reply h3").First(), Is.EqualTo("Ola"));
        await app.Page("/en" + address + "?q=havn&sort=Best");
        await app.Page("/nn" + address + "?q=havn&sort=Best");
    }

    /// <summary>From A to Å and back again; what is not public has no place among them, nor tells where it would stand.</summary>
    [Test]
    public async Task BySender_PageByPage_StandsInOrderAndShowsEveryReplyOnce()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        string?[] names =
        [
            .. Enumerable.Range(1, 56).Select(i => $"Navn {(char)('a' + (i * 7 % 26))}{i % 3}"),
            "Aasen",
            "Ærlig",
            "Ødegård",
            null,
            "Åge",
        ];
        await app.StoreAll(
            id,
            [
                .. names.Select(
                    (name, i) =>
                        new ReplyContent
                        {
                            Position = Position.WithRemarks,
                            SenderName = name,
                            Text = $"Svar {i * 7919}.",
                        }
                ),
            ]
        );
        await app.Staff.Decide(id, "withhold", ground: "hate", number: 57).Json(200);
        await app.Staff.Decide(id, "redact", ground: "privacy", number: 61, redactions: ("sender.name", 0, 3)).Json(200);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        var address = await app.AddressOf(id) + "/replies?sort=Sender";
        foreach (var wrong in (string[])["&cursor=tull", "&before=tull", "&cursor=cmVwbGllcy4x"])
        {
            await app.Page(address + wrong, 400);
        }
        var (there, last) = await Walk(app, address, "next");
        var all = there.SelectMany(page => page.Names).ToArray();
        Assert.That(all, Has.Length.EqualTo(60).And.Not.Contain("Aasen"));
        Assert.That(all[^4..], Is.EqualTo((string[])["Ærlig", "Ødegård", "Navn ikke oppgitt", "sladdet"]));
        Assert.That(all[..56], Is.EqualTo(names.Take(56).Order(StringComparer.Ordinal)));
        Assert.That(
            there.Select(page => page.Range),
            Is.EqualTo((string[])["Viser 1–25 av 60", "Viser 26–50 av 60 · Til første side", "Viser 51–60 av 60 · Til første side"])
        );
        var (back, _) = await Walk(app, last, "prev");
        back.Reverse();
        Assert.That(back.SelectMany(page => page.Names), Is.EqualTo(all));
        Assert.That(back.Select(page => page.Range), Is.EqualTo(there.Select(page => page.Range)));
        var page = await app.Page(address + "&q=svar");
        Assert.That(page.QuerySelector("#sort option[value=Sender]"), Is.Null, "hits are not read by name");
        Assert.That((await app.Page(address + "&sender=Organisation")).Lines(".empty"), Has.Length.EqualTo(1));
        Assert.That((await app.Page("/en" + address)).Lines(".reply h3").First(), Is.EqualTo(all[0]));
    }

    private static async Task<(List<(string[] Names, string Range)> Pages, string Last)> Walk(TestApp app, string address, string link)
    {
        for (var pages = new List<(string[], string)>(); ; )
        {
            var page = await app.Page(address);
            pages.Add((page.Lines(".reply h3"), page.Lines(".pager .muted").Single()));
            if (page.QuerySelector($"a[rel={link}]")?.GetAttribute("href") is not { } next)
            {
                return (pages, address);
            }
            Assert.That(pages, Has.Count.LessThan(9));
            address = next;
        }
    }
}
