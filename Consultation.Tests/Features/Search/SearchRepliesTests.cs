using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Search;

public sealed class SearchRepliesTests
{
    [Test]
    public async Task Search_InReview_IsFoundByStaffAlone()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("reviewed");
        await app.Say(id, "Havnestøy om natten");
        Assert.That(await app.Anonymous.Numbers(id, "havnestøy"), Is.Empty);
        Assert.That(await app.Staff.Numbers(id, "havnestøy"), Is.Empty, "without scope staff see what the public sees");
        Assert.That(await app.Staff.Numbers(id, "havnestøy", "&scope=all"), Is.EqualTo((int[])[1]));
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies?q=havnestøy&scope=all").Json(401);
        var foreigner = await app.Holder("administrator", "kld");
        await foreigner.GetAsync($"/api/v1/hearings/{id}/replies?q=havnestøy&scope=all").Json(404);
    }

    [Test]
    public async Task Search_AwaitingTheDeadline_IsFoundAtTheInstant()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("afterDeadline");
        await app.Say(id, "Havnestøy om natten");
        Assert.That(await app.Anonymous.Numbers(id, "havnestøy"), Is.Empty);
        app.Clock.MoveTo((await app.Deadline(id)).AddMilliseconds(-1));
        Assert.That(await app.Anonymous.Numbers(id, "havnestøy natt"), Is.Empty);
        app.Clock.MoveTo(await app.Deadline(id));
        Assert.That(await app.Anonymous.Numbers(id, "havnestøy"), Is.EqualTo((int[])[1]));
    }

    [Test]
    public async Task Search_OfAnUnknownHearingOrADraft_IsNotFound()
    {
        await using var app = new TestApp();
        await app.Anonymous.GetAsync("/api/v1/hearings/1/replies?q=støy").Json(404);
        await app.Anonymous.GetAsync($"/api/v1/hearings/{await app.Draft()}/replies?q=støy").Json(404);
    }

    [Test]
    public async Task Search_FindsTheHearingsOwnRepliesOnly()
    {
        await using var app = new TestApp();
        var (one, other) = (await app.OpenHearing(), await app.OpenHearing());
        await app.Say(one, "Støy");
        await app.Say(other, "Bråk");
        await app.Say(other, "Støy og bråk");
        await app.Say(one, "Ro");
        Assert.That(await app.Anonymous.Numbers(one, "støy"), Is.EqualTo((int[])[1]));
        Assert.That(await app.Anonymous.Numbers(other, "støy"), Is.EqualTo((int[])[2]));
    }

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
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Say(id, text);
        var found = await app.Anonymous.Find(id, typed);
        Assert.That(found, Has.Count.EqualTo(expected ? 1 : 0));
        Assert.That(found.Select(item => item.Marked()), Has.All.Not.Empty);
    }

    [Test]
    public async Task Search_PartOfACompound_FindsIt_WhicheverCameFirst()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Say(id, "Hver barnehageplass teller");
        await app.Say(id, "Et palass, sa Pål");
        await app.Say(id, "Vi mangler en barnehage og plass");
        Assert.That(await app.Anonymous.Numbers(id, "plasser"), Is.EqualTo((int[])[3, 1]));
        Assert.That(await app.Anonymous.Numbers(id, "barnehagen"), Is.EqualTo((int[])[3, 1]));
        Assert.That((await app.Anonymous.Find(id, "plass"))[1].Marked(), Is.EqualTo((string[])["barnehageplass"]));
        Assert.That(await app.Anonymous.Numbers(id, "plass -barnehage"), Is.EqualTo((int[])[1]), "what is excluded is the word itself");
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
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Say(id, "støy natt");
        await app.Anonymous.Find(id, typed);
        await app.Staff.Find(id, typed, "&scope=all");
        await app.Anonymous.GetAsync($"/api/v1/hearings?q={Uri.EscapeDataString(typed)}").Json(200);
    }

    [TestCase("\"*-")]
    [TestCase("¶")]
    public async Task Search_NoWordInIt_FindsNothing_BlankFindsAll(string typed)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Say(id, "¶ støy \"*-");
        Assert.That(await app.Anonymous.Numbers(id, typed), Is.Empty);
        var all = await app.Anonymous.Find(id, "  ");
        Assert.That(all, Has.Count.EqualTo(1));
        Assert.That(all[0]["hit"], Is.Null);
    }

    [Test]
    public async Task Search_TooLongAQuery_IsRefused()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies?q={new string('a', 501)}").Json(422);
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies?q={new string('a', 500)}").Json(200);
    }

    [Test]
    public async Task Search_TellsTheFieldAndMarksTheWords()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Say(id, "Vi er enige.\n\nKommunen vår støtter forslaget om støy.", "Kari Nordmann");
        var text = (await app.Anonymous.Find(id, "kommuner støy"))[0];
        Assert.That(text["hit"]!.Text("field"), Is.EqualTo("text"));
        Assert.That(text["hit"]!.Text("snippet"), Is.EqualTo("Vi er enige.  Kommunen vår støtter forslaget om støy."));
        Assert.That(text.Marked(), Is.EqualTo((string[])["Kommunen", "støy"]));
        var name = (await app.Anonymous.Find(id, "nordmann"))[0];
        Assert.That(name["hit"]!.Text("field"), Is.EqualTo("sender.name"));
        Assert.That(name.Marked(), Is.EqualTo((string[])["Nordmann"]));
        Assert.That(await app.Anonymous.Numbers(id, "\"støy kari\""), Is.Empty, "no phrase reaches from one field into the next");
    }

    [Test]
    public async Task Search_NeverFindsTheAddressOrAnAnonymousSender()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reply = Given.Reply("Støy");
        reply["sender"]!["email"] = "hemmelig@example.org";
        await app.Anonymous.Send(id, reply).Json(201);
        Assert.That(await app.Staff.Numbers(id, "hemmelig", "&scope=all"), Is.Empty);
        Assert.That(await app.Staff.Numbers(id, "example", "&scope=all"), Is.Empty);
    }
}
