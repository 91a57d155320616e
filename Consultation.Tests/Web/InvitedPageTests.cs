using Consultation.Api.Features.Invitations;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web;

/// <summary>The list of invited bodies as everybody reads it.</summary>
public sealed class InvitedPageTests
{
    [Test]
    public async Task Nobody_Invited_NothingIsShown()
    {
        await using var app = new TestApp();
        var address = await app.AddressOf(await app.OpenHearing());
        Assert.That((await app.Page(address)).QuerySelector("#instanser"), Is.Null);
        await app.Page(address + "/invited", 404);
    }

    [Test]
    public async Task Section_ShowsTen_ThoseWhoRepliedFirst_AndLeadsToAll()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Invite(
            id,
            [.. Enumerable.Range(1, 12).Select(n => $"Lag {n:00}; lag{n}@lag.example; ; {(n < 7 ? "kommune" : "organisasjon")}")]
        );
        var reply = Given.Reply(name: "LAG 12", type: "organisation");
        reply["position"] = "withoutRemarks";
        await app.Anonymous.Send(id, reply).Json(201);
        var address = await app.AddressOf(id);
        var page = await app.Page(address);
        Assert.That(
            page.Lines("#instanser > p").First(),
            Does.StartWith("12 virksomheter er invitert til å svare. Svaret fra 1 av dem er publisert. 1 av svarene er uten merknad.")
        );
        var rows = page.Lines("#instanser tbody tr");
        Assert.That(rows, Has.Length.EqualTo(10));
        Assert.That(rows[0], Is.EqualTo("Lag 12 Har svart Uten merknad – les svaret fra Lag 12 02.03.2026"));
        Assert.That(rows[1], Is.EqualTo("Lag 01 Ingen svar publisert – –"));
        Assert.That(page.QuerySelector("#instanser tbody a")!.GetAttribute("href"), Is.EqualTo(address + "/replies/1"));
        Assert.That(page.Href("Vis alle 12 høringsinstanser"), Is.EqualTo(address + "/invited"));

        var all = await app.Page(address + "/invited");
        Assert.That(all.Lines("main h2"), Is.EqualTo((string[])["Kommuner", "Organisasjoner"]));
        Assert.That(all.Lines("tbody tr"), Has.Length.EqualTo(12));
        Assert.That(all.Source.Text, Does.Not.Contain("lag.example"), "addresses are nobody's business");
        Assert.That(await app.Redirect($"/nn/hearings/{id}/gammelt/invited"), Is.EqualTo("/nn" + address + "/invited"));
        Assert.That((await app.Page("/en" + address + "/invited")).Text(), Does.Contain("No reply published"));
        await app.Mark(id, "Lag 01", InvitationMark.Declined);
        Assert.That((await app.Page(address + "/invited")).Text(), Does.Contain("Har meldt at det ikke kommer svar"));
    }

    /// <summary>
    /// Whatever happens to a reply that cannot be read: the list is the same to the byte as if it had never come. The kept answer gives way in the same
    /// moment as the reply.
    /// </summary>
    [Test]
    public async Task Reply_ThatCannotBeRead_LeavesNoTrace()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(publication: "reviewed");
        using var second = await app.Holder("administrator", "ksd");
        await app.Invite(id, "Kystlaget; k@lag.example; 974760673", "Havnelaget");
        var address = await app.AddressOf(id);
        var before = await Lists(address);
        var reply = Given.Reply(name: "Kystlaget", type: "organisation");
        reply["sender"]!["organisationNumber"] = "974760673";
        var sent = await app.Anonymous.Send(id, reply).Json(201);
        await app.Tie(id, "Kystlaget", 1);
        Assert.That(await Lists(address), Is.EqualTo(before), "in review");
        await app.Staff.Decide(id, "publish").Json(200);
        var published = await Lists(address);
        Assert.That(published, Is.Not.EqualTo(before));
        Assert.That(published, Does.Contain(address + "/replies/1"));
        await app.Staff.Decide(id, "withhold", ground: "defamation").Json(200);
        Assert.That(await Lists(address), Is.EqualTo(before), "withheld by one");
        await second.Decide(id, "withhold", ground: "defamation").Json(200);
        Assert.That(await Lists(address), Is.EqualTo(before), "withheld");
        await app.Staff.Decide(id, "restore").Json(200);
        await second.Decide(id, "restore").Json();
        await app.Staff.Decide(id, "redact", ground: "privacy", redactions: [("sender.name", 0, 4)]).Json(200);
        Assert.That(await Lists(address), Is.EqualTo(before), "published without its name, it is nobody's");
        await app.Anonymous.Withdraw(id, 1, sent.Token()).Json(200);
        Assert.That(await Lists(address), Is.EqualTo(before), "withdrawn");

        async Task<string> Lists(string hearing) =>
            (await app.Page(hearing)).QuerySelector("#instanser")!.InnerHtml
            + (await app.Page(hearing + "/invited")).QuerySelector("main")!.InnerHtml;
    }

    [Test]
    public async Task Reply_ThatAwaitsTheDeadline_IsShownFromTheInstant()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(publication: "afterDeadline", closesOn: "2026-04-30");
        await app.Invite(id, "Kystlaget");
        var address = await app.AddressOf(id) + "/invited";
        var before = (await app.Page(address)).Lines("tbody tr");
        await app.Anonymous.Send(id, Given.Reply(name: "Kystlaget", type: "organisation")).Json(201);
        Assert.That((await app.Page(address)).Lines("tbody tr"), Is.EqualTo(before));
        app.Clock.Advance(await app.Deadline(id) - app.Clock.GetUtcNow());
        Assert.That((await app.Page(address)).Lines("tbody tr").Single(), Does.StartWith("Kystlaget Har svart Med merknad"));
    }
}
