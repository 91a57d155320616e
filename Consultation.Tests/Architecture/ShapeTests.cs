using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Consultation.Api;
using Consultation.Api.Data;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Tests.Architecture;

/// <summary>How classes and files look, and that what would break a rule does not build.</summary>
public sealed partial class ShapeTests
{
    private const int MostLines = 250;

    private static readonly Assembly[] Ours =
    [
        typeof(Refusal).Assembly,
        typeof(Settings).Assembly,
        typeof(Consultation.Web.Pages.SitePage).Assembly,
    ];

    /// <summary>What others are made from; nothing else may be.</summary>
    private static readonly string[] MadeToBeInherited =
    [
        "CannotStart",
        "Database",
        "LaneWork",
        "SitePage",
        "StaffPage",
        "HearingWork",
        "HearingStaffPage",
        "ReviewPage",
        "WritingPage",
    ];

    [Test]
    public void Class_IsSealedOrStatic()
    {
        var classes = Own()
            .Where(type => type is { IsClass: true, IsSealed: false } && !type.IsAssignableTo(typeof(Delegate)))
            .Select(type => type.Name);
        Assert.That(classes, Is.EquivalentTo(MadeToBeInherited));
    }

    [Test]
    public void Handler_Validator_AndBehaviour_AreInternal()
    {
        Type[] kinds = [typeof(IRequestHandler<,>), typeof(IPipelineBehavior<,>), typeof(IValidator<>)];
        var found = Own()
            .Where(type => type.GetInterfaces().Any(made => made.IsGenericType && kinds.Contains(made.GetGenericTypeDefinition())))
            .ToArray();
        Assert.That(found, Has.Length.GreaterThan(25));
        Assert.That(found.Where(type => type.IsVisible), Is.Empty);
    }

    [Test]
    public void DataTypes_AreInternal() =>
        Assert.That(
            typeof(Database).Assembly.GetTypes().Where(type => type.Namespace == typeof(Database).Namespace && type.IsVisible),
            Is.EqualTo((Type[])[typeof(Unavailable)])
        );

    [TestCase("Consultation.Domain")]
    [TestCase("Consultation.Api")]
    [TestCase("Consultation.Web")]
    [TestCase("Consultation.Tests")]
    public void File_IsShortEnoughToRead(string project)
    {
        var files = Sources.Of(project, "*.cs").Concat(Sources.Of(project, "*.cshtml")).ToArray();
        Assert.That(files, Has.Length.GreaterThan(10));
        Assert.That(files.Where(file => file.Lines > MostLines).Select(file => $"{file.Path}: {file.Lines} lines"), Is.Empty);
    }

    [Test]
    public void UseCase_IsNamedAsItsFile()
    {
        var strays =
            from file in Sources.Of("Consultation.Api/Features", "*.cs")
            let name = Path.GetFileNameWithoutExtension(file.Path)
            where
                !Regex.IsMatch(
                    file.Text,
                    $@"\b(class|record|struct|enum|interface) {name}\b",
                    RegexOptions.CultureInvariant,
                    TimeSpan.FromSeconds(1)
                )
            select file.Path;
        Assert.That(strays, Is.Empty);
    }

    [Test]
    public void ClocksAndRandomIds_AreBannedByTheBuild()
    {
        var banned = Sources.Read("BannedSymbols.txt");
        foreach (var symbol in (string[])["DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Guid.NewGuid"])
        {
            Assert.That(banned, Does.Contain($"System.{symbol};"));
        }
        Assert.That(Sources.Read(".editorconfig"), Does.Match(@"dotnet_diagnostic\.RS0030\.severity = error"));
        var shared = XDocument.Parse(Sources.Read("Directory.Build.props"));
        Assert.That(
            shared.Descendants("AdditionalFiles").Select(file => file.Attribute("Include")!.Value),
            Has.Some.EndsWith("BannedSymbols.txt")
        );
        Assert.That(shared.Descendants("TreatWarningsAsErrors").Single().Value, Is.EqualTo("true"));
        Assert.That(
            XDocument
                .Parse(Sources.Read("Directory.Packages.props"))
                .Descendants("GlobalPackageReference")
                .Select(p => p.Attribute("Include")!.Value),
            Has.Member("Microsoft.CodeAnalysis.BannedApiAnalyzers")
        );
    }

    /// <summary>The ban can be switched off line by line; where it is, that is for a reader to see here.</summary>
    [Test]
    public void Bans_AreNowhereSwitchedOff()
    {
        string[] projects = ["Consultation.Domain", "Consultation.Api", "Consultation.Web"];
        var off = projects
            .SelectMany(project => Sources.Of(project, "*.cs").Concat(Sources.Of(project, "*.csproj")))
            .Where(file => file.Text.Contains("RS0030", StringComparison.Ordinal));
        Assert.That(off.Select(file => file.Path), Is.Empty);
    }

    private static IEnumerable<Type> Own() =>
        Ours.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Consultation.", StringComparison.Ordinal) == true)
            .Where(type => !MadeByATool().IsMatch(type.FullName!) && type.Name != "Program");

    [GeneratedRegex(@"<|Pages_|_Pages|AspNetCoreGeneratedDocument", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MadeByATool();
}
