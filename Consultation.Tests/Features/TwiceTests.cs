using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Features.Following;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Support;
using Consultation.Tests.Web;

namespace Consultation.Tests.Features;

/// <summary>
/// A client, or a person who presses twice, that sends everything twice: one after the other, and both at once. Nothing is doubled, and the
/// second is told the same or why not.
/// </summary>
public sealed partial class TwiceTests
{
    private const string Word = "Boka";
    private PostOffice _office = null!;
    private TestApp _app = null!;
    private bool _atOnce;
    private string _hearing = "";

    [SetUp]
    public void Open()
    {
        _office = PostOffice.Open();
        _app = Mailing.AppWith(_office.Port, ("SecondStep", "Nobody"));
    }

    [TearDown]
    public async Task Close()
    {
        await _app.DisposeAsync();
        await _office.DisposeAsync();
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Hearing_ByTheApi(bool atOnce)
    {
        _atOnce = atOnce;
        _hearing = await _app.Draft();
        var h = $"/hearings/{_hearing}";
        await Once(409, () => Json(HttpMethod.Post, h + "/rounds", new { opensAt = "2026-03-02T11:00:00Z", closesOn = "2026-05-29" }));
        await Once(409, () => Json(HttpMethod.Post, h + "/publish"));
        await Holds(1, "select count(*) from PublicChange");
        await Once(422, () => Json(HttpMethod.Post, h + "/rounds/1/extend", new { closesOn = "2026-06-30", reason = "Flere ba om det." }));
        await Holds(1, "select count(*) from DeadlineChange");
        var document = (await _app.Hearing(_hearing))["documents"]![0]!.Text("id");
        var correction = new { markdown = "# Innledning\n\nNoe nytt.", notice = "Et ord var galt." };
        await Both([200, 409], () => Json(HttpMethod.Put, $"{h}/documents/{document}", correction));
        await Holds(2, "select Version from Document");
        await Same(() => Json(HttpMethod.Put, "/ministries/ksd", new { name = "KSD", leastDays = 42 }));
        var file = await _app.Token();
        await Once(422, () => Json(HttpMethod.Post, h + "/annexes", new { attachment = file, title = "Vedlegg" }));
        await Holds(1, "select count(*) from Annex");
        await Once(409, () => Json(HttpMethod.Post, h + "/rounds/1/close", new { reason = "Saken haster." }));
        await Holds(2, "select count(*) from DeadlineChange");
        _app.Clock.Advance(TimeSpan.FromMinutes(2));
        await _app.DoDueWork();
        await Holds(1, "select count(*) from Report");
        await Same(() => Json(HttpMethod.Post, h + "/rounds/1/report"));
        await _app.DoDueWork();
        await Holds(2, "select count(*) from Report");
        await Same(() => Json(HttpMethod.Post, h + "/rounds/1/report/publish"));
        await Same(() =>
            Json(HttpMethod.Post, h + "/outcome", new { markdown = "Loven er vedtatt.", links = new[] { "https://example.no/lov" } })
        );
        await Holds(1, "select count(*) from Outcome");
        await Once(409, () => Json(HttpMethod.Post, h + "/conclude"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Replies_AndWhatStaffDoWithThem_ByTheApi(bool atOnce)
    {
        _atOnce = atOnce;
        _hearing = await _app.OpenHearing();
        var replies = $"/hearings/{_hearing}/replies";
        var reply = Given.Reply($"{Word} er min.");
        reply["sender"]!["email"] = Mailing.Recipient;
        var receipt = await Same(() => Json(HttpMethod.Post, replies, reply, "Idempotency-Key", "one"), _app.Anonymous);
        var other = await Same(() => Json(HttpMethod.Post, replies, Given.Reply("To."), "Idempotency-Key", "two"), _app.Anonymous);
        await Holds(2, "select count(*) from Reply");
        var corrected = Given.Reply($"{Word} er hans.");
        corrected["sender"]!["email"] = Mailing.Recipient;
        await Same(() => Json(HttpMethod.Put, replies + "/1", corrected, "Reply-Token", receipt.Token()), _app.Anonymous);
        await Holds(2, "select LatestVersion from Reply where Number = 1");
        await Same(() => Json(HttpMethod.Delete, replies + "/2", null, "Reply-Token", other.Token()), _app.Anonymous);
        await Same(() =>
            Json(HttpMethod.Put, replies + "/1/ministry-answer", new { markdown = "Takk for svaret.", answeredBy = "Kari Moe" })
        );
        await Holds(1, "select count(*) from MinistryAnswer where CorrectedAt is null");
        var entry = new
        {
            caseNumber = "26/123",
            documentNumber = 4,
            at = "2026-03-02T10:00:00Z",
        };
        await Same(() => Json(HttpMethod.Put, replies + "/1/journal", entry));
        var redaction = new JsonObject
        {
            ["decision"] = "redact",
            ["version"] = 2,
            ["ground"] = "privacy",
            ["redactions"] = new JsonArray(
                new JsonObject
                {
                    ["field"] = "text",
                    ["start"] = 0,
                    ["length"] = Word.Length,
                }
            ),
        };
        await Same(() => Json(HttpMethod.Post, replies + "/1/moderation", redaction));
        await Holds(1, "select count(*) from ModerationDecision");
        var withhold = new
        {
            decision = "withhold",
            version = 2,
            ground = "privacy",
        };
        await Both([200, 403, 409, 422], () => Json(HttpMethod.Post, replies + "/1/moderation", withhold));
        await Holds(2, "select count(*) from ModerationDecision");
        await Holds(0, "select count(*) from ModerationDecision where ConfirmedAt is not null");
        await Holds(0, "select count(*) from (select Kind, About from Mail group by Kind, About having count(*) > 1) doubled");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Forms_OfCitizens(bool atOnce)
    {
        _atOnce = atOnce;
        _hearing = await _app.OpenHearing();
        var address = await _app.AddressOf(_hearing);
        await Form(address + "/follow", [200], ("epost", Mailing.Recipient));
        await Holds(1, "select count(*) from Follower");
        await Holds(1, "select count(*) from Mail");
        await _app.DoDueWork();
        var confirm = _office.Next().Link("/follow/");
        await Form(confirm, [200, 303, 302]);
        await Holds(1, "select count(*) from Follower where ConfirmedAt is not null");
        await _app.Anonymous.Send(_hearing, Given.Reply()).Json(201);
        const string key = "0123456789abcdef0123456789abcdef";
        await Form(address + "/replies/1/flag", [200, 303], ("innsending", key), ("hva", "Other"), ("tekst", "Se her."));
        await Holds(1, "select count(*) from ReplyFlag");
        await Form(
            address + "/send",
            [200, 303],
            ("innsending", key),
            ("hvem", "person"),
            ("navn", "Åse Ødegård"),
            ("epost", "aase@example.com"),
            ("svartype", "med"),
            ("tekst", "Jeg bor ved kaia."),
            ("vilkar", "on")
        );
        await Holds(2, "select count(*) from Reply");
    }

    /// <summary>Both are told the same, to the letter.</summary>
    private async Task<JsonNode> Same(Func<HttpRequestMessage> make, HttpClient? client = null)
    {
        var both = await Both([200, 201, 202, 204], make, client);
        Assert.That(both[0].Body, Is.EqualTo(both[1].Body));
        return both[0].Body.StartsWith('{') ? JsonNode.Parse(both[0].Body)! : new JsonObject();
    }

    /// <summary>One is done, the other is told why not.</summary>
    private async Task Once(int refusal, Func<HttpRequestMessage> make)
    {
        var both = await Both([200, 201, refusal], make);
        Assert.That(both.Count(one => one.Status < 300), Is.EqualTo(1));
    }

    private async Task<(int Status, string Body)[]> Both(int[] statuses, Func<HttpRequestMessage> make, HttpClient? client = null)
    {
        var both = _atOnce ? await Task.WhenAll(Task.Run(Ask), Task.Run(Ask)) : [await Ask(), await Ask()];
        Assert.That(both.Where(one => !statuses.Contains(one.Status)), Is.Empty);
        Assert.That(both.Select(one => one.Status), Has.Some.LessThan(400), string.Join("\n\n", both));
        return both;

        async Task<(int Status, string Body)> Ask()
        {
            using var request = make();
            using var answer = await (client ?? _app.Staff).SendAsync(request);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    private async Task Form(string address, int[] statuses, params (string Name, string Value)[] fields) =>
        await Both(
            statuses,
            () =>
            {
                var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
                var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
                request.Headers.Add("Sec-Fetch-Site", "same-origin");
                return request;
            },
            _app.Anonymous
        );

    private static HttpRequestMessage Json(HttpMethod method, string address, object? body = null, string? header = null, string value = "")
    {
        var request = new HttpRequestMessage(method, "/api/v1" + address) { Content = body is null ? null : JsonContent.Create(body) };
        if (header is not null)
        {
            request.Headers.Add(header, value);
        }
        return request;
    }

    private async Task Holds(long expected, string sql) =>
        Assert.That(await _app.Database.Read(db => db.First<long>(sql)), Is.EqualTo(expected), sql);
}
