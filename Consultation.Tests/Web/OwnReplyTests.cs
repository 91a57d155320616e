using System.Net;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;
using static Consultation.Tests.Support.Uploads;

namespace Consultation.Tests.Web;

/// <summary>The page where a sender corrects or withdraws: what the code opens, and that it leaks nowhere.</summary>
public sealed class OwnReplyTests
{
    private static async Task<(string Hearing, string Code, string Receipt)> Reply(TestApp app, ReplyPost? post = null)
    {
        var id = await app.OpenHearing();
        using var sent = await (post ?? ReplyPost.Complete()).To(app.Anonymous, $"/hearings/{id}/x/send");
        Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await sent.Content.ReadAsStringAsync());
        return (id, ReplyPost.CodeIn(sent), sent.Headers.Location!.ToString());
    }

    private static async Task<(HttpResponseMessage Answer, string Page)> Post(TestApp app, string hearing, ReplyPost post, int number = 1)
    {
        var answer = await post.To(app.Anonymous, $"/hearings/{hearing}/x/replies/{number}/edit");
        return (answer, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private static ReplyPost Step(string code, string step) => new ReplyPost().Without("innsending").With("kode", code).With("steg", step);

    private static ReplyPost Correction(string code, string text) =>
        ReplyPost.Complete(text).With("kode", code).With("versjon", "1").With("steg", "send");

    [TestCase("", 1)]
    [TestCase("feil", 1)]
    [TestCase(null, 2)]
    public async Task WrongCode_OrNoSuchReply_IsTheSame404_AndTellsNothing(string? code, int number)
    {
        await using var app = new TestApp();
        var (id, own, _) = await Reply(app);
        foreach (var step in (string[])["apne", "trekk", "trekk-ja"])
        {
            var (answer, page) = await Post(app, id, Step(code ?? own, step), number);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(page, Does.Contain("Lenken virker ikke").And.Not.Contain("Jeg bor ved kaia.").And.Not.Contain("Ødegård"));
        }
        Assert.That((await app.Hearing(id))["counts"]!.Number("published"), Is.EqualTo(1));
    }

    [Test]
    public async Task EveryAnswer_IsKeptNowhere_AndTellsNobodyWhereItWas()
    {
        await using var app = new TestApp();
        var (id, code, receipt) = await Reply(app);
        var slug = (await app.Hearing(id)).Text("slug");
        HttpResponseMessage[] answers =
        [
            await app.Anonymous.GetAsync($"/hearings/{id}/{slug}/replies/1/edit"),
            (await Post(app, id, Step(code, "apne"))).Answer,
            (await Post(app, id, Step("feil", "apne"))).Answer,
            (await Post(app, id, Step(code, "trekk"))).Answer,
            await app.Anonymous.GetAsync(receipt),
        ];
        foreach (var answer in answers)
        {
            Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo((string[])["no-referrer"]));
            Assert.That(answer.Headers.GetValues("X-Robots-Tag"), Is.EqualTo((string[])["noindex"]));
            Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        }
    }

    /// <summary>The reference is known to staff too, so it alone does not open the reply.</summary>
    [Test]
    public async Task Receipt_ShowsTheCode_OnlyToTheBrowserThatSent()
    {
        await using var app = new TestApp();
        var (_, code, receipt) = await Reply(app);
        var page = await app.Anonymous.GetStringAsync(receipt);
        Assert.That(page, Does.Not.Contain(code).And.Contain("/replies/1/edit"));
        using var request = new HttpRequestMessage(HttpMethod.Get, receipt);
        request.Headers.Add("Cookie", "kvittering=" + code);
        using var answer = await app.Anonymous.SendAsync(request);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("/replies/1/edit#" + code).And.Contain($"value=\"{code}\""));
    }

    [Test]
    public async Task Correct_StartsFromWhatWasSent_AndIsANewVersion_OnceEvenWhenPostedTwice()
    {
        await using var app = new TestApp();
        var (id, code, receipt) = await Reply(app, ReplyPost.Complete("Før.").File("Logg.pdf", Pdf));
        var (_, form) = await Post(app, id, Step("https://example.com/noe#" + code, "apne"));
        Assert.That(form, Does.Contain("Før.").And.Contain("value=\"Åse Ødegård\"").And.Contain("value=\"aase@example.com\""));
        Assert.That(form, Does.Contain($"name=\"vedlegg\" value=\"keep:0/{Pdf.Length}/Logg.pdf\""));

        var post = Correction(code, "Etter.").With("vedlegg", $"keep:0/{Pdf.Length}/Logg.pdf").File("Ny.png", Png);
        var (first, said) = await Post(app, id, post);
        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), said);
        var (second, saidAgain) = await Post(app, id, post);
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), saidAgain);
        Assert.That((first.Headers.Location!.ToString(), second.Headers.Location!.ToString()), Is.EqualTo((receipt, receipt)));
        var reply = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200);
        Assert.That((reply.Text("text"), reply.Number("version")), Is.EqualTo(("Etter.", 2)));
        Assert.That(reply["attachments"]!.AsArray().Select(file => file!.Text("fileName")), Is.EqualTo((string[])["Logg.pdf", "Ny.png"]));
        Assert.That(WebUtility.HtmlDecode(await app.Anonymous.GetStringAsync(receipt)), Does.Contain("Rettelsen din er mottatt."));
    }

    [Test]
    public async Task Correct_WhatWasCorrectedElsewhere_IsAskedAgain_WithTheTextKept()
    {
        await using var app = new TestApp();
        var (id, code, _) = await Reply(app);
        await Post(app, id, Correction(code, "Fra telefonen."));
        var (answer, page) = await Post(app, id, Correction(code, "Fra datamaskinen."));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(
            page,
            Does.Contain("Fra datamaskinen.").And.Contain("rettet et annet sted").And.Contain("name=\"versjon\" value=\"2\"")
        );
    }

    [Test]
    public async Task Correct_IsHeldToTheSameRules()
    {
        await using var app = new TestApp();
        var (id, code, _) = await Reply(app);
        var (answer, page) = await Post(app, id, Correction(code, "10915596784").Without("navn"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(
            page,
            Does.Contain("href=\"#navn\"").And.Contain("href=\"#tekst\"").And.Contain("name=\"ikkefnr\"").And.Contain("<title>Feil: ")
        );
    }

    [Test]
    public async Task Withdraw_IsAskedFirst_AndTwiceIsOnce()
    {
        await using var app = new TestApp();
        var (id, code, receipt) = await Reply(app);
        var (_, asked) = await Post(app, id, Step(code, "trekk"));
        Assert.That(asked, Does.Contain("Er du sikker"));
        Assert.That((await app.Hearing(id))["counts"]!.Number("withdrawn"), Is.Zero);
        foreach (var step in (string[])["trekk-ja", "trekk-ja", "apne", "trekk"])
        {
            var (answer, page) = await Post(app, id, Step(code, step));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(page, Does.Contain("Svaret er trukket").And.Not.Contain("Jeg bor ved kaia."), step);
        }
        var (late, kept) = await Post(app, id, Correction(code, "Jeg angrer."));
        Assert.That(late.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(kept, Does.Contain("Jeg angrer."));
        Assert.That((await app.Hearing(id))["counts"]!.Number("withdrawn"), Is.EqualTo(1));
        Assert.That(WebUtility.HtmlDecode(await app.Anonymous.GetStringAsync(receipt)), Does.Contain("Svaret er trukket."));
    }

    [Test]
    public async Task AfterTheDeadline_ItIsShown_AndACorrectionGivenBack()
    {
        await using var app = new TestApp();
        var (id, code, _) = await Reply(app);
        app.Clock.MoveTo(await app.Deadline(id));
        foreach (var step in (string[])["apne", "trekk", "trekk-ja"])
        {
            var (_, page) = await Post(app, id, Step(code, step));
            Assert.That(page, Does.Contain("Svaret kan ikke endres lenger").And.Contain("Jeg bor ved kaia."), step);
        }
        var (answer, kept) = await Post(app, id, Correction(code, "For sent."));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(kept, Does.Contain("For sent."));
        Assert.That((await app.Hearing(id))["counts"]!.Number("published"), Is.EqualTo(1));
    }

    [Test]
    public async Task HiddenReply_OpensForItsSender_AndSaysThatItIsHidden()
    {
        await using var app = new TestApp();
        var (id, code, _) = await Reply(app);
        var decision = new JsonObject
        {
            ["decision"] = "withhold",
            ["version"] = 1,
            ["ground"] = "privacy",
        };
        await app
            .Staff.PostAsync(
                $"/api/v1/hearings/{id}/replies/1/moderation",
                new StringContent(decision.ToJsonString(), null, "application/json")
            )
            .Json(200);
        var (_, page) = await Post(app, id, Step(code, "apne"));
        Assert.That(page, Does.Contain("Svaret er ikke publisert. Hvis du retter det").And.Contain("Jeg bor ved kaia."));
    }
}
