using System.Text.Json.Nodes;
using Consultation.Api.Data.Moving;
using Consultation.Api.Features.Accounts;
using Consultation.Domain;
using Consultation.Tests.Features.Search;
using Consultation.Tests.Support;
using Consultation.Tests.Web;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Consultation.Tests.Moving;

/// <summary>An installation that has moved is the same to everybody: the sums say so, and so do its answers.</summary>
public sealed class MoveTests
{
    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("consultation-move-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    private string Zip(string name = "everything.zip") => Path.Combine(_folder, name);

    [Test]
    public async Task SqliteToSqlite_ByTheTool_BesideARunningServer_IsEqual_AndAnswersTheSame()
    {
        var (home, other) = (Folder("home"), Folder("other"));
        await using var app = Installations.Start(home);
        var filled = await Installations.Fill(app);

        var exported = (await RunTool.Done(home, "export", "--everything", Zip())).Split('\n');
        Assert.That(exported[0], Is.EqualTo(Zip()));
        var sum = exported[1].Trim();
        Assert.That(sum, Does.Match("^[0-9a-f]{64}$"));
        Assert.That(await RunTool.Done(other, "import", "--everything", Zip()), Is.EqualTo("equal " + sum));
        Assert.That(await Installations.Export(Installations.Settings(other), Zip("again.zip")), Is.EqualTo(sum));

        await AnswersTheSame(app, filled, other);
    }

    [Test]
    public async Task SqliteToSqlServer_AndBack_IsEqual_AndAnswersTheSame()
    {
        if (SqlServer.ConnectionString is null)
        {
            Assert.Ignore("Moving to SQL Server and back needs one: CONSULTATION_TEST_SQLSERVER names none.");
        }
        var (home, there, back) = (Folder("home"), Folder("there"), Folder("back"));
        var server = SqlServer.NewDatabase(SqlServer.ConnectionString);
        await using var app = Installations.Start(home);
        var filled = await Installations.Fill(app);

        var sum = await Installations.Export(Installations.Settings(home), Zip());
        Assert.That(
            async () => await Installations.Import(Installations.Settings(there, server), Zip(), PowerGoes),
            Throws.InstanceOf<IOException>(),
            "when most is written"
        );
        Assert.That(await Installations.Import(Installations.Settings(there, server), Zip()), Is.EqualTo(sum));
        Assert.That(SumUnderLocks(server), Is.EqualTo(sum));
        Assert.That(await Installations.Export(Installations.Settings(there, server), Zip("there.zip")), Is.EqualTo(sum));
        Assert.That(await Installations.Import(Installations.Settings(back), Zip("there.zip")), Is.EqualTo(sum));
        Assert.That(await Installations.Export(Installations.Settings(back), Zip("back.zip")), Is.EqualTo(sum));
        Assert.That(
            async () => await Installations.Import(Installations.Settings(Folder("more"), server), Zip()),
            Throws.Exception.With.Message.Contains("not empty")
        );
        await AnswersTheSame(app, filled, there, server);
        await AnswersTheSame(app, filled, back);
    }

    private static void PowerGoes(string what, double share)
    {
        if (what == "Writing" && share > 0.7)
        {
            throw new IOException("The power went.");
        }
    }

    /// <summary>As an export reads where the database has no snapshots.</summary>
    private static string SumUnderLocks(string server)
    {
        using var whole = SqlServerWhole.AtOneMoment(server, snapshots: false);
        return TableSum.Whole(Blank.Make().Tables.Select(table => (table.Name, TableSum.Of(table, whole.Read(table)).Hex())));
    }

    /// <summary>What counts the replies and the replies themselves are changed by one command, and are of one moment in the file.</summary>
    [TestCase("sqlite")]
    [TestCase("sqlserver")]
    [TestCase("sqlserver", "allow_snapshot_isolation")]
    public async Task Export_WhilePeopleSend_IsOfOneMoment(string engine, string? option = null)
    {
        var server = engine == "sqlite" ? null : NewDatabase(option);
        var (home, other) = (Folder("home"), Folder("other"));
        await using var app = Installations.Start(home, server);
        var hearing = await app.OpenHearing();
        await app.Anonymous.Send(hearing, Given.Reply()).Json(201);
        using var stop = new CancellationTokenSource();
        var storm = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Send(app, hearing, stop.Token)));
        await Installations.Export(Installations.Settings(home, server), Zip());
        await stop.CancelAsync();
        var sent = 1 + (await storm).Sum();

        await Installations.Import(Installations.Settings(other), Zip());
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(other, "consultation.db")};Pooling=False");
        var counted = await connection.QueryAsync<long>(
            """
            select count(*) from Reply union all select max(Number) from Reply union all select LastNumber from HearingState
            union all select Published from RoundCounter union all select sum(Replies) from FilterCounter
            union all select count(*) from PublicChange where Kind = 'reply'
            """
        );
        Assert.That(counted.Distinct().ToArray(), Has.Length.EqualTo(1).And.All.InRange(1, sent));
    }

    private static string NewDatabase(string? option)
    {
        if (SqlServer.ConnectionString is null)
        {
            Assert.Ignore("CONSULTATION_TEST_SQLSERVER names no server.");
        }
        var database = SqlServer.NewDatabase(SqlServer.ConnectionString);
        if (option is not null)
        {
            using var connection = new SqlConnection(database);
            connection.Open();
            try
            {
                connection.Execute($"alter database [{connection.Database}] set {option} on");
            }
            catch (SqlException refused)
            {
                Assert.Ignore($"This server has no {option}: {refused.Message}");
            }
            Assert.That(SqlServerWhole.HasSnapshots(database), Is.True);
        }
        return database;
    }

    private static async Task<int> Send(TestApp app, string hearing, CancellationToken stop)
    {
        var sent = 0;
        for (; sent < 1000 && !stop.IsCancellationRequested; sent++)
        {
            await app.Anonymous.Send(hearing, Given.Reply($"Underveis {sent}")).Json(201);
        }
        return sent;
    }

    /// <summary>The program started on what was imported, beside the one that it was exported from, at the same instant.</summary>
    private static async Task AnswersTheSame(TestApp app, Installations.Filled filled, string folder, string? server = null)
    {
        await using var moved = Installations.Start(folder, server);
        app.Clock.Advance(TimeSpan.FromSeconds(10)); // On SQL Server a change is told some seconds late.
        moved.Clock.MoveTo(app.Clock.GetUtcNow());
        foreach (var (client, address) in await Addresses(app, filled))
        {
            var (was, now) = (await Bytes(app, client, address), await Bytes(moved, client, address));
            Assert.That(was, Does.StartWith("200 "), address);
            Assert.That(now, Is.EqualTo(was), address);
        }

        using (var old = new StaffBrowser(moved) { Token = filled.Session })
        {
            Assert.That((await old.Get("/staff")).Status, Is.EqualTo(System.Net.HttpStatusCode.OK), "who was signed in still is");
        }
        var proof = await moved.SendAsAnybody(new CheckPassword.Query { Email = Installations.Officer, Password = StaffBrowser.Password });
        using var officer = new StaffBrowser(moved) { Token = (await moved.SendAsAnybody(new OpenSession.Command(proof))).Token };
        Assert.That((await officer.Get("/staff")).Text, Does.Contain("Ragnhild Østensjø"));
        Assert.That(
            async () =>
                await moved.SendAsAnybody(new CheckPassword.Query { Email = Installations.Officer, Password = "Et annet passord her" }),
            Throws.InstanceOf<Refusal>()
        );

        // The letter that waited is sent, and the index of search is built, by the program that goes on.
        await moved.DoDueWork();
        var letters = Directory.EnumerateFiles(Path.Combine(folder, "mail")).Count();
        Assert.That(letters, Is.EqualTo(Directory.EnumerateFiles(Path.Combine(folder, "..", "home", "mail")).Count() + 1));
        if (server is null)
        {
            foreach (var words in (string[])["støy", "tiếng ồn", "ålgard", "setning"])
            {
                var found = await app.Anonymous.Numbers(filled.Hearing, words);
                Assert.That(found, Is.Not.Empty, words);
                Assert.That(await moved.Anonymous.Numbers(filled.Hearing, words), Is.EqualTo(found), words);
            }
        }
        var next = await moved.Anonymous.Send(filled.Hearing, Given.Reply("Etter flyttingen.")).Json(201);
        Assert.That(next.Number("number"), Is.EqualTo(filled.Receipts[^1].Number("number") + 1));
        var again = await moved
            .Anonymous.Send(filled.Hearing, Given.Reply("Kjøp billige klokker", "Đặng Thị Ngọc Ánh 🦔"), "key-2")
            .Json(201);
        Assert.That(again.Text("reference"), Is.EqualTo(filled.Receipts[2].Text("reference")), "what was sent before is known again");
    }

    /// <summary>Pages, replies, exports, reports, files and receipts: by everybody, or by staff.</summary>
    private static async Task<List<(bool ByStaff, string Address)>> Addresses(TestApp app, Installations.Filled filled)
    {
        var addresses = new List<(bool, string)> { (false, "/"), (false, "/en"), (false, "/api/v1/changes?limit=100") };
        var hearings = (await app.Anonymous.GetAsync("/api/v1/hearings").Json(200))["items"]!.AsArray();
        Assert.That(hearings, Has.Count.EqualTo(4));
        foreach (var id in hearings.Select(hearing => hearing!.Text("id")))
        {
            var (page, api) = (await app.AddressOf(id), $"/api/v1/hearings/{id}");
            addresses.AddRange([
                (false, page),
                (false, api),
                (false, api + "/replies"),
                (false, api + "/campaigns"),
                (false, api + "/replies.csv"),
            ]);
            addresses.AddRange([(true, api + "/replies.jsonl?scope=all"), (true, api + "/replies?scope=all")]);
            addresses.AddRange(Enumerable.Range(1, 4).Select(number => (false, $"{api}/replies/{number}")));
        }
        addresses.AddRange(filled.Receipts.Select(receipt => (false, "/api/v1/receipts/" + receipt.Text("reference"))));
        var whole = await app.Staff.GetAsync($"/api/v1/hearings/{filled.Hearing}/replies/7").Json(200);
        addresses.Add((false, whole["attachments"]![0]!.Text("url")));
        foreach (var report in hearings.SelectMany(Reports))
        {
            addresses.AddRange([(true, report + "?scope=all"), (false, report + ".html"), (false, report + ".csv")]);
        }
        return addresses;
    }

    private static IEnumerable<string> Reports(JsonNode? hearing) =>
        hearing!["rounds"]!
            .AsArray()
            .Where(round => round!.Text("status") == "closed")
            .Select(round => $"/api/v1/hearings/{hearing.Text("id")}/rounds/{round!.Number("number")}/report");

    private static async Task<string> Bytes(TestApp app, bool byStaff, string address)
    {
        using var answer = await (byStaff ? app.Staff : app.Anonymous).GetAsync(address);
        return $"{(int)answer.StatusCode} {Convert.ToHexString(await answer.Content.ReadAsByteArrayAsync())}";
    }
}
