using Consultation.Api.Commands;
using Consultation.Api.Data;
using Consultation.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Consultation.Tests.Moving;

/// <summary>All of an installation is taken in, or nothing.</summary>
public sealed class MoveHalfWayTests
{
    private string _folder = "";

    [OneTimeSetUp]
    public async Task Export()
    {
        _folder = Directory.CreateTempSubdirectory("consultation-half-").FullName;
        await using (var app = Installations.Start(Folder("home")))
        {
            var hearing = await app.OpenHearing();
            await app.Anonymous.Send(hearing, Uploads.Reply(await app.Token())).Json(201);
        }
        await Installations.Export(Installations.Settings(Folder("home")), Zip("good"));
    }

    [OneTimeTearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    private string Zip(string name) => Path.Combine(_folder, name + ".zip");

    /// <summary>Stopped at any step, it leaves an empty installation, into which the same file goes as if nothing had been.</summary>
    [TestCase("Checking")]
    [TestCase("Writing")]
    [TestCase("Comparing")]
    public async Task Import_ThatEndsHalfWay_LeavesNothing(string step)
    {
        var target = Folder("half-" + step);
        Assert.That(
            async () =>
                await Installations.Import(
                    Installations.Settings(target),
                    Zip("good"),
                    (what, share) =>
                    {
                        if (what == step && share > 0.7)
                        {
                            throw new IOException("The power went.");
                        }
                    }
                ),
            Throws.InstanceOf<IOException>()
        );
        Assert.That(
            Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            Is.SubsetOf(["consultation.db"])
        );
        var sum = await Installations.Import(Installations.Settings(target), Zip("good"));
        Assert.That(await Installations.Export(Installations.Settings(target), Zip("after-" + step)), Is.EqualTo(sum));
    }

    /// <summary>A file whose own sums fit, and which the database does not take: as one of a program with other rules.</summary>
    [Test]
    public async Task Database_ThatGivesBackSomethingElse_KeepsNothing()
    {
        var target = Folder("changed-by-trigger");
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(target, "consultation.db")};Pooling=False"))
        {
            connection.Open();
            Migrator.Migrate(connection);
            await connection.ExecuteAsync(
                "create trigger Changes after insert on Reply begin update Reply set Text = Text || ' ' where Id = new.Id; end"
            );
        }
        Assert.That(
            async () => await Installations.Import(Installations.Settings(target), Zip("good")),
            Throws.InstanceOf<ToolException>().With.Message.Contains("gives back something else than the file holds, in Reply.")
        );
        Assert.That(
            Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            Is.EqualTo(["consultation.db"])
        );
        await using var left = new SqliteConnection($"Data Source={Path.Combine(target, "consultation.db")};Pooling=False");
        Assert.That(await left.ExecuteScalarAsync<long>("select count(*) from Reply"), Is.Zero);
        Assert.That(await left.ExecuteScalarAsync<long>("select count(*) from Subject"), Is.GreaterThan(10));
    }
}
