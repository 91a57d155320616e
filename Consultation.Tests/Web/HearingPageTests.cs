using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Api.Features.Documents;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web;

public sealed class HearingPageTests
{
    [Test]
    public async Task CorrectedDocument_TellsWhatWasCorrectedAndKeepsTheEarlierVersion()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var document = (await app.Hearing(id))["documents"]![0]!.Text("id");
        const string corrected = "# Innledning\n\nDepartementet foreslår to grenser.\n\n## Bakgrunn\n\nStøy plager mange.";
        await app.Correct(id, document, new { markdown = corrected, notice = "Det er to grenser." }).Json(200);

        var address = await app.AddressOf(id);
        var page = await app.Page(address);
        Assert.That(page.Lines(".ds-alert").Single(), Does.StartWith("Rettelse 02.03.2026. Det er to grenser."));
        Assert.That(page.Lines("#oppdateringer li").First(), Does.Contain("Rettelse: Høringsnotat").And.Contain("Det er to grenser."));
        var earlier = page.Href("Les versjon 1")!;
        Assert.That(earlier, Is.EqualTo($"{address}/documents/{document}?version=1"));

        var first = await app.Page(earlier);
        Assert.That(first.Text(), Does.Contain("Dette er versjon 1 av 2.").And.Contain("Departementet foreslår en grense."));
        Assert.That(first.Lines(".para:has(.changed) .para__text"), Is.EqualTo((string[])["Departementet foreslår en grense."]));
        Assert.That(first.QuerySelector("meta[name=robots]"), Is.Not.Null, "search engines lead to what holds");
        var current = await app.Page($"{address}/documents/{document}");
        Assert.That(current.Lines(".para:has(.changed) .para__text"), Is.EqualTo((string[])["Departementet foreslår to grenser."]));
        Assert.That(await app.Redirect($"{address}/documents/{document}?version=2"), Is.EqualTo($"{address}/documents/{document}"));
        await app.Page($"{address}/documents/{document}?version=3", 404);
        await app.Page($"{address}/documents/1", 404);
    }

    [Test]
    public async Task Rounds_AndALaterDeadline_AreTold()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Extend(id, new { closesOn = "2026-06-15", reason = "Flere har bedt om mer tid." }).Json(200);
        await app.AddRound(id, new { opensAt = "2026-09-01T08:00:00Z", closesOn = "2026-10-30" }).Json(201);
        var page = await app.Page(await app.AddressOf(id));
        Assert.That(
            page.Lines("#oppdateringer li").First(),
            Does.Contain("Fristen er utsatt").And.Contain("15. juni").And.Contain("Flere har bedt om mer tid.")
        );
        Assert.That(page.Lines("#runder tbody th"), Is.EqualTo((string[])["Runde 1", "Runde 2"]));
    }

    /// <summary>No page is longer than it may be, and a link to any paragraph leads to the page that it stands on.</summary>
    [Test]
    public async Task LongPaper_IsReadChapterByChapter()
    {
        await using var app = new TestApp();
        var hearing = Given.Hearing();
        var text = string.Concat(Enumerable.Repeat("Departementet mener noe om dette. ", 60));
        hearing["documents"]![0]!["markdown"] = string.Join(
            "\n\n",
            Enumerable.Range(1, 12).Select(n => $"# {n} Kapittel {n}\n\n" + string.Join("\n\n", Enumerable.Repeat(text, n == 5 ? 30 : 4)))
        );
        var id = await app.Draft(hearing);
        await app.AddRound(id, new { opensAt = app.Clock.GetUtcNow(), closesOn = "2026-05-29" }).Json(201);
        await app.Publish(id).Json(200);

        var address = await app.AddressOf(id);
        var page = await app.Page(address);
        Assert.That(page.QuerySelectorAll(".para"), Is.Empty, "the paper is not on the hearing's own page");
        Assert.That(page.Lines(".contents li a"), Has.Length.EqualTo(12));
        var paragraphs = (await app.Hearing(id))["documents"]![0]!["paragraphs"]!.AsArray().Where(one => one!["heading"] is null).ToArray();

        var (seen, next, pages) = (new List<string>(), page.Href("Les høringsnotatet"), 0);
        while (next is not null)
        {
            var part = await app.Page(next);
            Assert.That(part.Text(), Has.Length.LessThan(DocumentPages.MostOnPage + 3000));
            seen.AddRange(part.QuerySelectorAll(".para").Select(one => one.Id!["avsnitt-".Length..]));
            Assert.That(
                part.Lines(".para__no").Last(),
                Does.EndWith(seen.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))
            );
            next = part.QuerySelector("a[rel=next]")?.GetAttribute("href");
            pages++;
        }
        Assert.That(pages, Is.GreaterThan(5));
        Assert.That(seen, Is.EqualTo(paragraphs.Select(one => one!.Text("id"))));

        var document = (await app.Hearing(id))["documents"]![0]!.Text("id");
        foreach (var paragraph in (string[])[seen[0], seen[40], seen[^1]])
        {
            var leads = await app.Redirect($"{address}/documents/{document}/{paragraph}");
            Assert.That(leads, Does.EndWith("#avsnitt-" + paragraph));
            Assert.That((await app.Page(leads.Split('#')[0])).GetElementById("avsnitt-" + paragraph), Is.Not.Null);
        }
    }

    [Test]
    public async Task OutcomeQuestionsAndWithdrawal_AreTold()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(kind: "input");
        await app.Ask(id, Uploads.Question("hvorfor", "text", isPublic: false), Uploads.Question("valg", "single"));
        await app.Close(id, new { reason = "Alle har svart." }).Json(200);
        await app.TellOutcome(id, "# Vedtatt\n\n<b>Loven</b> er vedtatt.").Json(200);
        await app.Conclude(id).Json(200);
        var page = await app.Page(await app.AddressOf(id));
        Assert.That(page.Lines("#utfall h2").Single(), Is.EqualTo("Hva skjedde videre?"));
        Assert.That(page.Lines("#utfall h3").Single(), Is.EqualTo("Vedtatt"));
        Assert.That(page.Lines("#utfall p").First(), Is.EqualTo("<b>Loven</b> er vedtatt."), "nothing written becomes markup");
        Assert.That(page.Lines("#sporsmal > ol > li").First(), Does.Contain("(svaret blir ikke publisert)"));
        Assert.That(page.QuerySelectorAll("h1"), Has.Length.EqualTo(1));
        Assert.That(page.Lines(".status").First(), Is.EqualTo("Ferdigbehandlet"));

        var other = await app.OpenHearing();
        await app.Withdraw(other, "Stortinget har vedtatt noe annet.").Json(200);
        Assert.That((await app.Page("/en" + await app.AddressOf(other))).Text(), Does.Contain("Stortinget har vedtatt noe annet."));
    }
}
