using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Moderation;

/// <summary>How fast, and how far, a decision reaches.</summary>
public sealed class RepublishTests
{
    [Test]
    public async Task Redact_InAStormOfReplies_IsGoneFromTheNextAnswer()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply("Naboen Per Hansen bråker.")).Json(201);
        // The clock stands still: these use up what may be shown at once, and the list is kept for the rest of the second.
        for (var i = 0; i < 12; i++)
        {
            await app.Anonymous.Send(id, Given.Reply()).Json(201);
            await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies").Json(200);
        }
        string[] addresses = [$"/api/v1/hearings/{id}/replies?sort=oldest", $"/api/v1/hearings/{id}/replies/1"];
        foreach (var address in addresses)
        {
            Assert.That(await app.Anonymous.GetStringAsync(address), Does.Contain("Per Hansen"));
        }
        await (await app.Staff.Redact(id, "Per Hansen")).Answer(200);
        foreach (var address in addresses)
        {
            Assert.That(await app.Anonymous.GetStringAsync(address), Does.Not.Contain("Per Hansen"));
        }
    }

    [Test]
    public async Task Decide_AfterTheReportIsPublished_HasItCompiledAnew_OnceForManyDecisions()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        for (var i = 0; i < 3; i++)
        {
            await app.Anonymous.Send(id, Given.Reply()).Json(201);
        }
        app.Clock.MoveTo((await app.Deadline(id)).AddMinutes(5));
        await app.DoDueWork();
        await app.Staff.Decide(id, "withhold", ground: "spam").Json(200);
        Assert.That(await app.DoDueWork(), Is.Zero, "nobody has seen the report yet");
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report/publish", null).Json(200);
        await app.Staff.Decide(id, "withhold", number: 2, ground: "spam").Json(200);
        await app.Staff.Decide(id, "withhold", number: 3, ground: "spam").Json(200);
        Assert.That(await app.DoDueWork(), Is.EqualTo(1));
        var report = await app.Staff.GetAsync($"/api/v1/hearings/{id}/rounds/1/report?scope=all").Json(200);
        Assert.That(report.Number("withheld"), Is.EqualTo(3));
    }
}
