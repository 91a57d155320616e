using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Consultation.Tests.RealProgram;

/// <summary>A database that somebody else holds, takes away or damages under the running program.</summary>
public sealed class DatabaseTroubleTests
{
    private string _folder = "";
    private RunningProgram _program = null!;
    private string _hearing = "";

    [SetUp]
    public async Task Start()
    {
        SqliteFile.IsThere();
        _folder = Directory.CreateTempSubdirectory("consultation-trouble-").FullName;
        _program = await RunningProgram.Start(_folder);
        _hearing = (await _program.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(kind: "input")).Json(201)).Text("id");
        var now = TimeProvider.System.GetUtcNow();
        var round = new { opensAt = now.AddMinutes(-1), closesAt = now.AddHours(1) };
        await _program.Staff.PostAsJsonAsync($"/api/v1/hearings/{_hearing}/rounds", round).Json(201);
        await _program.Staff.PostAsync($"/api/v1/hearings/{_hearing}/publish", null).Json(200);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Many wait, and each is told within the time that one waits; who comes when the lock is gone is taken.</summary>
    [Test]
    public async Task Locked_SendersAreRefusedTogether_ReadingGoesOn_AndItGoesOnByItself()
    {
        using (var other = SqliteFile.Open(_folder))
        {
            Run(other, "begin immediate");
            var began = Stopwatch.GetTimestamp();
            var senders = Enumerable.Range(0, 20).Select(_ => _program.Anonymous.Send(_hearing, Given.Reply())).ToArray();
            await Read();
            var health = await _program.Anonymous.GetAsync("/health/ready").Json(503);
            Assert.That(health.Text("reason"), Does.Contain("5 seconds").Or.Contain("could not keep"));
            foreach (var sending in senders)
            {
                await Refused(sending);
            }
            Assert.That(
                Stopwatch.GetElapsedTime(began),
                Is.LessThan(TimeSpan.FromSeconds(25)),
                "not one after the other, which takes 100 s"
            );
            Run(other, "rollback");
        }
        await _program.Anonymous.Send(_hearing, Given.Reply()).Json(201);
        using (var other = SqliteFile.Open(_folder))
        {
            Run(other, "begin exclusive");
            await Read();
            var waits = _program.Anonymous.Send(_hearing, Given.Reply());
            await Read();
            Run(other, "rollback");
            await waits.Json(201);
        }
        Assert.That(await Received(), Is.EqualTo(2));
    }

    /// <summary>What is written into a file without a name is lost when the program stops: so it takes nothing until the file is back.</summary>
    [Test]
    public async Task TakenAway_NothingIsAcknowledged_AndItGoesOnWhenTheFileIsBack()
    {
        await _program.Anonymous.Send(_hearing, Given.Reply()).Json(201);
        var (file, away) = (SqliteFile.PathIn(_folder), SqliteFile.PathIn(_folder) + ".away");
        File.Move(file, away);
        await Refused(_program.Anonymous.Send(_hearing, Given.Reply()));
        await Read();
        Assert.That((await _program.Anonymous.GetAsync("/health/ready").Json(503)).Text("reason"), Does.Contain("not where it was"));
        Assert.That(File.Exists(file), Is.False, "no new one is made");
        File.Move(away, file);
        await _program.Anonymous.Send(_hearing, Given.Reply()).Json(201);
        await _program.Anonymous.GetAsync("/health/ready").Json(200);
        File.Delete(file);
        await Refused(_program.Anonymous.Send(_hearing, Given.Reply()));
        await _program.Kill();
        Assert.That(
            await RunTool.NotDone(1, _folder, "--urls", "http://127.0.0.1:0"),
            Does.StartWith("The database is not there, or is empty: " + file)
        );
        Assert.That(File.Exists(file), Is.False);
    }

    /// <summary>A page that cannot be one is found when it is read, and by each backup; others are not touched by it.</summary>
    [Test]
    public async Task PageDamaged_UnderTheProgram_IsToldWhereItIsRead_AndNoBackupIsMadeOfIt()
    {
        for (var i = 0; i < 40; i++)
        {
            await _program.Anonymous.Send(_hearing, Given.Reply(new string('x', 3000))).Json(201);
        }
        var file = SqliteFile.PathIn(_folder);
        SqliteFile.Ask<long>(_folder, "pragma wal_checkpoint(truncate)");
        var size = SqliteFile.Ask<long>(_folder, "pragma page_size");
        var page = SqliteFile.Ask<long>(_folder, "select rootpage from sqlite_master where name = 'Reply'");
        await using (var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            stream.Position = (page - 1) * size;
            var kind = stream.ReadByte();
            stream.Position = (page - 1) * size;
            stream.WriteByte((byte)(kind ^ 1));
        }
        await Refused(_program.Anonymous.GetAsync($"/api/v1/hearings/{_hearing}/replies?limit=37"));
        await Poll.Until(
            () => Task.FromResult(_program.Log.Contains("malformed", StringComparison.Ordinal) ? "" : null),
            TimeSpan.FromSeconds(30),
            "a line in the log"
        );
        Assert.That(_program.HasEnded, Is.False);
        using (var front = await _program.Anonymous.GetAsync("/"))
        {
            Assert.That((int)front.StatusCode, Is.EqualTo(200));
        }
        var zip = Path.Combine(_folder, "backup.zip");
        Assert.That(await RunTool.NotDone(1, _folder, "backup", zip), Does.Contain("damaged").Or.Contain("malformed"));
        Assert.That(File.Exists(zip), Is.False);
    }

    [Test]
    public async Task Truncated_UnderTheProgram_TakesNothingMore_AndTheNextStartChangesNothing()
    {
        for (var i = 0; i < 40; i++)
        {
            await _program.Anonymous.Send(_hearing, Given.Reply(new string('x', 3000))).Json(201);
        }
        SqliteFile.Ask<long>(_folder, "pragma wal_checkpoint(truncate)");
        var file = SqliteFile.PathIn(_folder);
        await using (var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            stream.SetLength(stream.Length / 2);
        }
        await Refused(_program.Anonymous.GetAsync($"/api/v1/hearings/{_hearing}/replies?limit=37"));
        await Refused(_program.Anonymous.Send(_hearing, Given.Reply()));
        await Poll.Until(
            () => Task.FromResult(_program.Log.Contains("malformed", StringComparison.Ordinal) ? "" : null),
            TimeSpan.FromSeconds(30),
            "a line in the log"
        );
        await _program.Kill();
        var bytes = await File.ReadAllBytesAsync(file);
        Assert.That(await RunTool.NotDone(1, _folder, "--urls", "http://127.0.0.1:0"), Does.StartWith("The database is damaged"));
        Assert.That(await File.ReadAllBytesAsync(file), Is.EqualTo(bytes));
    }

    private async Task Read() => await _program.Anonymous.GetAsync($"/api/v1/hearings/{_hearing}").Json(200);

    private async Task<int> Received() =>
        (await _program.Anonymous.GetAsync($"/api/v1/hearings/{_hearing}").Json(200))["counts"]!.Number("received");

    private static async Task Refused(Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        Assert.That((int)answer.StatusCode, Is.EqualTo(503));
        Assert.That((await answer.Content.ReadFromJsonAsync<JsonNode>())!.Text("code"), Is.EqualTo("unavailable"));
        Assert.That(answer.Headers.RetryAfter, Is.Not.Null);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
