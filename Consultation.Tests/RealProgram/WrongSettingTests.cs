using Consultation.Api;
using Consultation.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Consultation.Tests.RealProgram;

/// <summary>Who has set something wrongly is told so in one sentence, with nothing of the program's insides behind it.</summary>
public sealed class WrongSettingTests
{
    private string _folder = "";

    [OneTimeSetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("consultation-settings-").FullName;

    [OneTimeTearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [TestCase("DatabaseProvider", "oracle", "Consultation:DatabaseProvider must be one of sqlite, sqlServer, and is 'oracle'")]
    [TestCase("BootstrapKey", "short", "Consultation:BootstrapKey must be at least 32 characters")]
    [TestCase("SecretKey", "no key", "Consultation:SecretKey must be base64 of at least 32 bytes")]
    [TestCase("Database", "nonsense", "Consultation:Database is no connection string: ")]
    public async Task Start_WithAWrongSetting_SaysSo_AndNothingElse(string name, string value, string told)
    {
        var outcome = await RunTool.With([("Consultation__" + name, value)], _folder, "--urls", "http://127.0.0.1:0");
        Assert.That(outcome.Code, Is.EqualTo(1), outcome.ToString());
        Assert.That(outcome.Error, Does.StartWith(told).And.EndWith("\n"));
        Assert.That(outcome.Error.Trim(), Does.Not.Contain("\n").And.Not.Contain("Exception"));
    }

    [Test]
    public async Task Tool_WithAWrongSetting_SaysSo_AndNothingElse()
    {
        var outcome = await RunTool.With([("Consultation__LeaseSeconds", "x")], _folder, "key", "list");
        Assert.That((outcome.Code, outcome.Error.Trim()), Is.EqualTo((1, "Consultation:LeaseSeconds must be a whole number, and is 'x'")));
    }

    [TestCase("MigrateAtStart", "perhaps", "Consultation:MigrateAtStart must be true or false, and is 'perhaps'")]
    [TestCase("RateLimits:Sends", "many", "Consultation:RateLimits:Sends must be a whole number, and is 'many'")]
    [TestCase("Mail:Port", "smtp", "Consultation:Mail:Port must be a whole number, and is 'smtp'")]
    [TestCase("Mail:Tls", "7", "Consultation:Mail:Tls must be one of startTls, implicit, none, and is '7'")]
    [TestCase("TimeZone", "Europe/Atlantis", "Consultation:TimeZone 'Europe/Atlantis' is not known")]
    public void Setting_ThatIsNoneOfItsKind_IsNamed(string name, string value, string told) =>
        Assert.That(() => Read((name, value)), Throws.TypeOf<WrongSetting>().With.Message.EqualTo(told));

    [Test]
    public void Settings_OfEachKind_AreRead()
    {
        var read = Read(
            ("DatabaseProvider", "sqlite"),
            ("SecondStep", "nobody"),
            ("LeaseSeconds", "3"),
            ("Mail:Port", "25"),
            ("Mail:Tls", "none")
        );
        Assert.That(
            (read.DatabaseProvider, read.SecondStep, read.LeaseSeconds, read.Mail.Port, read.Mail.Tls),
            Is.EqualTo((DatabaseProvider.Sqlite, SecondStep.Nobody, 3, 25, MailTls.None))
        );
    }

    private static Settings Read(params (string Name, string Value)[] settings) =>
        Settings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create("Consultation:" + one.Name, (string?)one.Value)))
                .Build()
        );
}
