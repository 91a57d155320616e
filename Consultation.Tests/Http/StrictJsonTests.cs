using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Consultation.Tests.Support;

namespace Consultation.Tests.Http;

/// <summary>What is nearly right is refused: a caller learns of it at once and not by what it did.</summary>
public sealed class StrictJsonTests
{
    private TestApp _app = null!;
    private string _hearing = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = new TestApp();
        _hearing = await _app.OpenHearing();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [TestCase("\"kind\":\"ordinary\"", "\"kind\":0", "kind", Description = "an enum by number")]
    [TestCase("\"kind\":\"ordinary\"", "\"kind\":\"0\"", "kind", Description = "an enum by number in a string")]
    [TestCase("\"kind\":\"ordinary\"", "\"kind\":\"common\"", "kind")]
    [TestCase("\"title\":\"Forslag", "\"title\":null,\"x\":\"", "title", Description = "null where there must be something")]
    [TestCase("\"documents\":[", "\"documents\":null,\"x\":[", "documents")]
    [TestCase("\"title\":\"Forslag", "\"title\":7,\"x\":\"", "title", Description = "a number where there must be text")]
    [TestCase("\"language\":\"nb\"", "\"language\":\"nb\",\"allowAnonymous\":\"true\"", "allowAnonymous")]
    [TestCase("\"language\":\"nb\"", "\"language\":\"nb\",\"language\":\"nn\"", "language", Description = "the same twice")]
    [TestCase("\"language\":\"nb\"", "\"language\":\"nb\",\"Language\":\"nn\"", "language", Description = "twice, in other letters")]
    public async Task Hearing_NearlyRight_Is400AndNamesTheField(string was, string becomes, string field)
    {
        var body = Given.Hearing().ToJsonString();
        Assert.That(body, Does.Contain(was));
        await Refused("/api/v1/hearings", body.Replace(was, becomes, StringComparison.Ordinal), field);
    }

    [TestCase("\"2026-03-02T11:00:00\"", Description = "an instant without its zone")]
    [TestCase("\"2026-03-02\"")]
    [TestCase("1772449200")]
    [TestCase("\"2026-03-02T25:00:00Z\"")]
    [TestCase("\"2026-02-30T11:00:00Z\"")]
    public async Task Round_InstantThatIsNone_Is400(string opensAt) =>
        await Refused($"/api/v1/hearings/{_hearing}/rounds", $$"""{"opensAt": {{opensAt}}, "closesOn": "2026-09-01"}""", "opensAt");

    [TestCase("\"2026-9-1\"")]
    [TestCase("\"2026-09-01T00:00:00Z\"")]
    [TestCase("20260901")]
    public async Task Round_DayThatIsNone_Is400(string closesOn) =>
        await Refused(
            $"/api/v1/hearings/{_hearing}/rounds",
            $$"""{"opensAt": "2026-08-01T00:00:00Z", "closesOn": {{closesOn}}}""",
            "closesOn"
        );

    [TestCase("{\"format\": \"regulations.gov\", \"round\": \"1\"}", Description = "a number in a string")]
    [TestCase("{\"format\": \"regulations.gov\", \"round\": 1.5}")]
    [TestCase("{\"format\": 1}")]
    [TestCase("{")]
    [TestCase("null")]
    public async Task Mapping_NearlyRight_Is400(string mapping)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("{}"), "file", "comments.json" },
            { new StringContent(mapping), "mapping" },
        };
        await Problems.Expect(await _app.Staff.PostAsync($"/api/v1/hearings/{_hearing}/imports", form), 400, "request.malformed");
    }

    [Test]
    public void Id_OtherThanDigitsInAString_CannotBeRead()
    {
        var options = Consultation.Api.Http.Json.Options;
        Assert.That(JsonSerializer.Deserialize<long>("\"123\"", options), Is.EqualTo(123));
        foreach (var wrong in (string[])["123", "\"-1\"", "\"1.0\"", "\" 1\"", "\"\"", "\"99999999999999999999\"", "null"])
        {
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<long>(wrong, options), wrong);
        }
    }

    [Test]
    public async Task Answers_HaveIdsAsStrings_AndInstantsInUtcWithZ()
    {
        var hearing = await _app.Anonymous.GetAsync($"/api/v1/hearings/{_hearing}").Json(200);
        Assert.That(hearing["id"]!.GetValueKind(), Is.EqualTo(JsonValueKind.String));
        Assert.That(hearing["documents"]![0]!["paragraphs"]![0]!["id"]!.GetValueKind(), Is.EqualTo(JsonValueKind.String));
        Assert.That(hearing["rounds"]![0]!.Text("opensAt"), Is.EqualTo("2026-03-02T11:00:00Z"));
        Assert.That(hearing["rounds"]![0]!.Text("closesAt"), Is.EqualTo("2026-05-29T22:00:00Z"), "summer time in Oslo");
    }

    [Test]
    public async Task Instant_WithOffset_IsTheSameInstant()
    {
        var sent = new { opensAt = "2027-01-01T01:30:00+01:00", closesAt = "2027-06-01T00:00:00.123456Z" };
        var round = await _app.Staff.PostAsJsonAsync($"/api/v1/hearings/{_hearing}/rounds", sent).Json(201);
        Assert.That((round.Text("opensAt"), round.Text("closesAt")), Is.EqualTo(("2027-01-01T00:30:00Z", "2027-06-01T00:00:00.123Z")));
    }

    [Test]
    public async Task NorwegianLetters_InJsonAndHtml_StandAsTheyAre()
    {
        const string text = "Ærlig talt: støy på kaia – «nei», sier Çelik";
        await _app.Anonymous.Send(_hearing, Given.Reply(text)).Json(201);
        var json = await _app.Anonymous.GetStringAsync($"/api/v1/hearings/{_hearing}/replies?limit=100");
        Assert.That(json, Does.Contain(text).And.Contain("Åse Ødegård"));
        var slug = (await _app.Anonymous.GetAsync($"/api/v1/hearings/{_hearing}").Json(200)).Text("slug");
        var html = await _app.Anonymous.GetStringAsync($"/hearings/{_hearing}/{slug}/replies");
        Assert.That(html, Does.Contain(text).And.Contain("Åse Ødegård"));
        Assert.That(Regex.Count(html, "&#x", RegexOptions.None, TimeSpan.FromSeconds(1)), Is.Zero);
    }

    private async Task Refused(string address, string body, string field)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var problem = await Problems.Expect(await _app.Staff.PostAsync(address, content), 400, "request.malformed");
        Assert.That(problem["errors"]?.AsObject().Select(error => error.Key), Is.EqualTo((string[])[field]), problem.ToJsonString());
    }
}
