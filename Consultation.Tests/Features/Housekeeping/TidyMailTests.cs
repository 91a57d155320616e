using Consultation.Api.Features.Housekeeping;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Housekeeping;

public sealed class TidyMailTests
{
    [Test]
    public async Task Letters_AreForgottenAfterNinetyDays_SentOrGivenUp()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Reply(id);
        await app.DoDueWork();
        await app.Reply(id);
        app.Clock.Advance(Tidy.KeptMail);
        while (await app.SendAsJob(new Tidy.Command()) > 0) { }
        Assert.That(await app.Rows(), Has.Count.EqualTo(2));
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await app.SendAsJob(new Tidy.Command()), Is.EqualTo(2));
        Assert.That(await app.Rows(), Is.Empty);
    }
}
