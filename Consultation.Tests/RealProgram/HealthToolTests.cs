using Consultation.Api.Commands;
using Consultation.Api.Http;
using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>What a container or a script asks the server with; and settings that come as files.</summary>
public sealed class HealthToolTests
{
    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("consultation-health-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Health_Is1WhereNobodyAnswers_And0WhereTheServerIsReady()
    {
        string address;
        await using (var program = await RunningProgram.Start(_folder))
        {
            address = program.Address.ToString();
            Assert.That(await RunTool.Done(_folder, "health", "--address", address), Does.Contain("\"ready\""));
        }
        var gone = await RunTool.On(_folder, "health", "--address", address);
        Assert.That(gone.Code, Is.EqualTo(1), gone.ToString());
        Assert.That(gone.Out, Does.StartWith("Nobody answers at " + address));
    }

    [TestCase("http://+:5080", null, "http://127.0.0.1:5080/")]
    [TestCase("https://*:443;http://*:5081", null, "http://127.0.0.1:5081/")]
    [TestCase("http://[::]:5080", null, "http://127.0.0.1:5080/")]
    [TestCase("http://10.0.0.7:80", null, "http://10.0.0.7/")]
    [TestCase(null, "8080;8081", "http://127.0.0.1:8080/")]
    [TestCase(null, null, "http://127.0.0.1:5000/")]
    public void Address_IsWhereTheServerIsToldToListen(string? urls, string? ports, string address) =>
        Assert.That(HealthCommand.Listening(urls, ports).ToString(), Is.EqualTo(address));

    [TestCase(0, 5_000_000_000L, null)]
    [TestCase(0, 12_000_000L, "The disk of the data directory has 12 MB left.")]
    [TestCase(2.5, 5_000_000_000L, "The clocks of node and database differ by 2.5 s.")]
    public void Warning_IsOfClocksAndOfTheDisk(double apart, long free, string? warning)
    {
        Assert.That(Readiness.Warning(TimeSpan.FromSeconds(apart), free, isOlder: false), Is.EqualTo(warning));
        Assert.That(Readiness.Warning(TimeSpan.Zero, null, isOlder: false), Is.Null);
        Assert.That(Readiness.FreeBytes(_folder), Is.GreaterThan(0));
    }

    /// <summary>As systemd's credentials and a container's secrets: the file goes before the environment, and other files are left alone.</summary>
    [Test]
    public async Task SettingsAsFiles_AreRead()
    {
        var (secrets, data) = (Folder("secrets"), Folder("data"));
        await File.WriteAllTextAsync(Path.Combine(secrets, "Consultation__Database"), $"Data Source={Path.Combine(data, "named.db")}\n");
        await File.WriteAllTextAsync(Path.Combine(secrets, "Logging__LogLevel__Default"), "Nonsense");
        await using var program = await RunningProgram.Start(
            data,
            null,
            ("CREDENTIALS_DIRECTORY", secrets),
            ("Consultation__Database", "Data Source=/nowhere/at/all.db")
        );
        await program.Anonymous.GetAsync("/health/ready").Json(200);
        Assert.That(File.Exists(Path.Combine(data, "named.db")), Is.True);
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
}
