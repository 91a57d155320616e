using Consultation.Api.Features.Housekeeping;
using Consultation.Domain;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Housekeeping;

public sealed class TidyTests
{
    [Test]
    public async Task Anybody_MayNotTidy()
    {
        await using var app = new TestApp();
        Assert.That(async () => await app.SendAsAnybody(new Tidy.Command()), Throws.TypeOf<Refusal>());
    }

    [Test]
    public async Task IdempotencyKeys_AreHonouredForSevenDays_AndThenForgotten()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply(), "once").Json(201);
        app.Clock.Advance(Tidy.Kept);
        Assert.That(await app.SendAsJob(new Tidy.Command()), Is.Zero);
        Assert.That((await app.Anonymous.Send(id, Given.Reply(), "once").Json(201)).Number("number"), Is.EqualTo(1));
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await app.SendAsJob(new Tidy.Command()), Is.EqualTo(1));
        Assert.That((await app.Anonymous.Send(id, Given.Reply(), "once").Json(201)).Number("number"), Is.EqualTo(2));
    }

    [Test]
    public async Task DoneWork_GoesAfterAWeek_WaitingWorkStays()
    {
        await using var app = new TestApp();
        await app.OpenHearing(closesOn: "2026-03-10");
        await app.OpenHearing(closesOn: "2026-05-29");
        app.Clock.MoveTo(new DateTimeOffset(2026, 3, 11, 12, 0, 0, TimeSpan.Zero));
        await app.DoDueWork();
        app.Clock.Advance(Tidy.Kept + TimeSpan.FromMinutes(1));
        Assert.That(
            await app.SendAsJob(new Tidy.Command()),
            Is.EqualTo(3),
            "the closing, its report, and the first administrator's link, which nobody took"
        );
        Assert.That(await app.Database.Read(db => db.First<int>("select count(*) from Outbox")), Is.EqualTo(1));
    }
}
