using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Consultation.Tests.Support;

namespace Consultation.Tests.Http;

/// <summary>Whatever goes wrong in the API is told as problem+json with status, title, code and trace.</summary>
public sealed class ProblemTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public void Start() => _app = new TestApp();

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task FalseKey_AlsoOnPublicAddresses_Is401()
    {
        foreach (var authorization in (string[])["Bearer wrong", "Basic YTpi", "Bearer", TestApp.BootstrapKey])
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/hearings");
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
            using var answer = await _app.Anonymous.SendAsync(request);
            await Problems.Expect(answer, 401, "unauthorized");
            Assert.That(answer.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"));
        }
    }

    [Test]
    public async Task TooLittleRight_Is403()
    {
        var key = await _app.Staff.PostAsJsonAsync("/api/v1/keys", new { name = "Leser", role = "analyst" }).Json(201);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/hearings") { Content = JsonContent.Create(Given.Hearing()) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Text("key"));
        await Problems.Expect(await _app.Anonymous.SendAsync(request), 403, "forbidden");
    }

    [Test]
    public async Task ScopeAll_WithoutAKey_Is401()
    {
        var id = await _app.OpenHearing();
        await Problems.Expect(await _app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies?scope=all"), 401, "unauthorized");
    }

    [TestCase("/api/v1/hearings/999999999999")]
    [TestCase("/api/v1/hearings/999999999999/replies")]
    [TestCase("/api/v1/hearings/999999999999/replies/1")]
    [TestCase("/api/v1/receipts/nonsense")]
    [TestCase("/api/v1/hearings/not-a-number")]
    [TestCase("/api/v1/hearings/99999999999999999999999999")]
    [TestCase("/api/v1/nowhere")]
    [TestCase("/api/v2/hearings")]
    [TestCase("/api")]
    [TestCase("/API/v1/hearings/999999999999")]
    [TestCase("/Api/v1/nowhere")]
    public async Task UnknownAddressOrId_Is404(string address) =>
        await Problems.Expect(await _app.Anonymous.GetAsync(address), 404, "not_found");

    [Test]
    public async Task OtherMethod_Is405_AndSaysWhichAreAllowed()
    {
        using var answer = await _app.Staff.PutAsync("/api/v1/hearings", null);
        await Problems.Expect(answer, 405, "method_not_allowed");
        Assert.That(answer.Content.Headers.Allow, Is.SupersetOf((string[])["GET", "POST"]).And.No.Member("PUT"));
    }

    [TestCase("{")]
    [TestCase("")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"text\"")]
    [TestCase("{\"title\": \"\\ud800\"}")]
    [TestCase("{\"title\": 'single'}")]
    public async Task MalformedJson_Is400(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        await Problems.Expect(await _app.Staff.PostAsync("/api/v1/hearings", content), 400, "request.malformed");
    }

    [Test]
    public async Task InvalidUtf8_Is400()
    {
        using var content = new ByteArrayContent([.. "{\"title\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        await Problems.Expect(await _app.Staff.PostAsync("/api/v1/hearings", content), 400, "request.malformed");
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase(null)]
    public async Task OtherContentType_Is415(string? type)
    {
        var id = await _app.OpenHearing();
        foreach (var address in (string[])["/api/v1/hearings", $"/api/v1/hearings/{id}/replies"])
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
            content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
            await Problems.Expect(await _app.Staff.PostAsync(address, content), 415, "media_type.not_supported");
        }
    }

    [Test]
    public async Task BrokenRules_Are422_WithAMessageForEachField()
    {
        var body = Given.Hearing();
        body["title"] = " ";
        body["language"] = "norsk";
        var problem = await Problems.Expect(await _app.Staff.PostAsJsonAsync("/api/v1/hearings", body), 422, "validation");
        var errors = problem["errors"]!.AsObject();
        Assert.That(errors.Select(field => field.Key), Is.EquivalentTo((string[])["title", "language"]));
        Assert.That(errors.Select(field => field.Value!.AsArray().Count), Has.All.EqualTo(1));
    }

    [Test]
    public async Task BrokenRule_WithACodeOfItsOwn_CarriesIt()
    {
        var id = await _app.OpenHearing();
        var problem = await Problems.Expect(await _app.Anonymous.Send(id, Given.Reply("  ")), 422, "reply.empty");
        Assert.That(problem["errors"]!.AsObject().Single().Key, Is.EqualTo("text"));
    }

    [Test]
    public async Task Problem_SaysNothingOfOurClasses()
    {
        foreach (var body in (string[])["{}", "{\"title\": 1}", "{\"kind\": 3}", "{\"title\": null}", "{\"x\": ,}"])
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await _app.Staff.PostAsync("/api/v1/hearings", content);
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("Consultation.").And.Not.Contain("System."), body);
        }
    }

    [Test]
    public async Task MissingFields_Are400_AndAreNamed()
    {
        using var content = new StringContent("{\"title\": \"Om støy\", \"summary\": \"Kort\"}", Encoding.UTF8, "application/json");
        var problem = await Problems.Expect(await _app.Staff.PostAsync("/api/v1/hearings", content), 400, "request.malformed");
        Assert.That(problem["errors"]!.AsObject().Select(field => field.Key), Is.EquivalentTo((string[])["language", "kind"]));
    }

    [Test]
    public async Task TraceId_IsTheCallersTrace_WhenItGivesOne()
    {
        const string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nowhere");
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        var problem = await Problems.Expect(await _app.Anonymous.SendAsync(request), 404, "not_found");
        Assert.That(problem.Text("traceId"), Is.EqualTo(trace));
    }
}
