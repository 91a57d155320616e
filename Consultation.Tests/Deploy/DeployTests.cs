using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Consultation.Api;
using Consultation.Domain;
using Consultation.Tests.Architecture;
using Consultation.Tests.Data;
using Consultation.Tests.Support;

namespace Consultation.Tests.Deploy;

/// <summary>What operators copy from <c>deploy</c> names settings, sizes and addresses that the program has.</summary>
public sealed partial class DeployTests
{
    /// <summary>The largest body that any endpoint takes: a file to import.</summary>
    private const long Import = 1024L * 1024 * 1024;

    /// <summary>What a reply's form may hold besides its files.</summary>
    private const long Fields = 16L * 1024 * 1024;

    private static readonly string[] Images = ["/dotnet/", "/mssql/"];

    private static string Nginx => Sources.Read("deploy/nginx.conf");
    private static string Compose => Sources.Read("deploy/compose.yaml");
    private static string Small => Sources.Read("deploy/compose.sqlite.yaml");
    private static string Image => Sources.Read("deploy/Dockerfile");
    private static string Unit => Sources.Read("deploy/consultation.service");

    private static Sources.SourceFile[] All =>
        [
            .. Sources
                .Of("deploy", "*")
                .Where(file => !file.Path.StartsWith("deploy/bench/", StringComparison.Ordinal))
                .Where(file => file.Path.Split('/') is not ["deploy", "secrets" or "tls" or "acme", ..]),
        ];

    [Test]
    public void SettingsNamed_Exist()
    {
        var named = All.SelectMany(file => Setting().Matches(file.Text).Select(match => (file.Path, Name: match.Groups["name"].Value)))
            .ToArray();
        Assert.That(named.Select(one => one.Name).Distinct().Count(), Is.GreaterThan(5));
        Assert.That(named.Where(one => !Exists(typeof(Settings), one.Name.Split("__"))), Is.Empty);
    }

    [TestCase("DataDirectory", true)]
    [TestCase("Mail__Host", true)]
    [TestCase("Mail__Hosts", false)]
    [TestCase("DataFolder", false)]
    public void Setting_IsToldFromWhatIsNone(string name, bool exists) =>
        Assert.That(Exists(typeof(Settings), name.Split("__")), Is.EqualTo(exists));

    /// <summary>Every way in agrees on the port and on which proxy is believed; nobody else's word is taken.</summary>
    [Test]
    public void PortAndProxy_AreTheSame_OnBothSides()
    {
        Assert.That(Image, Does.Contain("ASPNETCORE_URLS=http://+:5080").And.Contain("EXPOSE 5080"));
        Assert.That(Unit, Does.Contain("ASPNETCORE_URLS=http://127.0.0.1:5080").And.Contain("Consultation__KnownProxies=127.0.0.1"));
        var nodes = Node().Matches(Sources.Read("deploy/nodes.conf")).Select(match => match.Groups["address"].Value).ToArray();
        var given = Address().Matches(Compose).Select(match => match.Groups["address"].Value).ToArray();
        Assert.That(nodes, Has.Length.EqualTo(2));
        Assert.That(given, Is.SupersetOf(nodes));
        var proxy = KnownProxies().Match(Compose).Groups["address"].Value;
        Assert.That(given.Except(nodes), Is.EqualTo([proxy]));
        Assert.That(
            Small,
            Does.Contain("gateway: " + KnownProxies().Match(Small).Groups["address"].Value).And.Contain("127.0.0.1:5080:5080")
        );
    }

    /// <summary>nginx says what it is asked to say, in the program's own words for who is calling.</summary>
    [Test]
    public void Nginx_TellsWhoIsCalling_AndHoldsNothingBack()
    {
        Assert.That(
            Nginx,
            Does.Contain("proxy_set_header X-Forwarded-For $remote_addr;")
                .And.Contain("proxy_set_header X-Forwarded-Proto $scheme;")
                .And.Contain("proxy_set_header Host $host;")
                .And.Contain("proxy_request_buffering off;")
        );
        Assert.That(Nginx, Does.Not.Contain("proxy_cache ").And.Not.Contain("non_idempotent"));
    }

    [Test]
    public void Nginx_LetsThrough_WhatTheProgramTakes()
    {
        var megabytes = long.Parse(BodySize().Match(Nginx).Groups["megabytes"].Value, System.Globalization.CultureInfo.InvariantCulture);
        var form = Fields + ((long)ReplyRules.MaxAttachments * new Settings().AttachmentBytes);
        Assert.That(megabytes * 1024 * 1024, Is.GreaterThanOrEqualTo(Math.Max(Import, form)));
        foreach (var name in (string[])["client_body_timeout", "proxy_send_timeout", "proxy_read_timeout"])
        {
            var seconds = int.Parse(
                Regex.Match(Nginx, name + @" (\d+)s;", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value,
                System.Globalization.CultureInfo.InvariantCulture
            );
            Assert.That(seconds, Is.GreaterThan(Consultation.Api.Http.BodyTimeAttribute.Most.TotalSeconds), name);
        }
    }

    [Test]
    public async Task HealthAddress_IsThere_AndEachPlaceAsksIt()
    {
        await using var app = new TestApp();
        using var answer = await app.Anonymous.GetAsync("/health/ready");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Nginx, Does.Contain("location = /health/ready"));
        Assert.That(Image, Does.Contain("\"/program/Consultation.Web.dll\", \"health\""));
        Assert.That(Unit, Does.Contain("Consultation.Web health --wait"));
    }

    /// <summary>The nodes come by the login that cannot change the schema; the one that can is for migrate alone.</summary>
    [Test]
    public void Nodes_DoNotOwnTheDatabase()
    {
        var services = Compose[Compose.IndexOf("\nservices:", StringComparison.Ordinal)..];
        var migrate = services[
            services.IndexOf("\n  migrate:", StringComparison.Ordinal)..services.IndexOf("\n  node1:", StringComparison.Ordinal)
        ];
        Assert.That(migrate, Does.Contain("owner_database"));
        Assert.That(Regex.Count(Compose, @"source: owner_database", RegexOptions.None, TimeSpan.FromSeconds(1)), Is.EqualTo(1));
        Assert.That(Compose, Does.Contain("Consultation__MigrateAtStart: \"false\""));
        var logins = Sources.Read("deploy/sqlserver/logins.sql");
        Assert.That(logins, Does.Contain("grant select, insert, update, delete on schema::dbo to consultation;"));
        Assert.That(Regex.Count(logins, @"add member", RegexOptions.None, TimeSpan.FromSeconds(1)), Is.EqualTo(1));
    }

    /// <summary>What sqlcmd puts in and takes out itself is left to it; the rest must be T-SQL.</summary>
    [TestCase("deploy/sqlserver/logins.sql")]
    [TestCase("deploy/sqlserver/restore-test.sql")]
    public void Scripts_AreTransactSql(string path)
    {
        var text = Regex.Replace(
            Sources.Read(path),
            @"^:.*$|\$\((?<name>\w+)\)",
            "${name}",
            RegexOptions.Multiline,
            TimeSpan.FromSeconds(1)
        );
        SqlText.Parse(path, text);
    }

    /// <summary>Where packages and images come from is the operator's to say; nobody's machine shows.</summary>
    [Test]
    public void NoPackageHosts_AndNoMachinesPaths()
    {
        var all = string.Concat(All.Select(file => file.Text));
        Assert.That(All.Where(file => Hosts().IsMatch(file.Text)).Select(file => file.Path), Is.Empty);
        Assert.That(
            Images.Where(image => !Regex.IsMatch(all, @"\$\{IMAGES[^}]*\}" + image, RegexOptions.None, TimeSpan.FromSeconds(1))),
            Is.Empty
        );
    }

    [Test]
    public void Files_AreShort() => Assert.That(All.Where(file => file.Lines > 250).Select(file => file.Path), Is.Empty);

    private static bool Exists(Type type, string[] names)
    {
        var property = type.GetProperty(names[0], BindingFlags.Public | BindingFlags.Instance);
        return property is not null && (names.Length == 1 || Exists(property.PropertyType, names[1..]));
    }

    [GeneratedRegex(@"\bConsultation__(?<name>[A-Z][A-Za-z]+(?:__[A-Z][A-Za-z]+)*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"^server (?<address>[\d.]+):5080 ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Node();

    [GeneratedRegex(@"ipv4_address: (?<address>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"Consultation__KnownProxies: (?<address>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KnownProxies();

    [GeneratedRegex(@"client_max_body_size (?<megabytes>\d+)m;", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BodySize();

    [GeneratedRegex(@"nuget\.org|npmjs|mcr\.|docker\.io|ghcr\.|/work/|/tmp/[a-z]", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Hosts();
}
