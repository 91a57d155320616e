using System.IO.Compression;
using System.Net;
using System.Text;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Http;

/// <summary>What is kept for everybody: served again while it holds, and never a moment longer.</summary>
public sealed class PublicCacheTests
{
    private static string Replies(string hearing) => $"/api/v1/hearings/{hearing}/replies?limit=100";

    private static async Task<int> Listed(HttpClient client, string hearing) =>
        (await client.GetAsync(Replies(hearing)).Json(200))["items"]!.AsArray().Count;

    private static async Task<bool> IsKept(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        return answer.Headers.Age is not null;
    }

    [Test]
    public async Task Get_Again_IsServedAsKept_WithoutCookies()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        foreach (var address in new[] { "/api/v1/hearings", $"/api/v1/hearings/{id}", Replies(id) })
        {
            Assert.That(await IsKept(app.Anonymous, address), Is.False, address);
            Assert.That(await IsKept(app.Anonymous, address), Is.True, address);
            using var answer = await app.Anonymous.GetAsync(address);
            Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
            Assert.That(answer.Headers.CacheControl!.ToString(), Is.EqualTo("public, must-revalidate, max-age=0"));
        }
    }

    [Test]
    public async Task Get_ByStaff_IsNeverKept_NorServedToOthers()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("reviewed");
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await Listed(app.Anonymous, id);
        using var answer = await app.Staff.GetAsync(Replies(id) + "&scope=all");
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(await IsKept(app.Staff, Replies(id)), Is.False);
        Assert.That(await IsKept(app.Staff, Replies(id)), Is.False);
        await app.Anonymous.GetAsync(Replies(id) + "&scope=all").Json(401);
    }

    [Test]
    public async Task ETag_OfWhatIsKept_IsNotModified_UntilSomethingChanges()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await Listed(app.Anonymous, id);
        using var first = await app.Anonymous.GetAsync(Replies(id));
        var tag = first.Headers.ETag!;

        async Task<HttpResponseMessage> Ask()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Replies(id));
            request.Headers.IfNoneMatch.Add(tag);
            return await app.Anonymous.SendAsync(request);
        }

        using var same = await Ask();
        Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        using var changed = await Ask();
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(changed.Headers.ETag, Is.Not.EqualTo(tag));
    }

    [Test]
    public async Task NewReply_ShowsAtOnce_AndInAStormASecondLater()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        Assert.That(await Listed(app.Anonymous, id), Is.Zero);
        for (var sent = 1; sent <= 8; sent++)
        {
            await app.Anonymous.Send(id, Given.Reply()).Json(201);
            Assert.That(await Listed(app.Anonymous, id), Is.EqualTo(sent));
        }
        var shown = new HashSet<int>();
        for (var sent = 9; sent <= 30; sent++)
        {
            await app.Anonymous.Send(id, Given.Reply()).Json(201);
            shown.Add(await Listed(app.Anonymous, id));
        }
        Assert.That(shown, Has.Count.LessThanOrEqualTo(2), "in a storm the same answer serves many");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await Listed(app.Anonymous, id), Is.EqualTo(30));
    }

    [Test]
    public async Task NewReply_OfOneHearing_LeavesAnothersAnswersKept()
    {
        await using var app = new TestApp();
        var one = await app.OpenHearing();
        var other = await app.OpenHearing();
        await Listed(app.Anonymous, other);
        await app.Anonymous.Send(one, Given.Reply()).Json(201);
        Assert.That(await IsKept(app.Anonymous, Replies(other)), Is.True);
    }

    [Test]
    public async Task Kept_NeverOutlivesTheRoundsInstants()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("afterDeadline");
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var closesAt = await app.Deadline(id);
        app.Clock.MoveTo(closesAt.AddMilliseconds(-1));
        Assert.That(await Listed(app.Anonymous, id), Is.Zero);
        Assert.That((await app.Hearing(id)).Text("status"), Is.EqualTo("open"));
        Assert.That(await IsKept(app.Anonymous, Replies(id)), Is.True);
        Assert.That(await IsKept(app.Anonymous, "/api/v1/hearings?status=open"), Is.False);
        app.Clock.MoveTo(closesAt);
        Assert.That(await Listed(app.Anonymous, id), Is.EqualTo(1));
        Assert.That((await app.Hearing(id)).Text("status"), Is.EqualTo("underReview"));
        Assert.That((await app.Anonymous.GetAsync("/api/v1/hearings?status=open").Json(200))["items"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task NotFound_IsNotKept()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(404);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200);

        var draft = await app.Draft();
        await app.Anonymous.GetAsync($"/api/v1/hearings/{draft}").Json(404);
        await app.AddRound(draft, new { opensAt = app.Clock.GetUtcNow(), closesOn = "2026-05-29" }).Json(201);
        await app.Publish(draft).Json(200);
        await app.Anonymous.GetAsync($"/api/v1/hearings/{draft}").Json(200);
    }

    [Test]
    public async Task AskedForByManyAtOnce_IsMadeOnce()
    {
        await using var app = new TestApp(("RateLimits:Reads", "50"));
        var id = await app.OpenHearing();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.Anonymous.GetStringAsync(Replies(id))));
        Assert.That(answers.Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(1));
        using var last = await app.Anonymous.GetAsync(Replies(id));
        Assert.That(last.Headers.GetValues("RateLimit").Single(), Does.StartWith("\"read\";r=49;"), "only what is made is counted");
    }

    [Test]
    public async Task Head_OfWhatIsKept_HasItsHeadersAndNoBody()
    {
        await using var app = new TestApp();
        await app.OpenHearing();
        using var page = await app.Anonymous.GetAsync("/");
        using var request = new HttpRequestMessage(HttpMethod.Head, "/");
        using var head = await app.Anonymous.SendAsync(request);
        Assert.That(head.Headers.ETag, Is.EqualTo(page.Headers.ETag));
        Assert.That(head.Content.Headers.ContentLength, Is.EqualTo(page.Content.Headers.ContentLength));
        Assert.That(
            head.Headers.GetValues("Content-Security-Policy").Single(),
            Is.EqualTo(
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            )
        );
    }

    [Test]
    public async Task Kept_Compressed_IsRightForEachWhoAsks()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply("æøå")).Json(201);
        for (var round = 0; round < 2; round++)
        {
            foreach (
                var (accept, encoding) in new[] { ("br, gzip", "br"), ("gzip", "gzip"), ("", null), ("identity", null), ("zstd", null) }
            )
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, Replies(id));
                request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
                using var answer = await app.Anonymous.SendAsync(request);
                Assert.That(answer.Content.Headers.ContentEncoding.SingleOrDefault(), Is.EqualTo(encoding), accept);
                Assert.That(answer.Headers.Vary, Does.Contain("Accept-Encoding"), accept);
                Assert.That(await Text(answer, encoding), Does.Contain("æøå"), accept);
            }
        }
    }

    private static async Task<string> Text(HttpResponseMessage answer, string? encoding)
    {
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using Stream plain = encoding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
