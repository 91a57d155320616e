using System.Net;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web;

/// <summary>The page that leads from a reference to its receipt.</summary>
public sealed class FindReceiptTests
{
    [TestCase("0000-0000-0000-0000-0000-0000-0000-0000")]
    [TestCase("tull")]
    [TestCase("../api/v1/hearings")]
    [TestCase("//example.org")]
    public async Task Find_WhatIsNoReference_SaysSoAndKeepsWhatWasTyped(string typed)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("reviewed");
        await app.Anonymous.Send(id, Given.Reply(name: "Hemmelig Avsender")).Json(201);
        var page = await app.Page("/receipts?reference=" + Uri.EscapeDataString(typed), 404);
        Assert.That(page.Title, Does.StartWith("Feil: Kontroller en kvittering"));
        Assert.That(page.QuerySelector("#reference")!.GetAttribute("value"), Is.EqualTo(typed));
        Assert.That(page.QuerySelector("#reference")!.GetAttribute("aria-invalid"), Is.EqualTo("true"));
        Assert.That(page.Lines(".ds-error-summary li").Single(), Does.StartWith("Ingen kvittering har dette referansenummeret."));
        Assert.That(page.QuerySelector(".ds-error-summary a")!.GetAttribute("href"), Is.EqualTo("#reference"));
        Assert.That(page.Body!.TextContent, Does.Not.Contain("Hemmelig"));
    }

    [Test]
    public async Task Find_AReferenceOneLetterOff_IsNobodys()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reference = (await app.Anonymous.Send(id, Given.Reply()).Json(201)).Text("reference");
        var other = reference[..^1] + (reference[^1] == '0' ? '1' : '0');
        await app.Page("/receipts?reference=" + other, 404);
        await app.Page("/receipts?reference=" + reference + reference, 404);
        await app.Page("/receipts?reference=" + new string('A', 5000), 404);
    }

    [TestCase("", "/receipts/")]
    [TestCase("/nn", "/nn/receipts/")]
    [TestCase("/en", "/en/receipts/")]
    public async Task Find_AReferenceAsItIsTyped_LeadsToTheReceipt(string prefix, string receipts)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reference = (await app.Anonymous.Send(id, Given.Reply()).Json(201)).Text("reference");
        var form = await app.Page(prefix + "/receipts");
        Assert.That(form.QuerySelectorAll(".ds-error-summary, [aria-invalid]"), Is.Empty);
        Assert.That(form.QuerySelector("meta[name=robots]")!.GetAttribute("content"), Is.EqualTo("noindex"));
        Assert.That(form.QuerySelector(".foot a[aria-current]")!.GetAttribute("href"), Is.EqualTo(prefix + "/receipts"));
        await app.Page(prefix + "/receipts?reference=%20", 422);
        foreach (var typed in (string[])[reference, $" {reference.ToLowerInvariant().Replace('-', ' ')} "])
        {
            using var answer = await app.Anonymous.GetAsync(prefix + "/receipts?reference=" + Uri.EscapeDataString(typed));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That(answer.Headers.Location!.ToString(), Is.EqualTo(receipts + reference));
            Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
            Assert.That(answer.Headers.GetValues("Referrer-Policy").Single(), Is.EqualTo("no-referrer"));
        }
        Assert.That((await app.Page(receipts + reference)).Body!.TextContent, Does.Contain(reference));
    }

    [Test]
    public async Task Find_TooOften_IsRefused()
    {
        await using var app = new TestApp(("RateLimits:Reads", "3"));
        for (var time = 0; time < 3; time++)
        {
            await app.Page($"/receipts?reference=gjett{time}", 404);
        }
        await app.Page("/receipts?reference=gjett", 429);
    }
}
