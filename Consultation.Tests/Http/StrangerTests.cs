using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Consultation.Api.Http;
using Consultation.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Http;

/// <summary>Whoever has no key learns nothing of what a staff endpoint takes: 401 comes before 400, 404, 415 and 422.</summary>
public sealed partial class StrangerTests
{
    [Test]
    public async Task StaffEndpoint_AnyBody_Is401ForAStranger()
    {
        await using var app = new TestApp();
        var endpoints = app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaffOnly>() is not null)
            .ToArray();
        Assert.That(endpoints, Has.Length.GreaterThanOrEqualTo(11));
        foreach (var endpoint in endpoints)
        {
            var address = "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "1");
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
            {
                foreach (var body in Bodies(method))
                {
                    var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = body };
                    using var answer = await app.Anonymous.SendAsync(request);
                    await Problems.Expect(answer, 401, "unauthorized");
                }
            }
        }
    }

    [Test]
    public async Task Key_Revoked_Is401AtOnce()
    {
        await using var app = new TestApp();
        var key = await app.Staff.PostAsJsonAsync("/api/v1/keys", new { name = "Sak", role = "caseOfficer" }).Json(201);
        using var officer = app.CreateClient();
        officer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Text("key"));
        await officer.GetAsync("/api/v1/hearings").Json(200);
        await app.Staff.DeleteAsync($"/api/v1/keys/{key.Text("id")}").Json(204);
        await Problems.Expect(await officer.GetAsync("/api/v1/hearings"), 401, "unauthorized");
    }

    private static IEnumerable<HttpContent?> Bodies(string method)
    {
        yield return null;
        if (method is "GET" or "DELETE")
        {
            yield break;
        }
        foreach (var type in (string?[])[null, "text/plain", "application/json", "multipart/form-data; boundary=x"])
        {
            var content = new ByteArrayContent("{ malformed"u8.ToArray());
            content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
            yield return content;
        }
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameter();
}
