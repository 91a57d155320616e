using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Consultation.Tests.Support;

namespace Consultation.Tests.Http;

/// <summary>The API's description is true: whatever it answers, it answers as described.</summary>
public sealed class OpenApiTests
{
    private TestApp _app = null!;
    private JsonNode _document = null!;

    [SetUp]
    public async Task Start()
    {
        _app = new TestApp();
        _document = await _app.Anonymous.GetAsync("/openapi/v1.json").Json(200);
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    /// <summary>One hearing's life through every operation, with the problems that callers typically meet on the way.</summary>
    [Test]
    public async Task Answers_OfEveryOperation_AreAsTheDocumentHasThem()
    {
        using var documented = new Documented(_document);
        using var anybody = _app.CreateDefaultClient(documented);
        using var staffDocumented = new Documented(_document);
        using var staff = _app.CreateDefaultClient(staffDocumented);
        staff.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestApp.BootstrapKey);

        await Steps(anybody, staff);

        Assert.That(documented.Faults.Concat(staffDocumented.Faults).Distinct(), Is.Empty);
        var seen = documented.Seen.Union(staffDocumented.Seen).ToArray();
        var operations = Documented.Operations(_document).Select(known => known.Operation["operationId"]!.GetValue<string>()).ToArray();
        Assert.That(operations, Has.Length.GreaterThanOrEqualTo(20).And.Unique);
        Assert.That(operations.Except(seen.Where(one => one.Status < 300).Select(one => one.Operation)), Is.Empty, "each succeeds once");
        var staffs = Documented
            .Operations(_document)
            .Where(known => known.Operation["security"] is not null)
            .Select(known => known.Operation["operationId"]!.GetValue<string>());
        Assert.That(staffs.Except(seen.Where(one => one.Status == 401).Select(one => one.Operation)), Is.Empty, "each refuses a stranger");
        Assert.That(
            seen.Select(one => one.Status).Distinct(),
            Is.SupersetOf((int[])[200, 201, 202, 204, 400, 401, 403, 404, 409, 415, 422])
        );
    }

    private async Task Steps(HttpClient anybody, HttpClient staff)
    {
        foreach (var (path, method, _) in Documented.Operations(_document).Where(known => known.Operation["security"] is not null))
        {
            var address = Regex.Replace(path, @"\{[^}]+\}", "1", RegexOptions.None, TimeSpan.FromSeconds(1));
            await anybody.SendAsync(new HttpRequestMessage(new HttpMethod(method), address)).Json(401);
        }
        await anybody.GetAsync("/health/live").Json(200);
        await anybody.GetAsync("/health/ready").Json(200);
        var hearing = await Open(staff);
        var id = hearing.Text("id");
        await HearingSamples.Change(anybody, staff, hearing);
        await SendReplies(anybody, id);
        await OpenApiReplySteps.SendParts(anybody, staff, hearing);
        await Read(anybody, staff, id);
        await ModerationSteps.Moderate(anybody, staff, id);
        await Import(staff, id);
        await OpenApiCampaigns.Read(_app, anybody, staff, id);
        await Report(anybody, staff, id);
        await HearingSamples.End(anybody, staff, id);
        await Keys(anybody, staff);
    }

    private async Task<JsonNode> Open(HttpClient staff)
    {
        const string hearings = "/api/v1/hearings";
        var ministry = new { name = "Kommunal- og distriktsdepartementet" };
        await staff.PutAsJsonAsync("/api/v1/ministries/ksd", ministry).Json(200);
        await staff.PutAsJsonAsync("/api/v1/ministries/ksd", new { name = "" }).Json(422);
        await staff.PostAsync(hearings, Text("{")).Json(400);
        await staff.PostAsync(hearings, Text("{}")).Json(400);
        await staff.PostAsync(hearings, Text("{}", "text/plain")).Json(415);
        var invalid = Given.Hearing();
        invalid["title"] = "";
        await staff.PostAsJsonAsync(hearings, invalid).Json(422);
        var body = Given.Hearing();
        body["caseNumber"] = "26/1234";
        body["subjects"] = new JsonArray("environment");
        body["translations"] = new JsonObject
        {
            ["se"] = new JsonObject { ["title"] = "Evttohus", ["summary"] = "Oanehaččat" },
        };
        body["contact"] = new JsonObject { ["name"] = "Postmottak", ["phones"] = new JsonArray(1, 2) };
        var hearing = await staff.PostAsJsonAsync(hearings, body).Json(201);
        var own = $"{hearings}/{hearing.Text("id")}";
        await staff.PostAsync($"{own}/publish", null).Json(409);
        await staff.PostAsJsonAsync($"{own}/rounds", new { opensAt = _app.Clock.GetUtcNow(), closesOn = "2026-03-13" }).Json(422);
        var round = new
        {
            opensAt = _app.Clock.GetUtcNow(),
            closesOn = "2026-03-13",
            timeZone = "Europe/Oslo",
            lateReplies = "reject",
            shortDeadlineReason = "Saken haster.",
        };
        await staff.PostAsJsonAsync($"{own}/rounds", round).Json(201);
        await staff.PostAsync($"{own}/publish", null).Json(200);
        await staff.PostAsync($"{hearings}/1/publish", null).Json(404);
        var later = new { closesOn = "2026-03-20", reason = "Flere har bedt om det." };
        await staff.PostAsJsonAsync($"{own}/rounds/1/extend", later).Json(200);
        await staff.PostAsJsonAsync($"{own}/rounds/1/extend", later).Json(422);
        return hearing;
    }

    private static async Task SendReplies(HttpClient anybody, string id)
    {
        var reply = Given.Reply();
        reply["language"] = "nb";
        reply["notANationalId"] = false;
        await anybody.Send(id, reply, key: "en-nøkkel-1").Json(201);
        await anybody.Send(id, Given.Reply("Noe annet"), key: "en-nøkkel-1").Json(422);
        var without = Given.Reply("", "Kartverket", "organisation");
        without["position"] = "withoutRemarks";
        without["sender"]!["organisationNumber"] = "971 040 238";
        without["sender"]!["email"] = "post@example.org";
        without["sender"]!["onBehalfOf"] = "Staten";
        without["sender"]!["anonymous"] = false;
        await anybody.Send(id, without).Json(201);
        await anybody.Send(id, Given.Reply("")).Json(422);
        await anybody.Send("1", Given.Reply()).Json(404);
        await anybody.PostAsync($"/api/v1/hearings/{id}/replies", Text("{\"position\": 1}")).Json(400);
    }

    private static async Task Read(HttpClient anybody, HttpClient staff, string id)
    {
        foreach (var reader in (HttpClient[])[anybody, staff])
        {
            await HearingSamples.Read(reader, id);
            await reader.GetAsync($"/api/v1/hearings/{id}/replies?limit=1").Json(200);
            await reader.GetAsync($"/api/v1/hearings/{id}/replies?cursor=x").Json(422);
            await reader.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200);
            await reader.GetAsync($"/api/v1/hearings/{id}/replies/99").Json(404);
            (await reader.GetAsync($"/api/v1/hearings/{id}/replies.csv")).EnsureSuccessStatusCode();
            (await reader.GetAsync($"/api/v1/hearings/{id}/replies.jsonl")).EnsureSuccessStatusCode();
            await reader.GetAsync($"/api/v1/hearings/{id}/replies.csv.meta.json?round=1").Json(200);
            await reader.GetAsync($"/api/v1/hearings/{id}/replies.jsonl.meta.json").Json(200);
            await reader.GetAsync("/api/v1/hearings/1/replies.csv").Json(404);
        }
        await staff.GetAsync($"/api/v1/hearings/{id}/replies?scope=all&publication=published").Json(200);
        await staff.GetAsync($"/api/v1/hearings/{id}/replies/1?scope=all").Json(200);
        await anybody.GetAsync($"/api/v1/hearings/{id}/replies?scope=all").Json(401);
        await anybody.GetAsync($"/api/v1/hearings/{id}/replies.csv?scope=all").Json(401);
        var receipt = await anybody.Send(id, Given.Reply("Et tredje svar.")).Json(201);
        await anybody.GetAsync($"/api/v1/receipts/{receipt.Text("reference")}").Json(200);
        await anybody.GetAsync("/api/v1/receipts/nonsense").Json(404);
    }

    private async Task Import(HttpClient staff, string id)
    {
        var imports = $"/api/v1/hearings/{id}/imports";
        var mapping = new StringContent("{\"format\": \"regulations.gov\", \"channel\": \"import\"}");
        using var form = new MultipartFormDataContent { { new StringContent("{}"), "file", "comments.json" }, { mapping, "mapping" } };
        var started = await staff.PostAsync(imports, form).Json(202);
        using var other = new MultipartFormDataContent
        {
            { new StringContent("{}"), "file", "comments.json" },
            { new StringContent("{\"format\": \"nonsense\"}"), "mapping" },
        };
        await staff.PostAsync(imports, other).Json(422);
        await staff.PostAsync(imports, Text("{}")).Json(415);
        await _app.DoDueWork();
        var done = await staff.GetAsync($"{imports}/{started.Text("id")}").Json(200);
        Assert.That(done["errors"]!.AsArray(), Has.Count.EqualTo(1), "a row that is no comment is told of, so that its shape is seen");
        await staff.GetAsync($"{imports}/1").Json(404);
    }

    private async Task Report(HttpClient anybody, HttpClient staff, string id)
    {
        var report = $"/api/v1/hearings/{id}/rounds/1/report";
        await anybody.GetAsync(report).Json(404);
        await staff.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds/1/close", new { reason = "Alle har svart." }).Json(200);
        await staff.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds/1/close", new { reason = "Alle har svart." }).Json(409);
        await anybody.Send(id, Given.Reply("For sent.")).Json(409);
        await staff.PostAsync(report, null).Json(202);
        await _app.DoDueWork();
        await staff.GetAsync(report + "?scope=all").Json(200);
        await staff.PostAsync(report + "/publish", null).Json(200);
        await anybody.GetAsync(report).Json(200);
        (await anybody.GetAsync(report + ".html?lang=en")).EnsureSuccessStatusCode();
        (await anybody.GetAsync(report + ".csv")).EnsureSuccessStatusCode();
        await staff.GetAsync(report + "/compilations").Json(200);
        await anybody.GetAsync($"/api/v1/hearings/{id}").Json(200);
    }

    private static async Task Keys(HttpClient anybody, HttpClient staff)
    {
        var key = await staff
            .PostAsJsonAsync(
                "/api/v1/keys",
                new
                {
                    name = "Leser",
                    role = "analyst",
                    ministry = "ksd",
                }
            )
            .Json(201);
        await staff.PostAsJsonAsync("/api/v1/keys", new { name = "", role = "analyst" }).Json(422);
        var reading = new HttpRequestMessage(HttpMethod.Post, "/api/v1/keys")
        {
            Content = JsonContent.Create(new { name = "Ny", role = "analyst" }),
        };
        reading.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Text("key"));
        await anybody.SendAsync(reading).Json(403);
        await staff.DeleteAsync($"/api/v1/keys/{key.Text("id")}").Json(204);
        await staff.DeleteAsync($"/api/v1/keys/{key.Text("id")}").Json(404);
        var revoked = new HttpRequestMessage(HttpMethod.Get, "/api/v1/hearings");
        revoked.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Text("key"));
        await anybody.SendAsync(revoked).Json(401);
    }

    [Test]
    public void Document_IsOpenApi31_AndNamesEachSchemaOnce()
    {
        Assert.That(_document.Text("openapi"), Does.StartWith("3.1."));
        var schemas = _document["components"]!["schemas"]!.AsObject().Select(schema => schema.Key).ToArray();
        Assert.That(
            schemas,
            Has.None.EqualTo("Command").And.None.EqualTo("Result").And.None.Match("\\d$"),
            "one use case's is not another's"
        );
    }

    [Test]
    public void Document_EveryReference_LeadsSomewhere()
    {
        var schema = new JsonSchema(_document);
        var references = Regex.Matches(_document.ToJsonString(), "\"\\$ref\":\"([^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(5));
        Assert.That(references, Is.Not.Empty);
        foreach (Match reference in references)
        {
            Assert.That(schema.Resolve(reference.Groups[1].Value), Is.Not.Null);
        }
    }

    private static StringContent Text(string body, string type = "application/json") => new(body, Encoding.UTF8, type);
}
