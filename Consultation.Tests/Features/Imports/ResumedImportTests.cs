using Consultation.Api.Data;
using Consultation.Api.Features.Imports;
using Consultation.Api.Jobs;
using Consultation.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Features.Imports;

/// <summary>An import that stops between two pieces goes on where it stood, with nothing twice and nothing lost.</summary>
public sealed class ResumedImportTests
{
    private const int Rows = ImportPieces.MostRows * 5 / 2;

    private static readonly byte[] File = Zips.Of(Enumerable.Range(1, Rows).Select(row => Zips.Comment("X-" + row, "Reply " + row)));

    /// <summary>Does something once, when the first piece of replies is durable.</summary>
    private static Action<Effects> AfterTheFirstPiece(string hearing, Action act)
    {
        var done = 0;
        return effects =>
        {
            if (
                effects.ChangedHearings.Contains(long.Parse(hearing, System.Globalization.CultureInfo.InvariantCulture))
                && Interlocked.Exchange(ref done, 1) == 0
            )
            {
                act();
            }
        };
    }

    private static async Task AssertWhole(TestApp app, string id, string import)
    {
        var done = await app.Import(id, import);
        Assert.That(done.Text("status"), Is.EqualTo("done"));
        Assert.That(done.Numbers(), Is.EqualTo([Rows, Rows, 0, 0]));
        var replies = await app.Anonymous.AllPages($"/api/v1/hearings/{id}/replies?sort=oldest&limit=100");
        Assert.That(replies.Select(reply => reply.Text("excerpt")), Is.EqualTo(Enumerable.Range(1, Rows).Select(row => "Reply " + row)));
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.EqualTo(Rows));
    }

    [Test]
    public async Task Import_WhoseServerStops_GoesOnAtOnce()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var import = (await app.Staff.Import(id, File).Json(202)).Text("id");
        using var stopping = new CancellationTokenSource();
        app.Database.Committed += AfterTheFirstPiece(id, stopping.Cancel);
        await app.Services.GetRequiredService<Worker>().Drain("imports", stopping.Token);
        var halfway = await app.Import(id, import);
        Assert.That(halfway.Text("status"), Is.EqualTo("running"));
        Assert.That(halfway.Number("read"), Is.GreaterThan(0).And.LessThan(Rows));

        await app.DoDueWork();
        await AssertWhole(app, id, import);
    }

    [Test]
    public async Task Import_WhileTheDeadlineMoves_JudgesEveryRowByTheNewOne()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var late = Enumerable.Range(1, Rows).Select(row => Zips.Comment("X-" + row, "Reply").With("receiveDate", "2026-06-05T10:00:00Z"));
        await app.Staff.Import(id, Zips.Of(late)).Json(202);
        app.Database.Committed += AfterTheFirstPiece(
            id,
            () => app.Extend(id, new { closesOn = "2026-06-30", reason = "Mer tid." }).Json(200).GetAwaiter().GetResult()
        );
        await app.DoDueWork();
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.EqualTo(Rows));
        Assert.That((await app.Hearing(id))["counts"]!.Number("late"), Is.Zero);
    }

    [Test]
    public async Task Import_WhoseLeaseIsTaken_GoesOnWithTheOther_AndTheFirstAddsNothingMore()
    {
        await using var app = new TestApp();
        await using var second = app.Second();
        var id = await app.OpenHearing();
        var import = (await app.Staff.Import(id, File).Json(202)).Text("id");
        // While the first stands still after its first piece, its lease runs out and the second does all the rest.
        app.Database.Committed += AfterTheFirstPiece(
            id,
            () =>
            {
                app.Clock.Advance(TimeSpan.FromMinutes(1));
                second.DoDueWork().GetAwaiter().GetResult();
            }
        );
        await app.DoDueWork();
        await AssertWhole(app, id, import);
    }
}
