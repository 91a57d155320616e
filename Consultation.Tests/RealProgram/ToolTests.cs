using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Consultation.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Consultation.Tests.RealProgram;

/// <summary>The program as its own tool, beside a server that runs on the same data.</summary>
public sealed class ToolTests
{
    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("consultation-tool-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [TestCase("frobnicate")]
    [TestCase("key")]
    [TestCase("key create --name x --role boss")]
    [TestCase("key revoke abc")]
    [TestCase("user")]
    [TestCase("user add --name x --email x@dep.example --role boss")]
    [TestCase("export 1")]
    [TestCase("export 1 --out x --format docx")]
    [TestCase("import 1 file")]
    [TestCase("health --address nowhere")]
    [TestCase("evening maybe")]
    public async Task CalledWrongly_Is2_AndSaysWhy(string line) => await RunTool.NotDone(2, _folder, line.Split(' '));

    [Test]
    public async Task Help_IsGiven()
    {
        var help = await RunTool.Done(_folder, "--help");
        foreach (
            var command in (string[])["key", "user", "import", "export", "recount", "evening", "migrate", "health", "backup", "restore"]
        )
        {
            Assert.That(help, Does.Contain(command));
        }
    }

    [Test]
    public async Task Migrate_MakesTheDatabase_Once_AndWhatIsNotThereIsSaid()
    {
        Assert.That(await RunTool.Done(_folder, "migrate"), Does.Contain("0001_"));
        Assert.That(await RunTool.Done(_folder, "migrate"), Is.Empty);
        await RunTool.NotDone(1, _folder, "export", "1", "--out", Path.Combine(_folder, "replies.csv"));
        await RunTool.NotDone(1, _folder, "key", "revoke", "1");
        await RunTool.NotDone(1, _folder, "key", "create", "--name", "x", "--role", "analyst", "--ministry", "none");
        Assert.That(File.Exists(Path.Combine(_folder, "replies.csv")), Is.False);
    }

    [Test]
    public async Task BesideARunningServer_KeysWork_RepliesComeInAndOut_AndCountersAreMended()
    {
        await using var program = await RunningProgram.Start(_folder);
        var id = await Open(program);
        await Keys(program);
        await ImportAndExport(program, id);
        await Recount(program, id);
        await Evening(program, id);
    }

    private async Task Keys(RunningProgram program)
    {
        var key = await RunTool.Done(_folder, "key", "create", "--name", "Åses analyse", "--role", "analyst", "--ministry", "ksd");
        using var client = new HttpClient { BaseAddress = program.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await client.GetAsync("/api/v1/hearings").Json(200);
        var row = (await RunTool.Done(_folder, "key", "list"))
            .Split('\n')
            .Single(line => line.Contains("Åses analyse", StringComparison.Ordinal))
            .Split('\t');
        Assert.That(row[1..3], Is.EqualTo((string[])["analyst", "ksd"]));
        await RunTool.Done(_folder, "key", "revoke", row[0]);
        using var refused = await client.GetAsync("/api/v1/hearings");
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private async Task ImportAndExport(RunningProgram program, string id)
    {
        var (comment, mapping) = (Path.Combine(_folder, "comment.json"), Path.Combine(_folder, "mapping.json"));
        await File.WriteAllTextAsync(
            comment,
            """{ "data": { "id": "C-1", "type": "comments", "attributes": { "comment": "Et svar utenfra.", "firstName": "Kari" } } }"""
        );
        await File.WriteAllTextAsync(mapping, """{ "format": "regulations.gov" }""");
        Assert.That(await RunTool.Done(_folder, "import", id, comment, "--mapping", mapping), Does.Contain("1 taken"));
        Assert.That(await RunTool.Done(_folder, "import", id, comment, "--mapping", mapping), Does.Contain("1 known before"));
        await File.WriteAllTextAsync(mapping, "{ nonsense");
        Assert.That(await RunTool.NotDone(1, _folder, "import", id, comment, "--mapping", mapping), Does.Contain("not a mapping"));

        var file = Path.Combine(_folder, "replies.jsonl");
        await RunTool.Done(_folder, "export", id, "--format", "jsonl", "--out", file, "--scope", "all");
        var lines = await File.ReadAllLinesAsync(file);
        Assert.That(lines.Single(), Does.Contain("Et svar utenfra.").And.Contain("reference"));
        var shown = await program.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies").Json(200);
        Assert.That(shown["items"]!.AsArray(), Has.Count.EqualTo(1), "the server shows what the tool brought in");
    }

    private async Task Recount(RunningProgram program, string id)
    {
        Assert.That(await RunTool.Done(_folder, "recount"), Is.Empty);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "consultation.db")};Pooling=false"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText =
                "update RoundCounter set Published = Published + 5, Late = 7; update FilterCounter set Replies = Replies + 3";
            await command.ExecuteNonQueryAsync();
        }
        var off = await RunTool.On(_folder, "recount");
        Assert.That(off.Code, Is.EqualTo(1));
        Assert.That(off.Out, Does.Contain("published is 6, counted 1").And.Contain("late is 7, counted 0").And.Contain("is 4, counted 1"));
        await RunTool.Done(_folder, "recount", "--repair");
        Assert.That(await RunTool.Done(_folder, "recount"), Is.Empty);
        await program.Anonymous.Send(id, Given.Reply()).Json(201);
        Assert.That(await RunTool.Done(_folder, "recount"), Is.Empty);
    }

    private static async Task<string> Open(RunningProgram program)
    {
        var id = (await program.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(kind: "input")).Json(201)).Text("id");
        var now = TimeProvider.System.GetUtcNow();
        await program
            .Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds", new { opensAt = now.AddMinutes(-1), closesAt = now.AddDays(60) })
            .Json(201);
        await program.Staff.PostAsync($"/api/v1/hearings/{id}/publish", null).Json(200);
        return id;
    }

    /// <summary>The server follows what another process has switched.</summary>
    private async Task Evening(RunningProgram program, string id)
    {
        await RunTool.Done(_folder, "evening", "on");
        var word = 0;
        await Poll.Until(
            async () =>
            {
                // Another word each time: what was found before the switch is kept for a minute.
                using var answer = await program.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies?q=havn{word++}");
                return answer.StatusCode == HttpStatusCode.ServiceUnavailable ? answer.StatusCode.ToString() : null;
            },
            TimeSpan.FromSeconds(20),
            "the search to close"
        );
        Assert.That(await RunTool.Done(_folder, "evening", "status"), Does.Match(@"^on\t20\S+Z\t-$"));
    }
}
