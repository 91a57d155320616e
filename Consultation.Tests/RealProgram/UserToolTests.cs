using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>People are let in and shut out by the command line, with no server running.</summary>
public sealed class UserToolTests
{
    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("consultation-user-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Users_AreAdded_Listed_ResetAndDisabled()
    {
        await RunTool.NotDone(1, _folder, "user", "disable", "ingen@dep.example");
        var first = await RunTool.Done(_folder, Add("ragnhild@dep.example", "Ragnhild Østensjø"));
        Assert.That(first, Does.Match("^http://localhost:5080/staff/link/[A-Za-z0-9_-]{43}$"));
        Assert.That(await RunTool.NotDone(1, _folder, Add("RAGNHILD@dep.example", "En annen")), Does.Contain("already has access"));
        await RunTool.Done(_folder, Add("mathias@dep.example", "Mathias"));
        var reset = await RunTool.Done(_folder, "user", "reset", "ragnhild@dep.example");
        Assert.That(reset, Does.Contain("/staff/link/").And.Not.EqualTo(first));
        Assert.That(
            await RunTool.NotDone(1, _folder, "user", "disable", "ragnhild@dep.example"),
            Does.Contain("at least one administrator")
        );
        var lines = (await RunTool.Done(_folder, "user", "list")).Split('\n').Select(line => line.Split('\t')[1..]).ToArray();
        Assert.That(
            lines,
            Is.EqualTo(
                (string[][])
                    [
                        ["invited", "administrator@all", "-", "mathias@dep.example", "Mathias"],
                        ["invited", "administrator@all", "-", "ragnhild@dep.example", "Ragnhild Østensjø"],
                    ]
            )
        );
    }

    private static string[] Add(string email, string name) => ["user", "add", "--email", email, "--name", name, "--role", "administrator"];
}
