using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Http;

/// <summary>Every error is a problem that a program can read: status, title, code, traceId.</summary>
public sealed class ProblemTests
{
    private static async Task<JsonNode> Problem(Task<HttpResponseMessage> sending, int status, string code)
    {
        using var answer = await sending;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), body);
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        var problem = JsonNode.Parse(body)!;
        Assert.That(problem.Number("status"), Is.EqualTo(status));
        Assert.That(problem.Text("code"), Is.EqualTo(code));
        Assert.That(problem.Text("title"), Is.Not.Empty);
        Assert.That(problem.Text("traceId"), Is.Not.Empty);
        return problem;
    }

    [Test]
    public async Task UnknownAddress_Method_OrType_IsAProblem()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await Problem(app.Anonymous.GetAsync("/api/v1/nothing"), 404, "not_found");
        await Problem(app.Anonymous.GetAsync("/api/v1/hearings/99999999999999999999"), 404, "not_found");
        await Problem(app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/0"), 404, "not_found");
        await Problem(app.Anonymous.DeleteAsync($"/api/v1/hearings/{id}/replies"), 405, "method_not_allowed");
        using var text = new StringContent("hei", Encoding.UTF8, "text/plain");
        await Problem(app.Anonymous.PostAsync($"/api/v1/hearings/{id}/replies", text), 415, "media_type.not_supported");
    }

    [Test]
    public async Task UnknownAddress_WithAFalseKey_IsUnauthorized()
    {
        await using var app = new TestApp();
        await Problem(app.With("ck_false").GetAsync("/api/v1/nothing"), 401, "unauthorized");
    }

    [TestCase("nb", "ikke")]
    [TestCase("nn", "ikkje")]
    [TestCase("en", null)]
    [TestCase("fr", null)]
    public async Task Title_IsInTheCallersLanguage_EnglishElse(string language, string? title)
    {
        await using var app = new TestApp();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/hearings/1");
        request.Headers.Add("Accept-Language", language);
        var problem = await Problem(app.Anonymous.SendAsync(request), 404, "not_found");
        if (title is null)
        {
            Assert.That(problem.Text("title"), Does.Not.Contain("ikke").And.Not.Contain("ikkje"));
        }
        else
        {
            Assert.That(problem.Text("title"), Does.Contain(title));
        }
    }

    [Test]
    public async Task DuplicateOrUnknownTypesInJson_AreMalformed()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        using var twice = new StringContent(
            """{ "sender": { "type": "person", "name": "Å" }, "position": "withRemarks", "text": "a", "text": "b" }""",
            Encoding.UTF8,
            "application/json"
        );
        await Problem(app.Anonymous.PostAsync($"/api/v1/hearings/{id}/replies", twice), 400, "request.malformed");
        var number = Given.Reply();
        number["text"] = 5;
        await Problem(app.Anonymous.PostAsJsonAsync($"/api/v1/hearings/{id}/replies", number), 400, "request.malformed");
    }
}
