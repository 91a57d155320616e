using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Consultation.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Http;

/// <summary>Every endpoint of the API, called by everybody there is: without a key, with a false one, with each role, own and foreign.</summary>
public sealed partial class EveryEndpointTests
{
    private static readonly string[] Roles = ["analyst", "caseOfficer", "administrator"];
    private TestApp _app = null!;
    private string _hearing = "";
    private string _document = "";
    private string _key = "";
    private string _token = "";
    private readonly Dictionary<(string Role, string Ministry), HttpClient> _holders = [];

    [SetUp]
    public async Task Start()
    {
        _app = new TestApp();
        foreach (var role in Roles)
        {
            foreach (var ministry in (string[])["ksd", "fin"])
            {
                _holders[(role, ministry)] = await _app.Holder(role, ministry);
            }
            _holders[(role, "")] = await _app.Holder(role);
        }
        _hearing = await _app.OpenHearing();
        _document = (await _app.Hearing(_hearing))["documents"]![0]!.Text("id");
        _token = (await _app.Anonymous.Send(_hearing, Given.Reply()).Json(201)).Text("editToken");
        var body = new
        {
            name = "En til",
            role = "analyst",
            ministry = "ksd",
        };
        _key = (await _app.Staff.PostAsJsonAsync("/api/v1/keys", body).Json(201)).Text("id");
    }

    [TearDown]
    public async Task Stop()
    {
        foreach (var holder in _holders.Values)
        {
            holder.Dispose();
        }
        _holders.Clear();
        await _app.DisposeAsync();
    }

    [Test]
    public void EachEndpoint_HasItsLineInTheMatrix_AndEachLineItsEndpoint()
    {
        var missing = Endpoints(_app).Except(PermissionMatrix.Rows.Keys);
        Assert.That(missing, Is.Empty, "add a line to PermissionMatrix.Rows that says who may call it");
        Assert.That(PermissionMatrix.Rows.Keys.Except(Endpoints(_app)), Is.Empty, "no such endpoint any more: take its line out");
    }

    [Test]
    public async Task FalseKey_OnAnyEndpoint_Is401()
    {
        using var stranger = _app.With("ck_false-key-false-key-false-key-false-key-fal");
        using var basic = _app.CreateClient();
        basic.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "eDp5");
        foreach (var endpoint in Endpoints(_app))
        {
            foreach (var client in (HttpClient[])[stranger, basic])
            {
                using var answer = await Call(client, endpoint);
                await Problems.Expect(answer, 401, "unauthorized");
                Assert.That(answer.Headers.WwwAuthenticate, Is.Not.Empty);
            }
        }
    }

    [Test]
    public async Task EachCaller_ReachesWhatTheMatrixAllows_AndNothingElse()
    {
        foreach (var endpoint in Endpoints(_app).Where(PermissionMatrix.Rows.ContainsKey))
        {
            var row = PermissionMatrix.Rows[endpoint];
            await Expect(_app.Anonymous, endpoint, row.Least <= Least.Holder ? null : [401], "without a key");
            // The least first: whoever comes later may find the thing gone (409, 404), but is never refused for who he is.
            foreach (var role in Roles)
            {
                await Expect(_holders[(role, "fin")], endpoint, Foreign(row, role), $"{role} of another ministry");
            }
            foreach (var role in Roles)
            {
                await Expect(_holders[(role, "ksd")], endpoint, May(row, role, ofAll: false) ? null : [403], $"{role} of the ministry");
            }
            foreach (var role in Roles)
            {
                await Expect(_holders[(role, "")], endpoint, May(row, role, ofAll: true) ? null : [403], $"{role} of all ministries");
            }
        }
    }

    /// <summary>What is not published, asked for by scope: whoever may not have it gets an error, never the public answer instead.</summary>
    [Test]
    public async Task ScopeAll_IsForStaffOfTheMinistryAlone()
    {
        string[] scoped = ["replies", "replies/1", "replies.csv", "replies.jsonl", "replies.csv.meta.json", "campaigns", "rounds/1/report"];
        foreach (var address in scoped.Select(one => $"/api/v1/hearings/{_hearing}/{one}?scope=all"))
        {
            using var anybody = await _app.Anonymous.GetAsync(address);
            Assert.That((int)anybody.StatusCode, Is.EqualTo(401), address);
            foreach (var role in Roles)
            {
                using var foreign = await _holders[(role, "fin")].GetAsync(address);
                Assert.That((int)foreign.StatusCode, Is.EqualTo(404), $"{address} {role}");
                using var own = await _holders[(role, "ksd")].GetAsync(address);
                Assert.That((int)own.StatusCode, Is.EqualTo(address.Contains("report", StringComparison.Ordinal) ? 404 : 200), address);
            }
        }
    }

    private static bool May(PermissionMatrix.Row row, string role, bool ofAll) =>
        row.Least switch
        {
            Least.Everybody or Least.Holder or Least.Analyst => true,
            Least.CaseOfficer => role != "analyst",
            Least.Administrator => role == "administrator",
            _ => role == "administrator" && ofAll,
        };

    /// <summary>A foreign key is told that there is no such thing, or that it may not do this at all.</summary>
    private static int[]? Foreign(PermissionMatrix.Row row, string role) =>
        row.Least <= Least.Holder ? null
        : !May(row, role, ofAll: false) ? [403]
        : row.OfAMinistry ? [404]
        : null;

    /// <summary><paramref name="refusals"/>: one of these is answered; null: anything but a refusal for who is calling.</summary>
    private async Task Expect(HttpClient client, string endpoint, int[]? refusals, string who)
    {
        using var answer = await Call(client, endpoint);
        var status = (int)answer.StatusCode;
        Assert.That(
            status,
            refusals is null ? Is.Not.AnyOf(401, 403, 400, 500) : Is.AnyOf([.. refusals.Cast<object>()]),
            $"{endpoint} {who}"
        );
    }

    private Task<HttpResponseMessage> Call(HttpClient client, string endpoint)
    {
        var (method, pattern) = (
            endpoint[..endpoint.IndexOf(' ', StringComparison.Ordinal)],
            endpoint[(endpoint.IndexOf(' ', StringComparison.Ordinal) + 1)..]
        );
        var address = Parameter()
            .Replace(
                pattern,
                parameter =>
                    parameter.Groups["name"].Value switch
                    {
                        "id" => pattern.StartsWith("/api/v1/keys", StringComparison.Ordinal) ? _key : _hearing,
                        "code" => "ksd",
                        "document" => _document,
                        _ => "1",
                    }
            );
        var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (endpoint.EndsWith("/imports", StringComparison.Ordinal) && method == "POST")
        {
            request.Content = new MultipartFormDataContent
            {
                { new StringContent("{}"), "file", "comments.json" },
                { new StringContent("""{ "format": "regulations.gov" }"""), "mapping" },
            };
        }
        else if (endpoint == "POST /api/v1/hearings/{id}/replies")
        {
            request.Content = JsonContent.Create(Given.Reply());
        }
        else if (method is "POST" or "PUT" or "PATCH")
        {
            request.Content = new StringContent(
                PermissionMatrix.Bodies.GetValueOrDefault(endpoint, "{}"),
                Encoding.UTF8,
                "application/json"
            );
        }
        if (endpoint is "PUT /api/v1/hearings/{id}/replies/{number}" or "DELETE /api/v1/hearings/{id}/replies/{number}")
        {
            request.Headers.Add("Reply-Token", _token);
        }
        return client.SendAsync(request);
    }

    private static IEnumerable<string> Endpoints(TestApp app) =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let pattern = "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "{${name}}")
        where pattern.StartsWith("/api/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]
        select $"{method} {pattern.TrimEnd('/')}";

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
