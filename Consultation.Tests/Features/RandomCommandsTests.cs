using System.Globalization;
using System.Net.Http.Json;
using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Domain;
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
    }

    [FsCheck.NUnit.Property(MaxTest = 30, QuietOnSuccess = true)]
    public Property AnySequence_KeepsTheRules()
    {
        var steps = Gen.ListOf(ArbMap.Default.GeneratorFor<int>().Select(Math.Abs)).Where(list => list.Count > 0);
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
        var model = new Model(rule, late);
        foreach (var step in steps)
        {
            await Do((Act)(step % Enum.GetValues<Act>().Length), step / 11 % 97, app, id, model);
            await Check(app, id, model);
        }
        return true;
    }

    private static async Task Do(Act act, int size, TestApp app, string id, Model model)
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
                await Expect(app.Anonymous.Send(id, Given.Reply(), $"key-{model.Replies.Count}"), model.Send(now));
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

    private static async Task Check(TestApp app, string id, Model model)
    {
        var now = app.Clock.GetUtcNow();
        var stored = await app.Database.Read(Counters.Stored);
        var counted = await app.Database.Read(Counters.Counted);
        Assert.That(stored, Is.EqualTo(counted), "counters equal a recount");
        var hearing = await app.Staff.GetAsync($"/api/v1/hearings/{id}").Json(200);
        var counts = hearing["counts"]!;
        var published = model.Replies.Count(reply => model.IsPublic(reply, now));
        Assert.Multiple(() =>
        {
            Assert.That(hearing.Text("status"), Is.EqualTo(model.Status(now)));
            Assert.That(counts.Number("received"), Is.EqualTo(model.Replies.Count));
            Assert.That(counts.Number("published"), Is.EqualTo(published));
            Assert.That(counts.Number("late"), Is.EqualTo(model.Replies.Count(reply => reply.At >= model.Rounds[reply.Round].Closes)));
        });
        if (model.Published)
        {
            // In process: what is kept for the public may be a second old in a storm, and here the clock stands still.
            var listed = await app.SendAsAnybody(
                new ListReplies.Query { HearingId = long.Parse(id, CultureInfo.InvariantCulture), Limit = 100 }
            );
            Assert.That(listed.Items, Has.Count.EqualTo(Math.Min(100, published)));
        }
    }

    private static async Task Expect(Task<HttpResponseMessage> sending, int status)
    {
        using var response = await sending;
        Assert.That((int)response.StatusCode, Is.EqualTo(status), await response.Content.ReadAsStringAsync());
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.Code();

    /// <summary>The rules as a citizen would say them, in plain code.</summary>
    private sealed class Model(PublicationRule rule, LateReplies late)
    {
        public List<(DateTimeOffset Opens, DateTimeOffset Closes)> Rounds { get; } = [];
        public List<(DateTimeOffset At, int Round)> Replies { get; } = [];
        public bool Published { get; private set; }

        public int AddRound((DateTimeOffset Opens, DateTimeOffset Closes) round)
        {
            if (Rounds.Any(other => round.Opens < other.Closes && other.Opens < round.Closes))
            {
                return 409;
            }
            Rounds.Add(round);
            return 201;
        }

        public int Publish(DateTimeOffset now)
        {
            if (Published || Rounds.Count == 0)
            {
                return 409;
            }
            if (Rounds.Any(round => round.Closes <= now))
            {
                return 422;
            }
            Published = true;
            return 200;
        }

        public int Send(DateTimeOffset now)
        {
            if (!Published)
            {
                return 404;
            }
            var open = Rounds.FindIndex(round => round.Opens <= now && now < round.Closes);
            var closed = Rounds.FindIndex(round => round.Closes == Rounds.Where(r => r.Closes <= now).Max(r => (DateTimeOffset?)r.Closes));
            if (open < 0 && (closed < 0 || late == LateReplies.Reject))
            {
                return 409;
            }
            Replies.Add((now, open >= 0 ? open : closed));
            return 201;
        }

        public int Extend(DateTimeOffset now, DateTimeOffset closes)
        {
            if (Rounds.Count == 0)
            {
                return 404;
            }
            if (closes <= Rounds[0].Closes || closes <= now)
            {
                return 422;
            }
            if (Rounds.Skip(1).Any(other => Rounds[0].Opens < other.Closes && other.Opens < closes))
            {
                return 409;
            }
            Rounds[0] = (Rounds[0].Opens, closes);
            return 200;
        }

        public int Close(DateTimeOffset now)
        {
            if (Rounds.Count == 0)
            {
                return 404;
            }
            if (!Published || now < Rounds[0].Opens || Rounds[0].Closes <= now)
            {
                return 409;
            }
            Rounds[0] = (Rounds[0].Opens, now);
            return 200;
        }

        public string Status(DateTimeOffset now) =>
            !Published ? "draft"
            : Rounds.Any(round => round.Opens <= now && now < round.Closes) ? "open"
            : Rounds.Any(round => round.Closes <= now) ? "underReview"
            : "planned";

        public bool IsPublic((DateTimeOffset At, int Round) reply, DateTimeOffset now) =>
            rule == PublicationRule.Immediate || (rule == PublicationRule.AfterDeadline && Rounds[reply.Round].Closes <= now);
    }
}
