using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Consultation.Api;
using Consultation.Domain;

namespace Consultation.Tests.Architecture;

/// <summary>What may know of what.</summary>
public sealed partial class BoundaryTests
{
    private static readonly string[] KeptFromWeb =
    [
        "Dapper",
        "Microsoft.Data.Sqlite",
        "Microsoft.Data.SqlClient",
        "Quartz",
        "Hangfire",
        "SQLitePCLRaw",
    ];

    private static readonly Assembly Domain = typeof(Refusal).Assembly;
    private static readonly Assembly Api = typeof(Settings).Assembly;
    private static readonly Assembly Web = typeof(Consultation.Web.Pages.SitePage).Assembly;

    [Test]
    public void Domain_References_TheBaseLibraryAlone()
    {
        var others = References(Domain).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));
        Assert.That(others, Is.Empty);
        Assert.That(Sources.Of("Consultation.Domain", "*.csproj").Single().Text, Does.Not.Contain("Reference"));
    }

    [Test]
    public void Api_References_NeverWeb() => Assert.That(References(Api), Has.None.StartsWith("Consultation.Web"));

    [Test]
    public void Web_References_NoDatabaseAndNoJobEngine() =>
        Assert.That(References(Web).Where(name => KeptFromWeb.Any(kept => name.StartsWith(kept, StringComparison.Ordinal))), Is.Empty);

    /// <summary>Not only does Web not use them: the compiler does not see them, so that nobody can begin to.</summary>
    [Test]
    public void Web_CannotCompileAgainst_TheDatabaseOrAJobEngine()
    {
        var assets = JsonNode.Parse(Sources.Read("Consultation.Web/obj/project.assets.json"))!;
        var compiled = assets["targets"]!
            .AsObject()
            .SelectMany(target => target.Value!.AsObject())
            .Where(package => KeptFromWeb.Any(kept => package.Key.StartsWith(kept, StringComparison.Ordinal)))
            .Select(package => (package.Key, Compile: package.Value!["compile"]?.AsObject().Select(file => file.Key).ToArray() ?? []))
            .ToArray();
        Assert.That(compiled, Has.Length.GreaterThanOrEqualTo(4), "they are there to run with");
        Assert.That(
            compiled.Where(package => !Array.TrueForAll(package.Compile, file => file.EndsWith("/_._", StringComparison.Ordinal))),
            Is.Empty
        );
    }

    [Test]
    public void Api_KeepsItsDatabaseAndJobEngines_ToItself()
    {
        var references = XDocument.Parse(Sources.Of("Consultation.Api", "*.csproj").Single().Text).Descendants("PackageReference");
        var kept = references
            .Where(package => KeptFromWeb.Any(name => package.Attribute("Include")!.Value.StartsWith(name, StringComparison.Ordinal)))
            .ToArray();
        Assert.That(kept, Has.Length.GreaterThanOrEqualTo(5));
        Assert.That(
            kept.Select(package => package.Attribute("PrivateAssets")?.Value),
            Has.All.EqualTo("compile;contentfiles;build;analyzers")
        );
    }

    /// <summary>The engine is chosen when the program is built; nothing but its own folder knows which.</summary>
    [Test]
    public void JobEngines_AreNamed_InTheirOwnFolderAlone()
    {
        var others =
            from file in Sources.Of("Consultation.Api", "*.cs").Concat(Sources.Of("Consultation.Web", "*.cs"))
            where !EngineFolder().IsMatch(file.Path)
            where EngineName().IsMatch(file.Text)
            select file.Path;
        Assert.That(others, Is.Empty);
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    [GeneratedRegex(@"^Consultation\.Api/Jobs/(Quartz|Hangfire)/", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EngineFolder();

    [GeneratedRegex(@"\b(Quartz|Hangfire)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EngineName();
}
