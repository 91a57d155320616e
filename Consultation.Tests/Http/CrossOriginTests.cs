using System.Net;
using Consultation.Tests.Support;

namespace Consultation.Tests.Http;

/// <summary>Scripts of any site may read what the public may, and nothing else.</summary>
public sealed class CrossOriginTests
{
    private TestApp _app = null!;
    private string _hearing = "";

    [SetUp]
    public async Task Start()
    {
        _app = new TestApp();
        _hearing = await _app.OpenHearing();
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [TestCase("/api/v1/hearings", 200)]
    [TestCase("/api/v1/changes", 200)]
    [TestCase("/api/v1/hearings/{0}/replies.csv", 200)]
    [TestCase("/api/v1/hearings/1", 404)]
    [TestCase("/api/v1/nothing", 404)]
    [TestCase("/api/v1/hearings?limit=0", 422)]
    [TestCase("/api/v1/hearings/{0}/replies?scope=all", 401)]
    [TestCase("/openapi/v1.json", 200)]
    public async Task Get_WithoutAKey_MayBeReadByAnySite_ErrorsToo(string address, int status)
    {
        for (var time = 0; time < 2; time++)
        {
            using var answer = await Send(HttpMethod.Get, address);
            Assert.That((int)answer.StatusCode, Is.EqualTo(status));
            Assert.That(answer.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo((string[])["*"]), $"time {time}");
            Assert.That(
                answer.Headers.GetValues("Access-Control-Expose-Headers").Single(),
                Does.Contain("ETag").And.Contain("Retry-After")
            );
            Assert.That(answer.Headers.Contains("Access-Control-Allow-Credentials"), Is.False);
        }
    }

    [Test]
    public async Task GetWithAKey_AndWritesAndPages_MayNot()
    {
        using var staff = await _app.Staff.GetAsync($"/api/v1/hearings/{_hearing}");
        using var reply = await _app.Anonymous.Send(_hearing, Given.Reply());
        using var page = await Send(HttpMethod.Get, $"/hearings/{_hearing}/x");
        using var preflight = await Send(HttpMethod.Options, $"/api/v1/hearings/{_hearing}/replies", "POST");
        foreach (var answer in (HttpResponseMessage[])[staff, reply, page, preflight])
        {
            Assert.That(answer.Headers.Contains("Access-Control-Allow-Origin"), Is.False, answer.RequestMessage!.RequestUri!.ToString());
        }
    }

    [Test]
    public async Task Preflight_OfARead_IsAllowed_ButNeverAKey()
    {
        using var answer = await Send(HttpMethod.Options, "/api/v1/hearings", "GET");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(answer.Headers.GetValues("Access-Control-Allow-Origin").Single(), Is.EqualTo("*"));
        var headers = answer.Headers.GetValues("Access-Control-Allow-Headers").Single();
        Assert.That(headers, Does.Contain("If-None-Match").And.Not.Contain("Authorization").And.Not.Contain("*"));
    }

    private Task<HttpResponseMessage> Send(HttpMethod method, string address, string? asked = null)
    {
        var request = new HttpRequestMessage(method, string.Format(System.Globalization.CultureInfo.InvariantCulture, address, _hearing));
        request.Headers.Add("Origin", "https://mirror.example");
        if (asked is not null)
        {
            request.Headers.Add("Access-Control-Request-Method", asked);
        }
        return _app.Anonymous.SendAsync(request);
    }
}
