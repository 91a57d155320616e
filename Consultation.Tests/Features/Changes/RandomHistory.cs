using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Changes;

/// <summary>
/// What ministries, senders, moderators, jobs and time may do, in an order that follows from the random numbers alone. Much of it is
/// refused; nothing may be an error.
/// </summary>
internal sealed class RandomHistory(TestApp app, HttpClient secondPerson, Random random)
{
    private static readonly string[] Publications = ["immediate", "afterDeadline", "reviewed", "afterDeadline"];
    private static readonly string[] Decisions = ["publish", "redact", "withhold", "withhold", "restore"];
    private static readonly string[] Grounds = ["privacy", "spam"];
    private readonly List<string> _hearings = [];
    private readonly List<(string Hearing, int Number, string Token)> _sent = [];

    /// <summary>What was done, for whoever has to find out why it ends otherwise than it should.</summary>
    public List<string> Done { get; } = [];

    public async Task Step()
    {
        var act = random.Next(26);
        if (_hearings.Count == 0 || (act == 0 && _hearings.Count < 4))
        {
            var body = Given.Hearing(Publications[random.Next(Publications.Length)], "input");
            body["lateReplies"] = random.Next(2) == 0 ? "accept" : "reject";
            _hearings.Add(await app.Draft(body));
            Done.Add($"{app.Clock.GetUtcNow():O} draft {_hearings[^1]} {body["publication"]}");
            return;
        }
        var id = _hearings[random.Next(_hearings.Count)];
        using var answer = await Do(act, id, app.Clock.GetUtcNow());
        Done.Add(
            $"{app.Clock.GetUtcNow():O} {act} {answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri} {(int)answer.StatusCode}"
        );
        Assert.That((int)answer.StatusCode, Is.LessThan(500));
    }

    private Task<HttpResponseMessage> Do(int act, string id, DateTimeOffset now) =>
        act switch
        {
            1 => app.AddRound(id, new { opensAt = now.AddHours(random.Next(-20, 20)), closesAt = now.AddHours(random.Next(20, 60)) }),
            2 => app.Publish(id),
            3 or 4 => app.Extend(id, Later(now), random.Next(1, 3)),
            5 or 6 => app.Close(id, new { reason = "Alle har svart." }, random.Next(1, 3)),
            7 => app.Staff.PutAsJsonAsync("/api/v1/ministries/ksd", new { name = $"Departement {random.Next(9)}" }),
            8 => app.Anonymous.GetAsync($"/api/v1/hearings/{id}"),
            9 => Import(id, now.AddHours(random.Next(-40, 40))),
            10 or 11 or 12 when _sent.Count > 0 => Correct(_sent[random.Next(_sent.Count)]),
            13 when _sent.Count > 0 => Withdraw(_sent[random.Next(_sent.Count)]),
            14 or 15 or 16 or 17 or 18 => Decide(id),
            19 => End(id),
            _ => Send(id),
        };

    private object Later(DateTimeOffset now) => new { closesAt = now.AddHours(random.Next(1, 90)), reason = "Flere ba om det." };

    private async Task<HttpResponseMessage> Send(string id)
    {
        var answer = await app.Anonymous.Send(id, Reply());
        if (answer.IsSuccessStatusCode)
        {
            var receipt = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            _sent.Add((id, receipt.Number("number"), receipt.Text("editToken")));
        }
        return answer;
    }

    private Task<HttpResponseMessage> Correct((string Hearing, int Number, string Token) sent) =>
        app.Anonymous.Correct(sent.Hearing, sent.Number, Reply(), sent.Token);

    private Task<HttpResponseMessage> Withdraw((string Hearing, int Number, string Token) sent) =>
        app.Anonymous.Withdraw(sent.Hearing, sent.Number, sent.Token);

    /// <summary>Now and then with what has to be read before it is shown.</summary>
    private JsonObject Reply()
    {
        var reply = Given.Reply($"Svar {random.Next(1000)} fra oss.");
        if (random.Next(5) == 0)
        {
            reply["text"] = "Saken har nummer 01010750160.";
            reply["notANationalId"] = true;
        }
        return reply;
    }

    /// <summary>About any reply there is, as it is now; a withholding may be confirmed by whoever made it, which is refused, or another.</summary>
    private async Task<HttpResponseMessage> Decide(string id)
    {
        var replies = (await app.Staff.GetAsync($"/api/v1/hearings/{id}/replies?scope=all&limit=100").Json(200))["items"]!.AsArray();
        var number = replies.Count == 0 ? 1 : random.Next(replies.Count) + 1;
        using var read = await app.Staff.GetAsync($"/api/v1/hearings/{id}/replies/{number}?scope=all");
        var version = read.IsSuccessStatusCode ? JsonNode.Parse(await read.Content.ReadAsStringAsync())!.Number("version") : 1;
        var person = random.Next(2) == 0 ? app.Staff : secondPerson;
        var ground = Grounds[random.Next(4) / 3];
        return Decisions[random.Next(Decisions.Length)] switch
        {
            "redact" => await person.Decide(id, "redact", number, version, ground, ("text", 0, 4)),
            "withhold" => await person.Decide(id, "withhold", number, version, ground),
            var decision => await person.Decide(id, decision, number, version),
        };
    }

    /// <summary>Rarely, so that most hearings live on.</summary>
    private Task<HttpResponseMessage> End(string id) =>
        random.Next(5) switch
        {
            0 => app.Withdraw(id),
            1 => app.TellOutcome(id),
            2 => app.Conclude(id),
            _ => app.Change(id, new { contact = new { name = $"Saksbehandler {random.Next(9)}" } }),
        };

    /// <summary>One reply with a received date of its own: late or not, it is judged anew when the deadline moves.</summary>
    private async Task<HttpResponseMessage> Import(string id, DateTimeOffset receivedAt)
    {
        var comment = new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["id"] = "C-" + receivedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                ["type"] = "comments",
                ["attributes"] = new JsonObject
                {
                    ["comment"] = "Et svar utenfra.",
                    ["firstName"] = "Kari",
                    ["receiveDate"] = receivedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                },
            },
        };
        using var form = new MultipartFormDataContent
        {
            { new StringContent(comment.ToJsonString()), "file", "comment.json" },
            { new StringContent("{\"format\": \"regulations.gov\"}"), "mapping" },
        };
        return await app.Staff.PostAsync($"/api/v1/hearings/{id}/imports", form);
    }
}
