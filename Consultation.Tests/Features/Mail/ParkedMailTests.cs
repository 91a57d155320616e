using Consultation.Api.Features.Mail;
using Consultation.Domain;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Mail;

public sealed class ParkedMailTests
{
    [Test]
    public async Task Anybody_MayNeitherSeeNorSendAgain()
    {
        await using var app = new TestApp();
        Assert.That(() => app.SendAsAnybody(new ListParkedMail.Query()), Throws.TypeOf<Refusal>());
        Assert.That(() => app.SendAsAnybody(new SendMailAgain.Command(1)), Throws.TypeOf<Refusal>());
    }

    [Test]
    public async Task Letter_ThatWasGivenUp_IsSentWhenSomebodyAsks_Once()
    {
        await using var office = PostOffice.Open();
        await office.Behave("refuse");
        await using var app = Mailing.AppWith(office.Port);
        await app.Reply(await app.OpenHearing());
        await app.DoDueWork();
        var parked = (await app.SendAsJob(new ListParkedMail.Query())).Single();
        Assert.That((parked.Recipient, parked.Attempts), Is.EqualTo((Mailing.Recipient, 1)));

        await office.Behave("take");
        await app.SendAsJob(new SendMailAgain.Command(parked.Id));
        Assert.That(() => app.SendAsJob(new SendMailAgain.Command(parked.Id)), Throws.TypeOf<Refusal>(), "it waits already");
        Assert.That(await app.SendAsJob(new ListParkedMail.Query()), Is.Empty);
        Assert.That(await app.DoDueWork(), Is.EqualTo(1));
        office.Next();
        Assert.That(() => app.SendAsJob(new SendMailAgain.Command(parked.Id)), Throws.TypeOf<Refusal>(), "it is sent");
    }
}
