using System.IO.Compression;
using Consultation.Api.Commands;
using Consultation.Api.Data;
using Consultation.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Consultation.Tests.Moving;

/// <summary>What is no whole installation, or has no empty place to go, changes nothing.</summary>
public sealed class MoveRefusedTests
{
    private string _folder = "";

    [OneTimeSetUp]
    public async Task Export()
    {
        _folder = Directory.CreateTempSubdirectory("consultation-refused-").FullName;
        await using (var app = Installations.Start(Folder("home")))
        {
            var hearing = await app.OpenHearing();
            await app.Anonymous.Send(hearing, Uploads.Reply(await app.Token())).Json(201);
            await app.DoDueWork();
        }
        await Installations.Export(Installations.Settings(Folder("home")), Zip("good"));
    }

    [OneTimeTearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    private string Zip(string name) => Path.Combine(_folder, name + ".zip");

    [Test]
    public async Task Tool_CalledWrongly_OrWithoutAFile_Says()
    {
        var folder = Folder("tool");
        Assert.That(await RunTool.NotDone(2, folder, "export", "--everything", Zip("x"), "--out", "y"), Does.Contain("--out"));
        Assert.That(await RunTool.NotDone(2, folder, "import", "1", "--everything", Zip("good")), Does.Contain("hearing"));
        Assert.That(await RunTool.NotDone(1, folder, "import", "--everything", Zip("none")), Does.Contain("There is no file"));
        Assert.That(await RunTool.NotDone(1, folder, "export", "--everything", Zip("x")), Does.Contain("There is no database"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder), Is.Empty);
        Assert.That(File.Exists(Zip("x")), Is.False);
        Assert.That(await RunTool.NotDone(1, Folder("home"), "export", "--everything", Zip("good")), Does.Contain("is there already"));
    }

    [TestCase("tables/Reply.jsonl", "Reply")]
    [TestCase("tables/Subject.jsonl", "Subject")]
    [TestCase("data/secret.key", "secret.key")]
    [TestCase("everything.json", "manifest")]
    [TestCase("everything.sha256", "manifest")]
    public async Task File_WithAByteChanged_IsRefused(string entry, string told)
    {
        var changed = Copy();
        Tampered.Edit(changed, entry, bytes => [.. bytes[..^3], (byte)(bytes[^3] ^ 1), .. bytes[^2..]]);
        await Refused(changed, "damaged", told);
    }

    [Test]
    public async Task Attachment_WithAByteChanged_OrGone_OrOneMore_IsRefused()
    {
        string name;
        await using (var zip = await ZipFile.OpenReadAsync(Zip("good")))
        {
            name = zip.Entries.First(entry => entry.FullName.StartsWith("data/files/", StringComparison.Ordinal)).FullName;
        }
        var changed = Copy();
        Tampered.Edit(changed, name, bytes => [(byte)(bytes[0] ^ 128), .. bytes[1..]]);
        await Refused(changed, "damaged", "is not as it was packed");
        var gone = Copy();
        Tampered.Edit(gone, name, _ => null);
        await Refused(gone, "damaged", "more or less");
        var more = Copy();
        await using (var zip = await ZipFile.OpenAsync(more, ZipArchiveMode.Update))
        {
            zip.CreateEntry("data/files/more");
        }
        await Refused(more, "damaged", "more or less");
    }

    /// <summary>Whoever makes a zip by hand puts nothing beside the folder, on no system, and nothing that a database would read.</summary>
    [TestCase("data//tmp/secret.key")]
    [TestCase("data/../../secret.key")]
    [TestCase("data/./secret.key")]
    [TestCase("data/..\\secret.key")]
    [TestCase("data/C:/secret.key")]
    [TestCase("data/consultation.db-wal")]
    [TestCase("data/files/Consultation.db")]
    public async Task FileNamed_ToLieElsewhere_IsRefused(string name)
    {
        var planted = Copy();
        Tampered.Rename(planted, "data/secret.key", name);
        await Refused(planted, "damaged", name);
    }

    /// <summary>A bit of the zip itself turned over, anywhere: it is refused, or it stood where nothing is told of the content.</summary>
    [Test]
    public async Task File_WithABitTurnedOver_IsRefused_OrEqual([Range(0, 9)] int place)
    {
        var bytes = await File.ReadAllBytesAsync(Zip("good"));
        bytes[(int)((bytes.Length - 1L) * ((place * 10) + 3) / 100)] ^= 16;
        var damaged = Zip("bit" + place);
        await File.WriteAllBytesAsync(damaged, bytes);
        var other = Folder("bit" + place);
        try
        {
            var sum = await Installations.Import(Installations.Settings(other), damaged);
            Assert.That(await Installations.Export(Installations.Settings(Folder("home")), Zip("sum" + place)), Is.EqualTo(sum));
        }
        catch (ToolException told)
        {
            Assert.That(told.Message, Does.Contain("damaged"));
            Assert.That(Directory.EnumerateFileSystemEntries(other), Is.Empty);
        }
    }

    [Test]
    public async Task WhatIsNoSuchFile_IsRefused()
    {
        await File.WriteAllTextAsync(Zip("text"), "This is no zip.");
        await File.WriteAllBytesAsync(Zip("half"), (await File.ReadAllBytesAsync(Zip("good")))[..5000]);
        await using (var zip = await ZipFile.OpenAsync(Zip("backup"), ZipArchiveMode.Create))
        {
            zip.CreateEntry("manifest.json");
        }
        foreach (var none in (string[])["text", "half", "backup"])
        {
            await Refused(Zip(none), "was not made by export --everything");
        }
    }

    [Test]
    public async Task OtherSchema_IsRefused()
    {
        var older = Copy();
        Tampered.Seal(
            older,
            manifest => manifest.Replace(",\"" + Migrator.NamesFor(Dialect.Sqlite)[^1] + "\"]", "]", StringComparison.Ordinal)
        );
        await Refused(older, "schema of " + Migrator.NamesFor(Dialect.Sqlite)[^2], "same version");

        var target = Folder("older");
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(target, "consultation.db")};Pooling=False"))
        {
            connection.Open();
            Migrator.Migrate(connection, [.. Migrator.FilesFor(Dialect.Sqlite).SkipLast(1)]);
        }
        Assert.That(
            async () => await Installations.Import(Installations.Settings(target), Zip("good")),
            Throws.Exception.With.Message.Contains("older than this program")
        );
        Assert.That(
            async () => await Installations.Export(Installations.Settings(target), Zip("of-older")),
            Throws.Exception.With.Message.Contains("older than this program")
        );
        Assert.That(File.Exists(Zip("of-older")), Is.False);

        var newer = Folder("newer");
        await Installations.Import(Installations.Settings(newer), Zip("good"));
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(newer, "consultation.db")};Pooling=False"))
        {
            connection.Open();
            NextRelease.Expand(connection);
        }
        Assert.That(
            async () => await Installations.Export(Installations.Settings(newer), Zip("of-newer")),
            Throws.InstanceOf<ToolException>().With.Message.Contains("newer than this program, by " + NextRelease.Migration)
        );
    }

    [Test]
    public async Task Target_ThatIsUsed_OrWasOnce_IsRefused()
    {
        var target = Folder("used");
        await using (Installations.Start(target))
        {
            await RefusedAt(target, Zip("good"), "not empty");
            File.Delete(Path.Combine(target, "secret.key"));
            Directory.Delete(Path.Combine(target, "keys"), recursive: true);
            await RefusedAt(target, Zip("good"), "in use. Stop the server first");
        }
        await RefusedAt(target, Zip("good"), "not empty", "holds rows that no migration made");

        var files = Folder("files-alone");
        await File.WriteAllTextAsync(Path.Combine(files, "secret.key"), Convert.ToBase64String(new byte[32]));
        await RefusedAt(files, Zip("good"), "not empty", "secret.key");
        Assert.That(Directory.EnumerateFileSystemEntries(files).Select(Path.GetFileName), Is.EqualTo(["secret.key"]));
    }

    [Test]
    public async Task KeyOfReceipts_ThatIsAnother_IsRefused_AndItsOwnAsASettingIsTaken()
    {
        var own = await File.ReadAllTextAsync(Path.Combine(Folder("home"), "secret.key"));
        var other = Convert.ToBase64String(new byte[32]);
        Assert.That(
            async () => await Installations.Import(Installations.Settings(Folder("key"), secretKey: other), Zip("good")),
            Throws.InstanceOf<ToolException>().With.Message.Contains("another key than the file's")
        );
        Assert.That(Directory.EnumerateFileSystemEntries(Folder("key")), Is.Empty);
        await Installations.Import(Installations.Settings(Folder("key"), secretKey: own), Zip("good"));

        await Installations.Export(Installations.Settings(Folder("home"), secretKey: own), Zip("of-setting"));
        Assert.That(
            async () => await Installations.Import(Installations.Settings(Folder("no-key")), Zip("of-setting")),
            Throws.InstanceOf<ToolException>().With.Message.Contains("Set the same here")
        );
    }

    private string Copy()
    {
        var copy = Zip(Path.GetRandomFileName());
        File.Copy(Zip("good"), copy);
        return copy;
    }

    private async Task Refused(string file, params string[] told)
    {
        var other = Folder("refused");
        await RefusedAt(other, file, told);
        Assert.That(Directory.EnumerateFileSystemEntries(other), Is.Empty);
    }

    private static async Task RefusedAt(string target, string file, params string[] told)
    {
        var refused = await Catch(() => Installations.Import(Installations.Settings(target), file));
        foreach (var part in told)
        {
            Assert.That(refused.Message, Does.Contain(part));
        }
    }

    private static async Task<ToolException> Catch(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (ToolException told)
        {
            return told;
        }
        throw new AssertionException("It was not refused.");
    }
}
