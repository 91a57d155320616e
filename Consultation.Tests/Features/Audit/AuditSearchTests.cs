using System.Net.Http.Json;
using Consultation.Api.Features.Audit;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Audit;

/// <summary>An administrator finds in the log who did what, when, to which hearing; of the own ministry alone.</summary>
public sealed class AuditSearchTests
{
    private TestApp _app = null!;
    private StaffBrowser _own = null!;
    private string _first = "";
    private string _second = "";
    private string _foreign = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = new TestApp(("SecondStep", "nobody"));
        _first = await Draft("Støy ved ÅLESUND havn", "26/1234");
        _second = await Draft("Ladeplasser 100 % over alt", "26/99");
        _foreign = await Draft("Støy i Bergen", "26/55", "fin");
        _app.Clock.Advance(TimeSpan.FromDays(3));
        using var officer = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd", "oystein@dep.example");
        await officer.Get($"/staff/hearings/{_first}/documents");
        await officer.Press("Fjern dokumentet");
        Assert.That((int)officer.Status, Is.EqualTo(303));
        _own = await StaffBrowser.SignedIn(_app, Role.Administrator, "ksd");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _own.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task LogOfAHearing_IsNotThere_ForAnotherMinistry_NorForACaseOfficer()
    {
        Assert.That((int)(await _own.Get($"/staff/audit?horing={_foreign}")).Status, Is.EqualTo(404));
        using var officer = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd", "annen@dep.example");
        Assert.That((int)(await officer.Get($"/staff/audit?horing={_first}")).Status, Is.EqualTo(403));
        await officer.Get($"/staff/hearings/{_first}");
        Assert.That(officer.Page.QuerySelector("main a[href^='/staff/audit']"), Is.Null, "no link to what is refused");
    }

    [Test]
    public async Task LogOfAHearing_IsLinkedFromItsPage_AndHoldsItsLinesAlone()
    {
        await _own.Get($"/staff/hearings/{_first}");
        await _own.Get(_own.Page.QuerySelector("main a[href^='/staff/audit']")!.GetAttribute("href")!);
        Assert.That(Deeds(), Is.EqualTo((string[])["Fjernet et dokument", "Opprettet høringen"]));
        Assert.That(_own.Text, Does.Contain("Loggen for Støy ved ÅLESUND havn"));
        await _own.Get($"/staff/audit?horing={_first}&hva=CreateHearing");
        Assert.That(Deeds(), Is.EqualTo((string[])["Opprettet høringen"]));
    }

    [TestCase("hvem=BOOTSTRAP&hva=CreateHearing", 2)]
    [TestCase("hvem=bootstra_", 0, TestName = "Search_ForAnUnderscore_FindsNoOtherLetter")]
    [TestCase("hvem=østensjø&hva=RemoveDocument", 1)]
    [TestCase("hvem=ØSTENSJØ&hva=RemoveDocument", 1)]
    [TestCase("hva=RemoveDocument", 1)]
    [TestCase("hva=NoSuchThing", 0)]
    [TestCase("sak=ålesund", 2)]
    [TestCase("sak=26/1234", 2)]
    [TestCase("sak=100 %25", 1, TestName = "Search_ForAPercentSign_TakesItAsItIs")]
    [TestCase("sak=bergen", 0, TestName = "Search_ForAForeignMinistrysHearing_FindsNothing")]
    [TestCase("sak=%5B", 0, TestName = "Search_ForABracket_FindsNothing")]
    [TestCase("fra=2026-03-02&til=2026-03-02&hva=CreateHearing", 2)]
    [TestCase("fra=03.03.2026&hva=CreateHearing", 0)]
    [TestCase("til=2026-03-04&hva=RemoveDocument", 0)]
    [TestCase("fra=2026-03-05&til=05.03.2026&hva=RemoveDocument", 1)]
    public async Task Search_FindsThose(string query, int expected)
    {
        await _own.Get("/staff/audit?" + query);
        Assert.That((int)_own.Status, Is.EqualTo(200), _own.Text);
        Assert.That(Deeds().Length, Is.EqualTo(expected), string.Join('\n', Deeds()));
        Assert.That(_own.Text.Contains("Ingenting i loggen svarer til søket", StringComparison.Ordinal), Is.EqualTo(expected == 0));
    }

    [TestCase("", "Skriv en dato", "Den siste dagen er før")]
    [TestCase("/nn", "Skriv ein dato", "Den siste dagen er før")]
    [TestCase("/en", "Write a date", "The last day is before")]
    public async Task Search_WrongDays_AreToldAtTheirFields_AndKept(string language, string day, string crossed)
    {
        await _own.Get(language + "/staff/audit?fra=i går&til=0001-01-01&hvem=Kari&hva=SetPassword");
        Assert.That((int)_own.Status, Is.EqualTo(422));
        Assert.That((_own.ErrorOf("fra"), _own.ErrorOf("til")), Is.EqualTo((_own.ErrorOf("til"), _own.ErrorOf("fra"))));
        Assert.That(_own.ErrorOf("fra"), Does.StartWith(day));
        Assert.That(_own.Page.QuerySelector("#fra")!.GetAttribute("value"), Is.EqualTo("i går"));
        Assert.That(_own.Page.QuerySelector("#hvem")!.GetAttribute("value"), Is.EqualTo("Kari"));
        Assert.That(_own.Page.QuerySelector("#hva option[selected]")!.GetAttribute("value"), Is.EqualTo("SetPassword"));
        await _own.Get(language + "/staff/audit?fra=2026-03-05&til=2026-03-04");
        Assert.That(_own.ErrorOf("til"), Does.StartWith(crossed));
        await _own.Get(language + "/staff/audit?hvem=" + new string('x', 201));
        Assert.That(((int)_own.Status, _own.ErrorOf("hvem") is not null), Is.EqualTo((422, true)));
    }

    [Test]
    public async Task Search_OlderPages_GoOnWithTheSameSearch()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        var hearing = await app.Draft(Given.Hearing(ministry: "ksd"));
        for (var i = 0; i < 60; i++)
        {
            await app.Staff.PatchAsJsonAsync($"/api/v1/hearings/{hearing}", new { title = $"Tittel {i}" }).Json(200);
        }
        using var administrator = await StaffBrowser.SignedIn(app, Role.Administrator, "ksd");
        await administrator.Get("/staff/audit?hva=ChangeHearing&sak=tittel");
        var first = administrator.Page.QuerySelectorAll("tbody tr").Length;
        await administrator.Get(administrator.Page.QuerySelector("a[href*='eldre=']")!.GetAttribute("href")!);
        Assert.That((first, administrator.Page.QuerySelectorAll("tbody tr").Length), Is.EqualTo((50, 10)));
        Assert.That(administrator.Page.QuerySelector("a[href*='eldre=']"), Is.Null);
        Assert.That(administrator.Page.QuerySelector("#sak")!.GetAttribute("value"), Is.EqualTo("tittel"));
    }

    /// <summary>Whoever looks for a deed chooses it by its words.</summary>
    [Test]
    public void Actions_AreAllThatTheLogKeeps_AndEachHasWords() =>
        Assert.That(
            new ResourceTexts("StaffTexts", "Consultation.Web").Bokmaal.Keys,
            Is.SupersetOf(ListAudit.Actions.Select(action => "account.deed." + action))
        );

    /// <summary>Of the choices that commands of staff hold under the names that the log tells.</summary>
    [Test]
    public void Choices_ThatTheLogTells_HaveWords()
    {
        string[] told = ["Decision", "Ground"];
        var choices = typeof(ListAudit)
            .Assembly.GetTypes()
            .Where(type => type.DeclaringType is { } owner && ListAudit.Actions.Contains(owner.Name))
            .SelectMany(type => type.GetProperties())
            .Where(property => told.Contains(property.Name))
            .Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
            .Where(type => type.IsEnum)
            .SelectMany(Enum.GetNames)
            .ToHashSet(StringComparer.Ordinal);
        Assert.That(choices, Has.Count.GreaterThan(10));
        Assert.That(
            new ResourceTexts("StaffTexts", "Consultation.Web").Bokmaal.Keys,
            Is.SupersetOf(choices.Select(choice => "account.choice." + choice))
        );
    }

    private string[] Deeds() =>
        [
            .. _own
                .Page.QuerySelectorAll("tbody tr")
                .Select(row => row.QuerySelectorAll("td")[2].FirstElementChild!.ChildNodes[0].TextContent.Trim()),
        ];

    private async Task<string> Draft(string title, string caseNumber, string ministry = "ksd")
    {
        var body = Given.Hearing(ministry: ministry);
        (body["title"], body["caseNumber"]) = (title, caseNumber);
        return await _app.Draft(body);
    }
}
