using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>What is backed up while people send is whole, and what is restored elsewhere knows its receipts.</summary>
public sealed class BackupTests
{
    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("consultation-backup-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    [Test]
    public async Task BackupWhileSending_RestoredElsewhere_HoldsAllThatWasAcknowledgedBefore_AndItsReceipts()
    {
        var (home, other, zip) = (Folder("home"), Folder("other"), Path.Combine(_folder, "backup.zip"));
        var content = new byte[300_000];
        new Random(7).NextBytes(content);

        string id;
        var before = new List<JsonNode>();
        await using (var program = await RunningProgram.Start(home))
        {
            var file = Path.Combine(Directory.CreateDirectory(Path.Combine(home, "files", "ab")).FullName, "cdef");
            await File.WriteAllBytesAsync(file, content);
            id = await Open(program);
            for (var i = 0; i < 20; i++)
            {
                before.Add(await program.Anonymous.Send(id, Given.Reply($"Svar {i} med æøå.")).Json(201));
            }
            using var stop = new CancellationTokenSource();
            var after = new ConcurrentBag<int>();
            var storm = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Send(program, id, after, stop.Token)));
            await RunTool.Done(home, "backup", zip);
            await stop.CancelAsync();
            await storm;
            Assert.That(after, Is.Not.Empty, "nobody was refused, and nobody had to wait for the end");

            Assert.That(await RunTool.NotDone(1, home, "backup", zip), Does.Contain("is there already"));
            Assert.That(await RunTool.NotDone(1, home, "restore", zip), Does.Contain("not empty"));
            Assert.That(await RunTool.NotDone(1, home, "restore", zip, "--force"), Does.Contain("in use"));
            await program.Anonymous.Send(id, Given.Reply("Det går videre.")).Json(201);
        }

        Assert.That(await RunTool.Done(other, "restore", zip), Is.EqualTo(other));
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(other, "files", "ab", "cdef")), Is.EqualTo(content));
        await using (var restored = await RunningProgram.Start(other))
        {
            foreach (var receipt in before)
            {
                var kept = await restored.Anonymous.GetAsync($"/api/v1/receipts/{receipt.Text("reference")}").Json(200);
                Assert.That(kept.Text("sha256"), Is.EqualTo(receipt.Text("sha256")));
            }
            var hearing = await restored.Anonymous.GetAsync($"/api/v1/hearings/{id}").Json(200);
            Assert.That(hearing["counts"]!.Number("received"), Is.GreaterThanOrEqualTo(before.Count));
            var next = await restored.Anonymous.Send(id, Given.Reply("Etter gjenopprettingen.")).Json(201);
            Assert.That(next.Number("number"), Is.EqualTo(hearing["counts"]!.Number("received") + 1));
        }
        await RunTool.Done(other, "recount");

        // Over what is there, when nobody uses it: that is moved aside, not lost.
        await RunTool.Done(other, "restore", zip, "--force");
        var aside = Directory.GetDirectories(other, ".before-*").Single();
        Assert.That(File.Exists(Path.Combine(aside, "consultation.db")), Is.True);
        Assert.That(File.Exists(Path.Combine(other, "consultation.db")), Is.True);
        Assert.That(Directory.GetDirectories(other, ".restoring-*"), Is.Empty);
    }

    [Test]
    public async Task DamagedBackup_IsRefused_AndNothingIsChanged()
    {
        var (home, other, zip) = (Folder("home"), Folder("other"), Path.Combine(_folder, "backup.zip"));
        await RunTool.Done(home, "migrate");
        await RunTool.Done(home, "key", "create", "--name", "Sak", "--role", "analyst");
        await File.WriteAllTextAsync(Path.Combine(home, "secret.key"), Convert.ToBase64String(new byte[32]));
        await RunTool.Done(home, "backup", zip);

        var bytes = await File.ReadAllBytesAsync(zip);
        var half = Path.Combine(_folder, "half.zip");
        await File.WriteAllBytesAsync(half, bytes[..(bytes.Length / 2)]);
        var changed = Path.Combine(_folder, "changed.zip");
        File.Copy(zip, changed);
        await using (var archive = await ZipFile.OpenAsync(changed, ZipArchiveMode.Update))
        {
            archive.GetEntry("data/secret.key")!.Delete();
            await using var entry = await archive.CreateEntry("data/secret.key").OpenAsync();
            await entry.WriteAsync("another"u8.ToArray());
        }
        var text = Path.Combine(_folder, "text.zip");
        await File.WriteAllTextAsync(text, "This is no zip.");
        foreach (var damaged in (string[])[half, changed, text])
        {
            Assert.That(await RunTool.NotDone(1, other, "restore", damaged), Does.Contain("damaged"), damaged);
            Assert.That(Directory.EnumerateFileSystemEntries(other), Is.Empty);
        }
        Assert.That(await RunTool.NotDone(1, other, "restore", Path.Combine(_folder, "none.zip")), Does.Contain("no file"));
        Assert.That(await RunTool.NotDone(1, Folder("empty"), "backup", Path.Combine(_folder, "empty.zip")), Does.Contain("nothing"));
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

    /// <summary>One reply after the other, a few thousand at most.</summary>
    private static async Task Send(RunningProgram program, string id, ConcurrentBag<int> numbers, CancellationToken stop)
    {
        for (var i = 0; i < 1000 && !stop.IsCancellationRequested; i++)
        {
            numbers.Add((await program.Anonymous.Send(id, Given.Reply($"Underveis {i}")).Json(201)).Number("number"));
        }
    }
}
