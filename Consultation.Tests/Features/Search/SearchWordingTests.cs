using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Search;

/// <summary>What words find and what syntax does; one program for all, each case in a hearing of its own.</summary>
public sealed class SearchWordingTests
{
    private TestApp app = null!;

    [OneTimeSetUp]
    public void Open() => app = new TestApp();

    [OneTimeTearDown]
    public async Task Close() => await app.DisposeAsync();

    [TestCase("båt", "Båten ligger ved kai", true)]
    [TestCase("bat", "Båten ligger ved kai", false)]
    [TestCase("håndtering", "ha\u030Andtering", true)]
    [TestCase("ha\u030Andtering", "Håndteringen", true)]
    [TestCase("HØRINGEN ÆRLIG", "ærlige høringer", true)]
    [TestCase("čáhci", "Min ČÁHCI", true)]
    [TestCase("sami giella", "Sámi giella", true)]
    [TestCase("høyringa", "Høringen var kort", true)]
    [TestCase("høring", "Høyringane var korte", true)]
    [TestCase("ikkje", "Vi er ikke enige", true)]
    [TestCase("verksemder", "Virksomheten vår", true)]
    [TestCase("hjemmel", "Heimelen manglar", true)]
    [TestCase("høringsuttalelse", "Høyringsfråsegner", true)]
    [TestCase("offentlighet", "Offentlegheita", true)]
    [TestCase("\"støy om natten\"", "Det er støy om natten her", true)]
    [TestCase("\"støy natten\"", "Det er støy om natten her", false)]
    [TestCase("natten støy", "Det er støy om natten her", true)]
    [TestCase("natten ro", "Det er støy om natten her", false)]
    [TestCase("støy -natten", "Det er støy om natten her", false)]
    [TestCase("støy -dagen", "Det er støy om natten her", true)]
    [TestCase("barneh*", "Barnehagene stenger", true)]
    [TestCase("stenge* barneh*", "Barnehagene stenger", true)]
    [TestCase("barnehage", "Ingen barnehageplass til barna i barnehage", true)]
    [TestCase("26/1234", "Se sak 26/1234-5.", true)]
    [TestCase("26/1234", "Se sak 1234/26.", false)]
    [TestCase("e-post", "Send e-post", true)]
    public async Task Search_Finds(string typed, string text, bool expected)
    {
        var id = await app.OpenHearing();
        await app.Say(id, text);
        var found = await app.Anonymous.Find(id, typed);
        Assert.That(found, Has.Count.EqualTo(expected ? 1 : 0));
        Assert.That(found.Select(item => item.Marked()), Has.All.Not.Empty);
    }

    [TestCase("\"")]
    [TestCase("*")]
    [TestCase("NEAR(")]
    [TestCase("NEAR(støy natt, 2)")]
    [TestCase("AND")]
    [TestCase("støy AND")]
    [TestCase("støy OR natt")]
    [TestCase("NOT støy")]
    [TestCase("Tokens:støy")]
    [TestCase("{Tokens} : støy")]
    [TestCase("^støy")]
    [TestCase("-")]
    [TestCase("--støy")]
    [TestCase("støy\"; drop table Reply; --")]
    [TestCase("' or 1=1 --")]
    [TestCase("støy + natt")]
    [TestCase("(((")]
    [TestCase("¶ ¤")]
    [TestCase("\u0000\uFFFF")]
    [TestCase("* * * \"\" \"*\" -* -\"")]
    public async Task Search_AnySyntax_IsPlainText(string typed)
    {
        var id = await app.OpenHearing();
        await app.Say(id, "støy natt");
        await app.Anonymous.Find(id, typed);
        await app.Staff.Find(id, typed, "&scope=all");
        await app.Anonymous.GetAsync($"/api/v1/hearings?q={Uri.EscapeDataString(typed)}").Json(200);
    }
}
