using System.Net;
using Consultation.Api.Http;
using Consultation.Tests.Support;
using Consultation.Tests.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Http;

/// <summary>Buckets that are nearly empty from the start; no time passes, so none fills again while a test runs.</summary>
public sealed class RateLimitTests
{
    [Test]
    public async Task Sends_BeyondTheBucket_Are429_InTheReadersLanguage()
    {
        await using var app = new TestApp(("RateLimits:Sends", "2"));
        var id = await app.OpenHearing();
        for (var left = 1; left >= 0; left--)
        {
            using var taken = await app.Anonymous.Send(id, Given.Reply());
            Assert.That((int)taken.StatusCode, Is.EqualTo(201));
            Assert.That(Header(taken, "RateLimit-Policy"), Is.EqualTo("\"send\";q=2;w=60"));
            Assert.That(Header(taken, "RateLimit"), Does.Match($"^\"send\";r={left};t=\\d+$"));
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/hearings/{id}/replies");
        request.Headers.Add("Accept-Language", "nn");
        using var refused = await app.Anonymous.SendAsync(request);
        var problem = await Problems.Expect(refused, 429, "rate_limited");
        Assert.That(problem.Text("title"), Does.StartWith("Det kom for mange førespurnader"));
        Assert.That(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, Is.InRange(1, 60));
        Assert.That(Header(refused, "RateLimit"), Does.StartWith("\"send\";r=0;"));
        // Reading and staff have buckets of their own.
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}").Json(200);
        await app.Staff.GetAsync($"/api/v1/hearings/{id}").Json(200);
    }

    [Test]
    public async Task FormOfAPage_BeyondTheBucket_IsAPageThatSaysSo()
    {
        await using var app = new TestApp(("RateLimits:Sends", "1"));
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        using var refused = await app.Anonymous.PostAsync($"/hearings/{id}/x/send", new FormUrlEncodedContent([]));
        Assert.That((int)refused.StatusCode, Is.EqualTo(429));
        Assert.That(refused.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
        Assert.That(refused.Headers.RetryAfter, Is.Not.Null);
    }

    [TestCase("Reads", "", "/hidden")]
    [TestCase("Searches", "/nn", "/replies?q=hamn")]
    public async Task PageThatIsRead_BeyondTheBucket_IsAPageThatSaysSo(string bucket, string language, string rest)
    {
        await using var app = new TestApp(($"RateLimits:{bucket}", "1"));
        var address = language + await app.AddressOf(await app.OpenHearing()) + rest;
        await app.Anonymous.GetAsync("/hearings/1/x/replies?q=tom");
        using var refused = await app.Anonymous.GetAsync(address);
        Assert.That((int)refused.StatusCode, Is.EqualTo(429));
        Assert.That(refused.Headers.RetryAfter, Is.Not.Null);
        Assert.That(refused.Headers.CacheControl!.NoStore);
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("<h1>").And.Contain("på en gang").Or.Contain("på ein gong"));
    }

    [Test]
    public async Task Kept_TakesNothing_AndTellsEachCallerItsOwn()
    {
        await using var app = new TestApp(("RateLimits:Reads", "3"));
        var id = await app.OpenHearing();
        var address = $"/api/v1/hearings/{id}/replies";
        for (var time = 0; time < 10; time++)
        {
            using var answer = await app.Anonymous.GetAsync(address);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(Header(answer, "RateLimit"), Does.StartWith("\"read\";r=2;"));
            Assert.That(answer.Headers.GetValues("RateLimit").Count(), Is.EqualTo(1));
        }
        await app.Anonymous.GetAsync(address + "?limit=1").Json(200);
        using var last = await app.Anonymous.GetAsync(address);
        Assert.That(Header(last, "RateLimit"), Does.StartWith("\"read\";r=1;"), "not what was told when it was made");
        await app.Anonymous.GetAsync(address + "?limit=2").Json(200);
        await Problems.Expect(await app.Anonymous.GetAsync(address + "?limit=3"), 429, "rate_limited");
        using var kept = await app.Anonymous.GetAsync(address);
        Assert.That(kept.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Off_NothingIsCounted_NorTold()
    {
        await using var app = new TestApp(("RateLimits:Enabled", "false"), ("RateLimits:Sends", "1"));
        var id = await app.OpenHearing();
        for (var i = 0; i < 5; i++)
        {
            using var answer = await app.Anonymous.Send(id, Given.Reply());
            Assert.That((int)answer.StatusCode, Is.EqualTo(201));
            Assert.That(answer.Headers.Contains("RateLimit"), Is.False);
        }
    }

    [Test]
    public async Task TwoThousandSenders_BehindOneAddress_AreAllTaken_ByTheDefaults()
    {
        await using var app = new TestApp();
        using var scope = app.Services.CreateScope();
        var limits = scope.ServiceProvider.GetRequiredService<RateLimits>();
        var context = From("192.0.2.7");
        for (var i = 0; i < 2000; i++)
        {
            Assert.That(limits.Take(limits.Of(context)!.Value, context.Request), Is.Null);
        }
    }

    [TestCase("192.0.2.7", "192.0.2.8", false)]
    [TestCase("192.0.2.7", "::ffff:192.0.2.7", true)]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public async Task Bucket_IsOfAnAddress_OrOfANetworkOfIPv6(string one, string other, bool same)
    {
        await using var app = new TestApp();
        var limits = app.Services.GetRequiredService<RateLimits>();
        Assert.That(limits.Of(From(one)) == limits.Of(From(other)), Is.EqualTo(same));
    }

    [Test]
    public async Task Attachment_TakesByItsSize()
    {
        await using var app = new TestApp(("RateLimits:AttachedMegabytes", "2"));
        var limits = app.Services.GetRequiredService<RateLimits>();
        var context = From("192.0.2.7", "/api/v1/attachments");
        context.Request.ContentLength = 1024 * 1024;
        Assert.That(limits.Take(limits.Of(context)!.Value, context.Request), Is.Null);
        limits.Tell(limits.Of(context)!.Value, context.Response.Headers);
        Assert.That(context.Response.Headers["RateLimit"].ToString(), Does.StartWith("\"attach\";r=1048576;"));
        Assert.That(context.Response.Headers["RateLimit-Policy"].ToString(), Is.EqualTo("\"attach\";q=2097152;w=60;qu=\"content-bytes\""));
        Assert.That(limits.Take(limits.Of(context)!.Value, context.Request), Is.Null);
        Assert.That(limits.Take(limits.Of(context)!.Value, context.Request), Is.Not.Null);
    }

    [TestCase("", "192.0.2.1", "192.0.2.1")]
    [TestCase("192.0.2.0/24", "192.0.2.1", "203.0.113.9")]
    [TestCase("192.0.2.1, 198.51.100.3", "192.0.2.1", "203.0.113.9")]
    [TestCase("192.0.2.1", "198.51.100.77", "198.51.100.77")]
    public void ForwardedFor_IsBelieved_OfKnownProxiesAlone(string known, string peer, string caller)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(peer) } };
        context.Request.Headers["X-Forwarded-For"] = "10.9.9.9, 203.0.113.9";
        if (known.Length > 0)
        {
            var options = Proxies.Options(known)!;
            new Microsoft.AspNetCore.HttpOverrides.ForwardedHeadersMiddleware(
                _ => Task.CompletedTask,
                Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
                Microsoft.Extensions.Options.Options.Create(options)
            ).ApplyForwarders(context);
        }
        Assert.That(context.Connection.RemoteIpAddress!.ToString(), Is.EqualTo(caller));
        Assert.That(Proxies.Options("not an address"), Is.Null);
    }

    private static DefaultHttpContext From(string address, string path = "/api/v1/hearings/1/replies")
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        (context.Request.Method, context.Request.Path) = ("POST", path);
        context.SetEndpoint(new Endpoint(null, EndpointMetadataCollection.Empty, "any"));
        return context;
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}
