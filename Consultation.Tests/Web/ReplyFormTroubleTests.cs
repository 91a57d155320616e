using System.Net;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web;

/// <summary>The form before a server in trouble: the text comes back, and can be sent again as it stands.</summary>
public sealed class ReplyFormTroubleTests
{
    private const string Typed = "Støyen holder oss våkne.";

    [Test]
    public async Task QueueOfWritesIsFull_ShowsTheFormAgain_AndTheSamePostIsSentAfter()
    {
        if (SqlServer.ConnectionString is not null)
            Assert.Ignore("SQL Server takes no writes through a queue.");
        await using var app = new TestApp(("WriteQueueLength", "1"));
        var id = await app.OpenHearing();
        using var queue = new FullQueue(app.Database);
        var post = ReplyPost.Complete(Typed);
        using (var full = await post.To(app.Anonymous, $"/hearings/{id}/x/send"))
        {
            queue.Release();
            Assert.That(full.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(full.Headers.RetryAfter, Is.Not.Null);
            var page = WebUtility.HtmlDecode(await full.Content.ReadAsStringAsync());
            Assert.That(
                page,
                Does.Contain(Typed).And.Contain("Vent litt og send inn på nytt").And.Contain("0123456789abcdef0123456789abcdef")
            );
        }
        await queue.Done();
        using var sent = await post.To(app.Anonymous, $"/hearings/{id}/x/send");
        Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.EqualTo(1));
    }

    /// <summary>Without the hearing there is no form to show; what was posted is there all the same, with all that it takes to send it.</summary>
    [Test]
    public async Task DatabaseThatFails_GivesEverythingBack_AsAFormThatCanBeSentAgain()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Database.Write(db => db.Run("alter table HearingRound rename to Lost"));
        var post = ReplyPost
            .Complete(Typed)
            .With("kommentar.p5", "En kommentar.")
            .With("q.hvorfor", "Et svar.")
            .With("vedlegg", "abc/12/Logg.pdf");
        using (var failed = await post.To(app.Anonymous, $"/hearings/{id}/x/send"))
        {
            Assert.That((int)failed.StatusCode, Is.GreaterThanOrEqualTo(500));
            var page = WebUtility.HtmlDecode(await failed.Content.ReadAsStringAsync());
            foreach (
                var kept in (string[])[Typed, "En kommentar.", "Et svar.", "abc/12/Logg.pdf", "aase@example.com", "Prøv å sende inn igjen"]
            )
                Assert.That(page, Does.Contain(kept));
            Assert.That(page, Does.Contain("name=\"innsending\" value=\"0123456789abcdef0123456789abcdef\""));
        }
        await app.Database.Write(db => db.Run("alter table Lost rename to HearingRound"));
        using var sent = await post.Without("kommentar.p5")
            .Without("q.hvorfor")
            .Without("vedlegg")
            .To(app.Anonymous, $"/hearings/{id}/x/send");
        Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await sent.Content.ReadAsStringAsync());
    }

    /// <summary>A reply is judged by when its request began, and a report waits only so long for it; so what was slower is asked for again.</summary>
    [Test]
    public async Task FormOnASlowLine_IsNotSent_AndIsThereToSendAgain_WithItsFile()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var post = ReplyPost.Complete(Typed + new string('.', 200_000)).File("Logg.pdf", Uploads.Pdf);
        post.Halfway = () => app.Clock.Advance(TimeSpan.FromSeconds(31));
        using var answer = await post.To(app.Anonymous, $"/hearings/{id}/x/send");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestTimeout));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.That(page, Does.Contain(Typed).And.Contain("Forbindelsen var treg").And.Match("name=\"vedlegg\" value=\"[^\"]+/Logg.pdf\""));
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.Zero);
    }

    [TestCase("text/plain", "tekst")]
    [TestCase("multipart/form-data", "ingen grense")]
    [TestCase("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"tekst\"\r\n\r\nhalv")]
    public async Task BodyThatIsNoForm_Is400(string type, string body)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await app.Anonymous.PostAsync($"/hearings/{id}/x/send", content);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }
}
