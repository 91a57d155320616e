using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Http;

internal static class Problems
{
    /// <summary>The answer is this problem, whole and uncacheable.</summary>
    public static async Task<JsonNode> Expect(HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), text);
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"), text);
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
        var problem = JsonNode.Parse(text)!;
        Assert.That((problem.Number("status"), problem.Text("code")), Is.EqualTo((status, code)), text);
        Assert.That(problem.Text("title"), Is.Not.Empty);
        Assert.That(problem.Text("traceId"), Is.Not.Empty);
        return problem;
    }
}
