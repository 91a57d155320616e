using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Api.Pipeline;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;
using Consultation.Tests.Web;

namespace Consultation.Tests.Features.Answers;

/// <summary>A ministry answers a reply in public, at its pages, and everybody reads it as long as they read the reply.</summary>
public sealed class AnswerReplyTests
{
    private const string Text =
        "Vi deler overgangstiden i to.\n\nSe [kapittel 3](https://example.no/kapittel-3).\n\n<script>alert(1)</script>";

    [Test]
    public async Task Analyst_AndForeignMinistry_AnswerNothing_NorDoesAnybodyWhatIsNotPublished()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(publication: "reviewed");
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        using var analyst = await StaffBrowser.SignedIn(app, Role.Analyst, "ksd");
        await analyst.Get(Staff(id));
        Assert.That((int)analyst.Status, Is.EqualTo(403));
        await app.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(ministry: "fin")).Json(201);
        using var foreign = await StaffBrowser.SignedIn(app, Role.CaseOfficer, "fin");
        await foreign.Get(Staff(id));
        Assert.That((int)foreign.Status, Is.EqualTo(404));
        using var own = await StaffBrowser.SignedIn(app, Role.CaseOfficer, "ksd");
        await own.Get(Staff(id));
        Assert.That(own.Text, Does.Contain("Svaret er ikke publisert"));
        Assert.That(own.Page.QuerySelector("#tekst"), Is.Null);
        var body = new { markdown = Text, answeredBy = "Sunniva Kvam" };
        var early = await app.Staff.PutAsJsonAsync($"/api/v1/hearings/{id}/replies/1/ministry-answer", body).Json(409);
        Assert.That(early.Text("code"), Is.EqualTo("reply.not_published"));
    }

    [Test]
    public async Task Answer_IsReadBelowTheReply_CorrectedWithItsDate_AndTakenBack()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply("Tre år er for lenge.")).Json(201);
        var address = await app.AddressOf(id) + "/replies/1";
        Assert.That((await app.Page(address)).QuerySelector("#svar-fra-departementet"), Is.Null);
        Assert.That((await Moderating.Reply(app, id))["ministryAnswer"], Is.Null);

        using var staff = await StaffBrowser.SignedIn(app, Role.CaseOfficer, "ksd");
        await staff.Get(Staff(id));
        await staff.Press("Publiser svaret", ("tekst", " "), ("navn", ""), ("stilling", "ekspedisjonssjef"));
        Assert.That((int)staff.Status, Is.EqualTo(422));
        Assert.That((staff.ErrorOf("tekst"), staff.ErrorOf("navn")), Is.EqualTo(("Skriv svaret", "Skriv navnet på den som svarer")));
        Assert.That(staff.Page.QuerySelector("#stilling")!.GetAttribute("value"), Is.EqualTo("ekspedisjonssjef"), "nothing typed is lost");
        await staff.Press("Vis på nytt", ("tekst", "Et **utkast**."));
        Assert.That(staff.Page.QuerySelector("#utkast strong")!.TextContent, Is.EqualTo("utkast"));
        await staff.Press("Publiser svaret", ("tekst", Text), ("navn", "Sunniva Kvam"));
        Assert.That((int)staff.Status, Is.EqualTo(303), staff.Text);
        await staff.Follow();
        Assert.That(staff.Text, Does.Contain("Svaret fra departementet er publisert under svar 1."));

        var page = await app.Page(address);
        var shown = page.QuerySelector("#svar-fra-departementet")!;
        Assert.That(shown.QuerySelector("h2")!.TextContent, Is.EqualTo("Svar fra departementet"));
        Assert.That(shown.QuerySelector("p.small")!.Line(), Does.EndWith("Sunniva Kvam, ekspedisjonssjef · 02.03.2026"));
        Assert.That(shown.QuerySelector("a")!.GetAttribute("href"), Is.EqualTo("https://example.no/kapittel-3"));
        Assert.That(page.QuerySelector("main script"), Is.Null, "what is written is never active");
        var reply = await Moderating.Reply(app, id);
        Assert.That(reply["ministryAnswer"]!.Text("markdown"), Is.EqualTo(Text));
        Assert.That(reply["ministryAnswer"]!.Text("answeredBy"), Is.EqualTo("Sunniva Kvam"));
        Assert.That(await app.Changes(), Is.EqualTo((string[])["published", "updated"]), "mirrors are told");

        app.Clock.Advance(TimeSpan.FromDays(2));
        using var later = await StaffBrowser.SignedIn(app, Role.CaseOfficer, "ksd", "to@dep.example");
        await later.Get(Staff(id));
        await later.Press("Publiser rettelsen", ("tekst", "Vi deler den i tre."));
        shown = (await app.Page("/nn" + address)).QuerySelector("#svar-fra-departementet")!;
        Assert.That(shown.Line(), Does.Contain("retta 04.03.2026").And.Contain("i tre").And.Not.Contain("i to"));

        await later.Get(Staff(id));
        await later.Press("Ta svaret tilbake");
        Assert.That(later.ErrorOf("sikker"), Does.StartWith("Kryss av"));
        await later.Press("Ta svaret tilbake", ("sikker", "ja"));
        Assert.That((int)later.Status, Is.EqualTo(303), later.Text);
        Assert.That((await app.Page(address)).QuerySelector("#svar-fra-departementet"), Is.Null);
        Assert.That((await Moderating.Reply(app, id))["ministryAnswer"], Is.Null);
    }

    [Test]
    public async Task Answer_IsHidden_WithTheReply()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await Answered(app, id);
        var address = await app.AddressOf(id) + "/replies/1";
        Assert.That((await app.Page(address)).Text(), Does.Contain("overgangstiden"));
        await app.Staff.Decide(id, "withhold", ground: "hate").Json(200);
        Assert.That((await app.Page(address)).Text(), Does.Not.Contain("overgangstiden"));
        Assert.That((await Moderating.Reply(app, id))["ministryAnswer"], Is.Null);
        await app.Staff.Decide(id, "restore").Json(200);
        Assert.That((await app.Page(address)).Text(), Does.Contain("overgangstiden"));
    }

    [TestCase("nb", "har svart på høringssvar nr. 1", "Les svaret", "")]
    [TestCase("nn", "har svart på høyringssvar nr. 1", "Les svaret", "/nn")]
    [TestCase("en", "has answered reply no. 1", "Read the answer", "/en")]
    public async Task Sender_IsToldOnce_WithALink(string language, string subject, string link, string prefix)
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        await Mailing.Reply(app, id, language);
        await app.DoDueWork();
        office.Next();
        await Answered(app, id);
        await Answered(app, id);
        await app.DoDueWork();
        var letter = office.Next();
        Assert.That(letter.Text("subject"), Does.Contain(subject));
        var page = $"{Mailing.Origin}{prefix}{await app.AddressOf(id)}/replies/1#svar-fra-departementet";
        Assert.That(letter.Text("text"), Does.Contain(link + ":\n" + page).And.Not.Contain("overgangstiden"));
        Assert.That(letter.Text("html"), Does.Contain($"<a href=\"{page}\""));
        Assert.That((await app.Rows()).Select(row => row.Kind), Is.EqualTo((string[])["reply.received", "reply.answered"]));
    }

    private static string Staff(string hearing) => $"/staff/hearings/{hearing}/replies/1/answer";

    private static Task<JsonNode> Answered(TestApp app, string hearing) =>
        app
            .Staff.PutAsJsonAsync(
                $"/api/v1/hearings/{hearing}/replies/1/ministry-answer",
                new { markdown = Text, answeredBy = "Sunniva Kvam" }
            )
            .Json(204);
}
