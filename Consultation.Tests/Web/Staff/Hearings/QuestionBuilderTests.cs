using System.Text.Json.Nodes;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff.Hearings;

/// <summary>The builder of questions, without script: every button posts the whole form.</summary>
public sealed class QuestionBuilderTests
{
    private TestApp _app = null!;
    private StaffBrowser _officer = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = new TestApp(("SecondStep", "nobody"));
        await _app.Draft(Given.Hearing(ministry: "ksd"));
        _officer = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _officer.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task Questions_AreAdded_Conditioned_Moved_AndSavedWhole()
    {
        var id = await _app.Draft();
        await _officer.Get($"/staff/hearings/{id}/questions");
        await _officer.Press("Legg til spørsmål");
        await _officer.Press(
            "Legg til spørsmål",
            ("s0-tekst", "Støtter du grensen?"),
            ("s0-slag", "Single"),
            ("s0-valg", "Ja\nDelvis\nNei"),
            ("s0-ma", "ja")
        );
        Assert.That(_officer.Page.QuerySelector("#s0-tekst")!.TextContent, Does.Contain("Støtter du grensen?"), "nothing typed is lost");
        Assert.That((await Questions(id)).AsArray(), Is.Empty, "nothing is saved before it is asked for");

        await _officer.Press("Lagre spørsmålene", ("s1-tekst", "Hvorfor ikke?"), ("s1-vilkar", "sporsmal-1|Is|nei"), ("s1-skjult", "ja"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        var saved = await Questions(id);
        Assert.That(
            JsonNode.DeepEquals(
                saved,
                JsonNode.Parse(
                    """[{"key":"sporsmal-1","kind":"single","label":"Støtter du grensen?","options":[{"value":"ja","label":"Ja"},{"value":"delvis","label":"Delvis"},{"value":"nei","label":"Nei"}],"required":true,"public":true},"""
                        + """{"key":"sporsmal-2","kind":"text","label":"Hvorfor ikke?","required":false,"public":false,"showWhen":{"question":"sporsmal-1","op":"is","value":"nei"}}]"""
                )
            ),
            saved.ToJsonString()
        );

        await _officer.Get($"/staff/hearings/{id}/questions");
        Assert.That(_officer.Text, Does.Contain("Vises bare når «Støtter du grensen?» – svaret er «Nei»"));
        await _officer.Press("Lagre spørsmålene", ("s0-valg", "Ja\nDelvis\nNei, jeg er imot"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        var option = (await Questions(id))[0]!["options"]![2]!;
        Assert.That(
            (option.Text("value"), option.Text("label")),
            Is.EqualTo(("nei", "Nei, jeg er imot")),
            "another wording is the same option"
        );

        await _officer.Get($"/staff/hearings/{id}/questions");
        await _officer.Press("Flytt opp");
        Assert.That(_officer.Page.QuerySelector("#s0-tekst")!.TextContent, Does.Contain("Hvorfor ikke?"));
        await _officer.Press("Lagre spørsmålene");
        var moved = await Questions(id);
        Assert.That(
            (moved[0]!.Text("label"), moved[0]!["showWhen"], moved[1]!.Text("label")),
            Is.EqualTo(("Hvorfor ikke?", (JsonNode?)null, "Støtter du grensen?")),
            "what it waited for comes later now"
        );
    }

    [Test]
    public async Task Question_ThatIsIncomplete_IsToldAtItsInput_WithEverythingKept()
    {
        var id = await _app.Draft();
        await _officer.Get($"/staff/hearings/{id}/questions");
        await _officer.Press("Legg til spørsmål");
        await _officer.Press("Legg til spørsmål", ("s0-tekst", "Hva mener du?"), ("s0-slag", "Multiple"));
        await _officer.Press("Lagre spørsmålene", ("s1-slag", "Scale"), ("s1-tekst", "Hvor mye?"), ("s1-fra", "5"), ("s1-til", "x"));
        Assert.That((int)_officer.Status, Is.EqualTo(422));
        Assert.That(_officer.ErrorOf("s0-valg"), Is.EqualTo("Oppgi svaralternativene"));
        Assert.That(_officer.ErrorOf("s1-fra"), Is.EqualTo("Oppgi hvor skalaen begynner og slutter"));
        Assert.That(_officer.Page.QuerySelector("#s1-til")!.GetAttribute("value"), Is.EqualTo("x"));
        Assert.That((await Questions(id)).AsArray(), Is.Empty);
    }

    [Test]
    public async Task PublishedHearing_ShowsItsQuestions_AndTakesNoOthers()
    {
        var id = await _app.OpenHearing();
        await _officer.Get($"/staff/hearings/{id}/questions");
        Assert.That(_officer.Text, Does.Contain("Spørsmålene ligger fast"));
        Assert.That(_officer.Page.QuerySelector("#nytt-sporsmal"), Is.Null);
    }

    private async Task<JsonNode> Questions(string id) => (await _app.Staff.GetAsync($"/api/v1/hearings/{id}").Json(200))["questions"]!;
}
