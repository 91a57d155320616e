using System.Text.Json.Nodes;
using Consultation.Api.Data;
using Consultation.Api.Features.Evening;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Features.Reports;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Tests.Support;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Features.Reports;

/// <summary>Replies come, change and go while the report reads them: what it says is still true of one moment.</summary>
public sealed class ReportConsistencyTests
{
    /// <summary>Numbers in a stretch here: several in two batches of rows.</summary>
    private const int Stretch = 300;

    [Test]
    public async Task Compile_WhileRepliesComeChangeAndGo_EqualsTheCountersAndAFreshCount()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("immediate", "accept");
        await app.AskAll(id);
        await app.StoreAll(id, [.. Enumerable.Range(0, 1200).Select(Content)]);
        await app.StoreAll(id, [.. Enumerable.Range(0, 30).Select(Content)], Publication.InReview);
        var batches = 0;
        await Compile(
            app,
            id,
            async () =>
            {
                // Behind what is read, in it, and before it; and new ones while there is something to disturb.
                if (++batches > 12)
                {
                    return;
                }
                app.Clock.Advance(TimeSpan.FromSeconds(1));
                await app.Move(id, 10 + batches, batches % 2 == 0 ? Publication.Withheld : Publication.Withdrawn, Ground.Privacy);
                await app.Move(id, 600 + batches, Publication.PublishedRedacted);
                await app.Move(id, 1201 + batches, Publication.Published);
                await Correct(app, id, 700 + batches);
                await app.Store(id, Content(batches));
            }
        );
        Assert.That(batches, Is.GreaterThan(6), "it was disturbed, and read more than once");
        await AssertTrue(app, id, 1230 + Math.Min(batches, 12));
    }

    [Test]
    public async Task Compile_WhileTheDeadlineIsMoved_JudgesLatenessAnew()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("immediate", "accept");
        await app.StoreAll(id, [.. Enumerable.Range(0, 700).Select(Content)]);
        var moved = false;
        app.Clock.Advance(TimeSpan.FromDays(1));
        await Compile(
            app,
            id,
            async () =>
            {
                if (!moved)
                {
                    moved = true;
                    await app.Close(id, new { reason = "Feil." }).Json(200);
                    await app.Store(id, Content(1));
                }
            }
        );
        var report = await app.Staff.GetAsync($"/api/v1/hearings/{id}/rounds/1/report?scope=all").Json(200);
        Assert.That(report.Number("late"), Is.EqualTo(1));
        await AssertTrue(app, id, 701);
    }

    [Test]
    public async Task Compile_WhileRepliesPourIn_ReadsOnToTheLast()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.StoreAll(id, [.. Enumerable.Range(0, ReadReplyRows.Batch).Select(Content)]);
        // Whole batches while it reads, and some after the last that it read: those are counted when it is kept.
        var pouring = new Queue<int>([ReadReplyRows.Batch, ReadReplyRows.Batch, 0, 300]);
        await Compile(
            app,
            id,
            async () =>
            {
                if (pouring.TryDequeue(out var more))
                {
                    await app.StoreAll(id, [.. Enumerable.Range(0, more).Select(Content)]);
                }
            }
        );
        await AssertTrue(app, id, (3 * ReadReplyRows.Batch) + 300);
    }

    [Test]
    public async Task Compile_WhereTheCountersAreOff_FailsVisibly_AndSavesNothing()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Store(id, Content(1));
        await app.Database.Write(db => db.Run("update RoundCounter set Published = Published + 1"));
        Assert.That(() => Compile(app, id, () => Task.CompletedTask), Throws.InvalidOperationException);
        await app.Staff.GetAsync($"/api/v1/hearings/{id}/rounds/1/report").Json(404);
    }

    [Test]
    public async Task Compile_ByWhoHasLostTheLease_SavesNothing()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Store(id, Content(1));
        Assert.That(
            () => Compile(app, id, () => app.Database.Write(db => db.Run("update Outbox set LeasedBy = 'another'"))),
            Throws.InstanceOf<LeaseLost>()
        );
        await app.Staff.GetAsync($"/api/v1/hearings/{id}/rounds/1/report").Json(404);
    }

    /// <summary>Equal to the hearing's counts, and to what an undisturbed compilation of the same state says.</summary>
    private static async Task AssertTrue(TestApp app, string id, int replies)
    {
        var address = $"/api/v1/hearings/{id}/rounds/1/report?scope=all";
        var report = await app.Staff.GetAsync(address).Json(200);
        var counts = (await app.Staff.GetAsync($"/api/v1/hearings/{id}").Json(200))["counts"]!.AsObject();
        Assert.That(report.Number("replies"), Is.EqualTo(replies));
        foreach (var (name, count) in counts)
        {
            Assert.That(report.Number(name == "received" ? "replies" : name), Is.EqualTo(count!.GetValue<int>()), name);
        }
        Assert.That(await app.Database.Read(Counters.Stored), Is.EqualTo(await app.Database.Read(Counters.Counted)));
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report", null).Json(202);
        await app.DoDueWork();
        var again = await app.Staff.GetAsync(address).Json(200);
        Assert.That(again.Text("compiledAt"), Is.Not.EqualTo(report.Text("compiledAt")));
        // Replies are grouped a moment after they come: the campaigns alone may be newer.
        foreach (var name in (string[])["compiledAt", "sha256", "campaigns"])
        {
            report.AsObject().Remove(name);
            again.AsObject().Remove(name);
        }
        Assert.That(again.ToJsonString(), Is.EqualTo(report.ToJsonString()));
    }

    /// <summary>Runs the job with something done after each batch of rows that it reads.</summary>
    private static async Task Compile(TestApp app, string id, Func<Task> between)
    {
        var ids = new IdGenerator(TimeProvider.System);
        var work = ids.Next();
        var round = await app.Database.Write(async db =>
        {
            var round = (await HearingStore.Rounds(db, StoredReplies.Id(id)))[0].Id;
            await db.Run(
                """
                insert into Outbox (Id, Kind, Queue, Subject, DueAt, Attempts, LeasedBy, CreatedAt)
                values (@Id, 'report.compile', 'elsewhere', @Round, @Now, 1, 'test', @Now)
                """,
                new
                {
                    Id = work,
                    Round = round,
                    Now = app.Clock.GetUtcNow(),
                }
            );
            return round;
        });
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsJob("test");
        var mediator = new Disturbed(scope.ServiceProvider.GetRequiredService<IMediator>(), between);
        var job = new CompileReport.Job(mediator, app.Services.GetRequiredService<EveningMode>(), app.Clock) { Stretch = Stretch };
        await job.Run(round, new Lease(work, "test", TimeSpan.FromSeconds(15)), CancellationToken.None);
    }

    private static async Task Correct(TestApp app, string id, int number) =>
        await app.Database.Write(async db =>
        {
            var hearing = StoredReplies.Id(id);
            var values = new
            {
                hearing,
                number,
                now = app.Clock.GetUtcNow(),
            };
            var reply = await db.First<long>("select Id from Reply where HearingId = @hearing and Number = @number", values);
            var content = Content(number) with { Answers = StoredReplies.Answers("hoy", 4, true, "ingen") };
            await ReplyParts.Replace(db, new IdGenerator(TimeProvider.System), reply, hearing, content);
            await db.Run("update Reply set UpdatedAt = @now where HearingId = @hearing and Number = @number", values);
            await HearingStore.Touch(db, hearing, app.Clock.GetUtcNow());
            return reply;
        });

    private static ReplyContent Content(int n) =>
        new()
        {
            SenderName = "Avsender",
            Position = Position.WithRemarks,
            Text = "Svar",
            Answers = n % 3 == 0 ? [] : StoredReplies.Answers(n % 2 == 0 ? "lav" : "hoy", 1 + (n % 4), n % 5 == 0, "naboer"),
        };

    private sealed class Disturbed(IMediator inner, Func<Task> between) : IMediator
    {
        public async Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
        {
            var answer = await inner.Send(request, cancellationToken);
            if (request is ReadReplyRows.Query)
            {
                await between();
            }
            return answer;
        }

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => inner.Publish(notification, cancellationToken);
    }
}
