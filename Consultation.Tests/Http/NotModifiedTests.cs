using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Consultation.Api.Http;
using Consultation.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Http;

/// <summary>Who has the current version is told so, whether or not somebody else's answer is kept at the moment.</summary>
public sealed partial class NotModifiedTests
{
    private static readonly string[] MadeAnew =
    [
        "/api/v1/changes",
        "/api/v1/hearings/{id}/replies.csv",
        "/api/v1/hearings/{id}/replies.jsonl",
    ];

    /// <summary>Every address whose answer is kept for everybody, found by what the endpoints say of themselves; and what is tagged besides.</summary>
    [Test]
    public async Task Tag_OfEachPublicAddress_Is304WithoutAnythingKept_UntilTheContentChanges()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var addresses = Addresses(app, id);
        Assert.That(addresses, Has.Count.GreaterThanOrEqualTo(13));
        var tags = new Dictionary<string, EntityTagHeaderValue>(StringComparer.Ordinal);
        foreach (var address in addresses)
        {
            using var answer = await app.Anonymous.GetAsync(address);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                continue; // Not every address leads somewhere in this hearing (a report that is not made yet).
            }
            Assert.That(answer.Headers.ETag, Is.Not.Null, address);
            tags[address] = answer.Headers.ETag!;
        }
        Assert.That(tags, Has.Count.GreaterThanOrEqualTo(12));
        await using (var other = app.Second())
        {
            foreach (var (address, tag) in tags)
            {
                using var same = await Ask(other.Anonymous, address, tag);
                Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.NotModified), $"{address}, nothing kept");
                Assert.That(same.Headers.ETag, Is.EqualTo(tag));
                Assert.That(await same.Content.ReadAsByteArrayAsync(), Is.Empty);
                using var staff = await Ask(other.Staff, address, tag);
                var answered = address.StartsWith("/api/", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.NotModified;
                Assert.That(staff.StatusCode, Is.EqualTo(answered), $"{address}, with a key, which only the API asks for");
            }
        }
        await app.Anonymous.Send(id, Given.Reply("Et nytt svar.")).Json(201);
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        foreach (var (address, tag) in tags)
        {
            using var answer = await Ask(app.Anonymous, address, tag);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
        }
    }

    [Test]
    public async Task Tag_OfOneAddress_IsNoTagOfAnother_NorOfAMissingOne()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        using var reply = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1");
        using var list = await Ask(app.Anonymous, $"/api/v1/hearings/{id}/replies", reply.Headers.ETag!);
        Assert.That(list.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var missing = await Ask(app.Anonymous, $"/api/v1/hearings/{id}/replies/2", reply.Headers.ETag!);
        Assert.That(missing.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        using var any = await Ask(app.Anonymous, $"/api/v1/hearings/{id}/replies/2", EntityTagHeaderValue.Any);
        Assert.That(any.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static HashSet<string> Addresses(TestApp app, string id)
    {
        var kept = app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<KeptAttribute>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'));
        return
        [
            .. kept.Concat(MadeAnew)
                .Select(pattern =>
                    Parameter()
                        .Replace(
                            pattern,
                            parameter =>
                                parameter.Groups["name"].Value switch
                                {
                                    "id" => id,
                                    "slug" => "forslag-til-lov-om-stoy-ved-havner",
                                    "name" => "privacy",
                                    "documentName" => "v1",
                                    _ => "1",
                                }
                        )
                ),
        ];
    }

    private static Task<HttpResponseMessage> Ask(HttpClient client, string address, EntityTagHeaderValue tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(tag);
        return client.SendAsync(request);
    }

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
