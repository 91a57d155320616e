using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Imports;

/// <summary>The program dies in the middle of a long import, more than once; started again it goes on, with nothing twice and
/// nothing lost. And so with the report of all of it.</summary>
public sealed class ImportKilledTests
{
    private const int Rows = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    /// <summary>Every hundredth row is bad; no row has an id by which it could be known again.</summary>
    private static byte[] File()
    {
        var text = new StringBuilder("name;text\r\n");
        for (var row = 1; row <= Rows; row++)
        {
            text.Append("Sender ").Append(row).Append(row % 100 == 0 ? ";\r\n" : $";\"Reply {row}\r\nof many\"\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    [Test]
    public async Task KilledInTheMiddleOfACsvImport_EachRowIsThereOnce()
    {
        var folder = Directory.CreateTempSubdirectory("consultation-import-").FullName;
        string hearing;
        string import;
        await using (var program = await RunningProgram.Start(folder))
        {
            hearing = await Open(program);
            const string mapping = """{ "format": "csv", "fields": { "text": "text", "name": ["name"] } }""";
            import = (await program.Staff.Import(hearing, File(), mapping).Json(202)).Text("id");
            await ReadAtLeast(program, hearing, import, 1000);
            await program.Kill();
        }
        int halfway;
        await using (var program = await RunningProgram.Start(folder))
        {
            halfway = (await Progress(program, hearing, import)).Number("read");
            Assert.That(halfway, Is.InRange(1000, Rows - 1), "killed in the middle");
            await ReadAtLeast(program, hearing, import, halfway + 1000);
            await program.Kill();
        }
        await using (var last = await RunningProgram.Start(folder))
        {
            await AssertImported(last, hearing, import);
            SqliteFile.IsThere();
            await last.Staff.PostAsync($"/api/v1/hearings/{hearing}/rounds/1/report", null).Json(202);
            // Somebody has begun with it.
            while (SqliteFile.Ask<long>(folder, Compiling) == 0) { }
            await last.Kill();
        }
        Assert.That(SqliteFile.Ask<long>(folder, "select count(*) from Report"), Is.Zero, "killed in the middle");
        await using var reporting = await RunningProgram.Start(folder);
        var address = $"/api/v1/hearings/{hearing}/rounds/1/report";
        var report = await Poll.Until(
            async () =>
            {
                using var answer = await reporting.Staff.GetAsync(address);
                return answer.IsSuccessStatusCode ? JsonNode.Parse(await answer.Content.ReadAsStringAsync()) : null;
            },
            Patience,
            "the report"
        );
        Assert.That(report.Number("replies"), Is.EqualTo(Rows - (Rows / 100)));
        var kept = await reporting.Staff.GetAsync(address + "/compilations").Json(200);
        Assert.That(kept["items"]!.AsArray(), Has.Count.EqualTo(1));
        await reporting.Kill();
        SqliteFile.AssertWhole(folder);
        Directory.Delete(folder, recursive: true);
    }

    private const string Compiling = """
        select count(*) from Outbox where Kind = 'report.compile' and (LeasedUntil is not null or DoneAt is not null)
        """;

    private static async Task AssertImported(RunningProgram last, string hearing, string import)
    {
        var done = await Poll.Until(
            async () => await Progress(last, hearing, import) is var now && now.Text("status") == "done" ? now : null,
            Patience,
            "the import's end"
        );
        Assert.That(done.Numbers(), Is.EqualTo([Rows, Rows - (Rows / 100), Rows / 100, 0]));
        Assert.That(
            done["errors"]!.AsArray().Select(error => error!.Number("row")),
            Is.EqualTo(Enumerable.Range(1, Rows / 100).Select(row => row * 100))
        );
        var lines = (await last.Anonymous.GetStringAsync($"/api/v1/hearings/{hearing}/replies.jsonl")).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        Assert.That(
            lines.Select(line => JsonNode.Parse(line)!.Text("text")),
            Is.EqualTo(Enumerable.Range(1, Rows).Where(row => row % 100 != 0).Select(row => $"Reply {row}\nof many"))
        );
        var counts = (await last.Anonymous.GetAsync($"/api/v1/hearings/{hearing}").Json(200))["counts"]!;
        Assert.That(counts.Number("received"), Is.EqualTo(lines.Length));
    }

    private static async Task<string> Open(RunningProgram program)
    {
        var id = (await program.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(kind: "input")).Json(201)).Text("id");
        var now = TimeProvider.System.GetUtcNow();
        var round = new { opensAt = now.AddMinutes(-1), closesAt = now.AddHours(1) };
        await program.Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds", round).Json(201);
        await program.Staff.PostAsync($"/api/v1/hearings/{id}/publish", null).Json(200);
        return id;
    }

    private static Task<JsonNode> Progress(RunningProgram program, string hearing, string import) =>
        program.Staff.GetAsync($"/api/v1/hearings/{hearing}/imports/{import}").Json(200);

    private static Task<JsonNode> ReadAtLeast(RunningProgram program, string hearing, string import, int rows) =>
        Poll.Until(
            async () => await Progress(program, hearing, import) is var now && now.Number("read") >= rows ? now : null,
            Patience,
            $"{rows} rows"
        );
}
