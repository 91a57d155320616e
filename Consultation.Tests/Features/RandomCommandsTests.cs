using System.Globalization;
using System.Net.Http.Json;
using Consultation.Api.Data;
using Consultation.Api.Features.Housekeeping;
using Consultation.Api.Features.Replies;
using Consultation.Domain;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Consultation.Tests.Features;

/// <summary>
/// Random sequences of what ministries, senders, jobs and time can do to a hearing, against a model of the rules that knows nothing
/// of the database: every answer is the one the rules foresee, no sequence reaches a forbidden state, and the counters always equal
/// a recount.
/// </summary>
public sealed class RandomCommandsTests
{
    private enum Act
    {
        AddRound,
        Publish,
        Send,
        SendEmpty,
        SendAgain,
        Extend,
        Close,
        Wait,
        WaitLong,
        DoJobs,
        CompileReport,
        Correct,
        Withdraw,
        Decide,
        DecideAgain,
    }

    private static readonly string[] Decisions = ["publish", "redact", "withhold", "restore"];

    [FsCheck.NUnit.Property(MaxTest = 15, QuietOnSuccess = true)]
    public Property AnySequence_KeepsTheRules()
    {
        // Not the generator's own numbers: in a list these stay so small that the later acts would never come.
        var steps = Gen.Choose(0, 99_999).ListOf().Where(list => list.Count > 0);
        return Prop.ForAll(steps.ToArbitrary(), list => Run([.. list]).GetAwaiter().GetResult());
    }

    private static async Task<bool> Run(int[] steps)
    {
        await using var app = new TestApp();
        var rule = (PublicationRule)(steps[0] % 4);
        var late = (LateReplies)(steps[0] / 4 % 2);
        var body = Given.Hearing(Name(rule), "input");
        body["lateReplies"] = Name(late);
        var id = (await app.Staff.PostAsJsonAsync("/api/v1/hearings", body).Json(201)).Text("id");
        var model = new HearingModel(rule, late);
        var tokens = new List<string>();
        var acts = Enum.GetValues<Act>().Length;
        HttpClient[] people = [app.Staff, await app.Holder("administrator")];
        foreach (var step in steps)
        {
            await Do((Act)(step % acts), step / acts % 97, app, id, model, tokens, people);
            await Check(app, id, model);
        }
        return true;
    }

    private static async Task Do(Act act, int size, TestApp app, string id, HearingModel model, List<string> tokens, HttpClient[] people)
    {
        var now = app.Clock.GetUtcNow();
        switch (act)
        {
            case Act.AddRound:
                var round = (Opens: now.AddHours(size - 20), Closes: now.AddHours(size + 10));
                var addition = new { opensAt = round.Opens, closesAt = round.Closes };
                await Expect(app.Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds", addition), model.AddRound(round));
                break;
            case Act.Publish:
                await Expect(app.Staff.PostAsync($"/api/v1/hearings/{id}/publish", null), model.Publish(now));
                break;
            case Act.Send:
                var key = $"key-{model.Replies.Count}";
                var receipt = await app.Anonymous.Send(id, Given.Reply(), key).Json(model.Send(now));
                if (model.Replies.Count > tokens.Count)
                {
                    tokens.Add(receipt.Text("editToken"));
                }
                break;
            case Act.Correct when tokens.Count > 0:
                var corrected = Given.Reply("Rettet.", $"Åse {model.Asked++}");
                corrected["position"] = size % 2 == 0 ? "withRemarks" : "withoutRemarks";
                var number = size % tokens.Count;
                await Expect(app.Anonymous.Correct(id, number + 1, corrected, tokens[number]), model.Correct(now, number, size % 2 == 0));
                break;
            case Act.Withdraw when tokens.Count > 0:
                var gone = size % tokens.Count;
                await Expect(app.Anonymous.Withdraw(id, gone + 1, tokens[gone]), model.Withdraw(now, gone));
                break;
            case Act.Decide or Act.DecideAgain when model.Replies.Count > 0:
                var (person, decision) = (size % 2, Decisions[size / 2 % 4]);
                var about = act == Act.Decide ? model.Replies.Count - 1 : 0;
                var stale = model.Asked++ % 5 == 4;
                var version = model.Replies[about].Version + (stale ? 1 : 0);
                var status = stale ? 409 : model.Decide(about, decision, person);
                await Expect(Decide(people[person], id, about + 1, decision, version), status);
                break;
            case Act.SendEmpty:
                await Expect(app.Anonymous.Send(id, Given.Reply("  ")), 422);
                break;
            case Act.SendAgain when model.Replies.Count > 0:
                var again = await app.Anonymous.Send(id, Given.Reply(), $"key-{size % model.Replies.Count}").Json(201);
                Assert.That(again.Number("number"), Is.EqualTo((size % model.Replies.Count) + 1));
                break;
            case Act.Extend:
                var later = new { closesAt = now.AddHours(size - 5), reason = "Flere ba om mer tid." };
                await Expect(app.Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds/1/extend", later), model.Extend(now, later.closesAt));
                break;
            case Act.Close:
                await Expect(
                    app.Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds/1/close", new { reason = "Feil." }),
                    model.Close(now)
                );
                break;
            case Act.Wait:
                app.Clock.Advance(TimeSpan.FromMinutes(size));
                break;
            case Act.WaitLong:
                app.Clock.Advance(TimeSpan.FromHours(size));
                break;
            case Act.DoJobs:
                await app.DoDueWork();
                break;
            case Act.CompileReport:
                await Expect(app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report", null), model.Rounds.Count > 0 ? 202 : 404);
                break;
        }
    }

    private static Task<HttpResponseMessage> Decide(HttpClient person, string id, int number, string decision, int version) =>
        decision switch
        {
            "redact" => person.Decide(id, decision, number, version, "copyright", ("sender.name", 0, 3)),
            "withhold" => person.Decide(id, decision, number, version, "spam"),
            _ => person.Decide(id, decision, number, version),
        };

    private static async Task Check(TestApp app, string id, HearingModel model)
    {
        var now = app.Clock.GetUtcNow();
        var stored = await app.Database.Read(Counters.Stored);
        var counted = await app.Database.Read(Counters.Counted);
        Assert.That(stored, Is.EqualTo(counted), "counters equal a recount");
        Assert.That(await app.Database.Read(RecountFilters.Found), Is.Empty, "so do those that the list is narrowed by");
        var hearing = await app.Staff.GetAsync($"/api/v1/hearings/{id}").Json(200);
        var counts = hearing["counts"]!;
        string[] states = ["inReview", "awaitingDeadline", "published", "publishedRedacted", "withheld", "withdrawn"];
        Assert.Multiple(() =>
        {
            Assert.That(hearing.Text("status"), Is.EqualTo(model.Status(now)));
            Assert.That(counts.Number("received"), Is.EqualTo(model.Replies.Count));
            Assert.That(
                states.Select(counts.Number),
                Is.EqualTo(states.Select(state => model.Replies.Count(reply => model.Shown(reply, now) == state)))
            );
            Assert.That(counts.Number("late"), Is.EqualTo(model.Replies.Count(reply => reply.Late)));
            Assert.That(counts.Number("withRemarks"), Is.EqualTo(model.Replies.Count(reply => reply.WithRemarks)));
        });
        if (model.Published)
        {
            // In process: what is kept for the public may be a second old in a storm, and here the clock stands still.
            var listed = await app.SendAsAnybody(
                new ListReplies.Query { HearingId = long.Parse(id, CultureInfo.InvariantCulture), Limit = 100 }
            );
            var expected = model
                .Replies.Select((reply, at) => (Number: at + 1, Shown: model.Shown(reply, now)))
                .Where(one => one.Shown.StartsWith("published", StringComparison.Ordinal))
                .Select(one => (one.Number, one.Shown, IsMarked: one.Shown == "publishedRedacted"));
            Assert.That(
                listed.Items.Select(item => (item.Number, Name(item.Publication), item.Sender.Name!.Contains(Redaction.Mark))),
                Is.EqualTo(expected.Reverse().Take(100))
            );
        }
    }

    private static async Task Expect(Task<HttpResponseMessage> sending, int status)
    {
        using var response = await sending;
        Assert.That((int)response.StatusCode, Is.EqualTo(status), await response.Content.ReadAsStringAsync());
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.Code();
}
