using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Consultation.Tests.Features.Imports;
using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>
/// Nothing is half-written and nothing acknowledged is lost when the disk takes no more; reading goes on, and when there is room the running
/// program goes on by itself.
/// </summary>
public sealed class DiskFullTests
{
    private const string Mapping = """{ "format": "csv", "fields": { "text": "text", "name": ["name"] } }""";
    private string _folder = "";

    [SetUp]
    public void Start()
    {
        SqliteFile.IsThere();
        _folder = Directory.CreateTempSubdirectory("consultation-disk-").FullName;
    }

    [TearDown]
    public void Stop()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>A limit on the size of each file is to SQLite a disk that fails in the middle of writing; anybody may set it and take it away.</summary>
    [Test]
    public async Task FailingDisk_RefusesCleanly_KeepsWhatItAcknowledged_AndGoesOnWhenItIsMended()
    {
        // No file may grow beyond 3 MB (SQLite's log gets there soon).
        const string limit = "trap '' XFSZ; ulimit -S -f 3072; export DOTNET_EnableWriteXorExecute=0;";
        await using (var program = await RunningProgram.Start(_folder, limit))
        {
            var id = await Open(program);
            var kept = await SendUntilRefused(program, id);
            await program.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies?limit=1").Json(200);
            using (var mend = Process.Start("prlimit", ["--pid", $"{program.Id}", "--fsize=unlimited:"]))
            {
                await mend.WaitForExitAsync();
                Assert.That(mend.ExitCode, Is.Zero);
            }
            kept.Add((await program.Anonymous.Send(id, Given.Reply("After the repair.")).Json(201)).Number("number"));
            Assert.That(await Listed(program, id), Is.EquivalentTo(kept));
            await program.Kill();
        }
        SqliteFile.AssertWhole(_folder);
    }

    [Test]
    public async Task FullDisk_IsToldOf_EverywhereThatWrites_AndNothingIsLeftBehind()
    {
        using var disk = SmallDisk.Mount(_folder, megabytes: 24);
        var data = Path.Combine(_folder, "data");
        var temporary = Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName;
        var ballast = Path.Combine(_folder, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[10_000_000]);
        await using (var program = await RunningProgram.Start(data, null, ("ASPNETCORE_TEMP", temporary)))
        {
            var id = await Open(program);
            var kept = await SendUntilRefused(program, id);
            await disk.Fill();
            await Refused(program.Anonymous.Upload([.. Uploads.Pdf, .. new byte[300_000]], "stor.pdf"), "an attachment");
            await Refused(program.Staff.Import(id, Rows(20_000), Mapping), "an import");
            using (var health = await program.Anonymous.GetAsync("/health/ready"))
            {
                var told = (await health.Content.ReadFromJsonAsync<JsonNode>())!;
                Assert.That((told["warning"] ?? told["reason"])?.GetValue<string>(), Does.Contain("MB left").Or.Contain("be written"));
            }
            var slug = (await program.Anonymous.GetAsync($"/api/v1/hearings/{id}").Json(200)).Text("slug");
            var address = $"/hearings/{id}/{slug}";
            foreach (
                var page in (string[])["/", address, address + "/replies", address + "/replies/1", $"/api/v1/hearings/{id}/replies.csv"]
            )
            {
                using var answer = await program.Anonymous.GetAsync(page);
                Assert.That((int)answer.StatusCode, Is.EqualTo(200), page);
            }
            var withFile = ReplyPost.Complete().File("stor.pdf", [.. Uploads.Pdf, .. new byte[300_000]]);
            foreach (var (form, status) in new[] { (ReplyPost.Complete(), 503), (withFile, 422) })
            {
                using var page = await form.To(program.Anonymous, address + "/send");
                Assert.That((int)page.StatusCode, Is.EqualTo(status));
                Assert.That(await page.Content.ReadAsStringAsync(), Does.Contain("Jeg bor ved kaia."), "what was typed is kept");
            }
            Assert.That(Directory.EnumerateFiles(temporary), Is.Empty);
            Assert.That(Left(data), Is.Empty);

            disk.MakeRoom();
            File.Delete(ballast);
            kept.Add((await program.Anonymous.Send(id, Given.Reply("There is room again.")).Json(201)).Number("number"));
            await program.Anonymous.Upload(Uploads.Pdf, "liten.pdf").Json(201);
            var import = (await program.Staff.Import(id, Rows(10), Mapping).Json(202)).Text("id");
            await Poll.Until(
                async () =>
                    (await program.Staff.GetAsync($"/api/v1/hearings/{id}/imports/{import}").Json(200)) is var now
                    && now.Text("status") == "done"
                        ? now
                        : null,
                TimeSpan.FromSeconds(60),
                "the import"
            );
            kept.AddRange(Enumerable.Range(kept.Max() + 1, 10));
            Assert.That(await Listed(program, id), Is.EquivalentTo(kept));
            await program.Kill();
        }
        SqliteFile.AssertWhole(data);
    }

    /// <summary>Files that only somebody under way should have.</summary>
    private static IEnumerable<string> Left(string data) =>
        ((string[])["files", "imports"])
            .Select(folder => Path.Combine(data, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));

    private static async Task Refused(Task<HttpResponseMessage> asking, string what)
    {
        using var answer = await asking;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(503), $"{what}: {body}");
        Assert.That(JsonNode.Parse(body)!.Text("code"), Is.EqualTo("unavailable"));
        Assert.That(answer.Headers.RetryAfter, Is.Not.Null, what);
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

    /// <summary>Answers the numbers of those that were acknowledged before the first that was not.</summary>
    private static async Task<List<int>> SendUntilRefused(RunningProgram program, string id)
    {
        var kept = new List<int>();
        while (kept.Count < 400)
        {
            var sending = program.Anonymous.Send(id, Given.Reply(new string('x', 50_000)));
            using var answer = await sending;
            if ((int)answer.StatusCode != 201)
            {
                await Refused(sending, "a reply");
                return kept;
            }
            kept.Add((await answer.Content.ReadFromJsonAsync<JsonNode>())!.Number("number"));
        }
        throw new AssertionException("The disk never failed.");
    }

    private static async Task<List<int>> Listed(RunningProgram program, string id)
    {
        var lines = await program.Staff.GetStringAsync($"/api/v1/hearings/{id}/replies.jsonl?scope=all");
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.Number("number"))];
    }

    private static byte[] Rows(int count)
    {
        var text = new StringBuilder("name;text\r\n");
        for (var row = 1; row <= count; row++)
        {
            text.Append("Sender ").Append(row).Append(";Reply of the sender who has the number ").Append(row).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

/// <summary>A disk of its own, in memory; only root may have one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Filling => Path.Combine(_folder, "filling");

    public static SmallDisk Mount(string folder, int megabytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Only root on Linux may mount a small disk.");
        }
        using var mount = Process.Start("mount", ["-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder]);
        mount.WaitForExit();
        if (mount.ExitCode != 0)
        {
            Assert.Ignore("Nothing may be mounted here.");
        }
        return new SmallDisk(folder);
    }

    /// <summary>To the last byte.</summary>
    public async Task Fill()
    {
        await using var file = new FileStream(Filling, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        try
        {
            while (true)
            {
                await file.WriteAsync(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void MakeRoom() => File.Delete(Filling);

    public void Dispose()
    {
        using var unmount = Process.Start("umount", ["--lazy", _folder]);
        unmount.WaitForExit();
    }
}
