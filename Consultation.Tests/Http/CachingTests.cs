using System.Globalization;
using System.Net;
using Consultation.Tests.Support;

namespace Consultation.Tests.Http;

/// <summary>Public answers are the same for everybody and may be kept; what staff see may not.</summary>
public sealed class CachingTests
{
    private TestApp _app = null!;
    private string _hearing = "";

    [SetUp]
    public async Task Start()
    {
        _app = new TestApp();
        _hearing = await _app.OpenHearing();
        await _app.Anonymous.Send(_hearing, Given.Reply()).Json(201);
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    public static readonly string[] PublicAddresses =
    [
        "/api/v1/hearings",
        "/api/v1/hearings?limit=1&sort=deadline",
        "/api/v1/hearings/{0}",
        "/api/v1/hearings/{0}/replies",
        "/api/v1/hearings/{0}/replies/1",
    ];

    [TestCaseSource(nameof(PublicAddresses))]
    public async Task StaffAnswer_IsNoStore_AlsoAfterThePublicWasServed(string address)
    {
        await Get(_app.Anonymous, address);
        using var answer = await Get(_app.Staff, address);
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(answer.Headers.ETag, Is.Null);
    }

    [TestCaseSource(nameof(PublicAddresses))]
    public async Task PublicAnswer_HasAnETagAndNoCookie(string address)
    {
        for (var time = 0; time < 2; time++)
        {
            using var answer = await Get(_app.Anonymous, address);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(answer.Headers.ETag, Is.Not.Null, $"time {time}");
            Assert.That(answer.Headers.CacheControl?.ToString(), Does.Contain("public").And.Contain("max-age=0"));
            Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
        }
    }

    [TestCaseSource(nameof(PublicAddresses))]
    public async Task IfNoneMatch_WithTheSameVersion_Is304AndEmpty(string address)
    {
        var tag = (await Get(_app.Anonymous, address)).Headers.ETag!.ToString();
        using var again = await Get(_app.Anonymous, address, tag);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(await again.Content.ReadAsByteArrayAsync(), Is.Empty);
        Assert.That(again.Headers.ETag!.ToString(), Is.EqualTo(tag));
        using var other = await Get(_app.Anonymous, address, "W/\"other\"");
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task ETag_AfterANewReply_IsAnother_AndTheReplyIsThere()
    {
        const string address = "/api/v1/hearings/{0}/replies";
        var before = (await Get(_app.Anonymous, address)).Headers.ETag!.ToString();
        await _app.Anonymous.Send(_hearing, Given.Reply("Nummer to.")).Json(201);
        using var after = await Get(_app.Anonymous, address, before);
        Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(after.Headers.ETag!.ToString(), Is.Not.EqualTo(before));
        Assert.That(await after.Content.ReadAsStringAsync(), Does.Contain("Nummer to."));
    }

    [Test]
    public async Task Answer_WhenTheDeadlinePasses_IsAnother()
    {
        const string address = "/api/v1/hearings/{0}";
        var before = (await Get(_app.Anonymous, address)).Headers.ETag!.ToString();
        _app.Clock.MoveTo(new DateTimeOffset(2026, 5, 29, 22, 0, 0, TimeSpan.Zero));
        using var after = await Get(_app.Anonymous, address, before);
        Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await after.Content.ReadAsStringAsync(), Does.Contain("\"underReview\""));
    }

    [Test]
    public async Task Answer_IsKeptForEachEncodingByItself()
    {
        foreach (var encoding in (string?[])["br", "gzip", null, "br", null])
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/hearings/{_hearing}");
            if (encoding is not null)
            {
                request.Headers.Add("Accept-Encoding", encoding);
            }
            using var answer = await _app.Anonymous.SendAsync(request);
            Assert.That(answer.Content.Headers.ContentEncoding.SingleOrDefault(), Is.EqualTo(encoding));
            Assert.That(answer.Headers.Vary, Does.Contain("Accept-Encoding"));
        }
    }

    [Test]
    public async Task Problem_OnAPublicAddress_IsNotKept()
    {
        for (var time = 0; time < 2; time++)
        {
            using var answer = await Get(_app.Anonymous, "/api/v1/hearings/{0}/replies/77");
            await Problems.Expect(answer, 404, "not_found");
            Assert.That(answer.Headers.ETag, Is.Null);
        }
    }

    [TestCase("/api/v1/hearings/{0}/replies.csv")]
    [TestCase("/api/v1/hearings/{0}/replies.jsonl")]
    public async Task Export_IsAskedForAnewEachTime_AndOfStaffNeverStored(string address)
    {
        using var answer = await Get(_app.Anonymous, address);
        Assert.That((answer.Headers.CacheControl?.MustRevalidate, answer.Headers.CacheControl?.MaxAge), Is.EqualTo((true, TimeSpan.Zero)));
        using var everything = await Get(_app.Staff, address);
        Assert.That(everything.Headers.CacheControl?.NoStore, Is.True);
    }

    private Task<HttpResponseMessage> Get(HttpClient client, string address, string? ifNoneMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, string.Format(CultureInfo.InvariantCulture, address, _hearing));
        if (ifNoneMatch is not null)
        {
            request.Headers.Add("If-None-Match", ifNoneMatch);
        }
        return client.SendAsync(request);
    }
}
