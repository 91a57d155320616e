using Consultation.Tests.Support;
using Consultation.Tests.Web;

namespace Consultation.Tests.Features.Reports;

/// <summary>The report's numbers of invited bodies: everything for staff, what is published for everybody.</summary>
public sealed class ReportInvitedTests
{
    [Test]
    public async Task Invited_FollowsFromTheRoundsReplies_AtTheCutOff()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(publication: "verifiedImmediate", closesOn: "2026-04-30");
        await app.Invite(id, "Kystlaget", "Havnelaget", "Sunnhavn kommune;;974760673;kommune", "Taus");
        var reply = Given.Reply(name: "Sunnhavn kommune", type: "publicBody");
        reply["position"] = "withoutRemarks";
        await app.Staff.Send(id, reply).Json(201);
        await app.Anonymous.Send(id, Given.Reply(name: "Kystlaget", type: "organisation")).Json(201);
        await app.Mark(id, "Taus", Consultation.Api.Features.Invitations.InvitationMark.Declined);
        app.Clock.Advance(await app.Deadline(id) - app.Clock.GetUtcNow() + TimeSpan.FromMinutes(5));
        await app.DoDueWork();
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report/publish", null).Json(200);
        await app.Anonymous.Send(id, Given.Reply(name: "Havnelaget", type: "organisation"));

        var report = $"/api/v1/hearings/{id}/rounds/1/report";
        var open = (await app.Anonymous.GetAsync(report).Json(200))["invited"]!;
        Assert.That(
            (open.Number("invited"), open.Number("replied"), open.Number("withoutRemarks"), open.Number("silent"), open.Number("declined")),
            Is.EqualTo((4, 1, 1, 3, 1)),
            "one is in review"
        );
        var all = (await app.Staff.GetAsync(report + "?scope=all").Json(200))["invited"]!;
        Assert.That((all.Number("replied"), all.Number("withoutRemarks"), all.Number("silent")), Is.EqualTo((2, 1, 2)));
        Assert.That(open["bodies"]!.AsArray().Single(body => body!.Text("name") == "Kystlaget")!["number"], Is.Null);
        var csv = await app.Anonymous.GetStringAsync(report + ".csv");
        Assert.That(csv, Does.Contain("invited,replied,,1").And.Contain("invited:bodies,municipality,Sunnhavn kommune,withoutRemarks"));
        Assert.That(csv, Does.Contain("invited:bodies,organisation,Taus,declined"));
        var html = await app.Anonymous.GetStringAsync(report + ".html?lang=nb");
        Assert.That(html, Does.Contain("Høringsinstanser").And.Contain("Uten merknader · Svar nr. 1").And.Contain("Ingen svar publisert"));

        var page = await app.Page($"{await app.AddressOf(id)}/rounds/1/report");
        Assert.That(page.Lines(".figures > div"), Has.Member("av 4 inviterte har svart1"));
        Assert.That(page.Lines("#instanser h2").Single(), Does.EndWith("Høringsinstanser"));
        Assert.That(page.Lines("#instanser tbody tr").First(), Does.StartWith("Sunnhavn kommune Uten merknad"));
    }

    [Test]
    public async Task Invited_IsLeftOut_WhereNobodyWas()
    {
        await using var app = new TestApp();
        var id = await app.CompiledReport("Ingenting");
        var report = await app.Staff.GetAsync($"/api/v1/hearings/{id}/rounds/1/report?scope=all").Json(200);
        Assert.That(report["invited"], Is.Null);
    }
}
