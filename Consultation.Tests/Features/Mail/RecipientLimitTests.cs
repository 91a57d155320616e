using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Mail;

/// <summary>Nobody fills somebody's mailbox by giving the address in a form.</summary>
public sealed class RecipientLimitTests
{
    [Test]
    public async Task Address_ThatIsGivenOften_GetsSoManyLettersAnHour_AndTheRestAreForgotten()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port, ("Mail:MostAnHour", "3"));
        var id = await app.OpenHearing();
        string[] addresses = ["kari@example.no", "KARI@example.no", "kari+1@example.no", "kari+2@example.no", "Kari@Example.no"];
        foreach (var address in addresses)
        {
            await app.Reply(id, email: address);
        }
        await app.Reply(id, email: "ola@example.no");
        await app.DoDueWork();
        Assert.That(Recipients(office, 4), Is.EqualTo((string[])[.. addresses[..3], "ola@example.no"]));
        var dropped = (await app.Rows()).Where(row => row.SentAt is null).ToList();
        Assert.That(dropped, Has.Count.EqualTo(2));
        Assert.That(
            dropped.Select(row => (row.Recipient, row.Facts, row.ParkedAt)),
            Is.All.EqualTo((default(string), default(string), default(DateTimeOffset?)))
        );
        Assert.That(dropped.Select(row => row.LastError), Is.All.Contain("Too many").And.All.Not.Contain("kari"));

        app.Clock.Advance(TimeSpan.FromMinutes(59));
        await app.Reply(id);
        await app.DoDueWork();
        Assert.That(office.Letters, Is.Empty);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.Reply(id);
        await app.DoDueWork();
        Assert.That(
            Recipients(office, 1),
            Is.EqualTo((string[])[Mailing.Recipient]),
            "an hour later; what was not sent then is not sent now"
        );
    }

    [Test]
    public async Task Letter_ThatIsTriedOftenBecauseTheServerIsBusy_CountsOnce()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port, ("Mail:MostAnHour", "1"));
        var id = await app.OpenHearing();
        await office.Behave("busy");
        await app.Reply(id);
        for (var i = 0; i < 4; i++)
        {
            await app.DoDueWork();
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        await office.Behave("take");
        await app.DoDueWork();
        Assert.That(Recipients(office, 1), Is.EqualTo((string[])[Mailing.Recipient]));
    }

    private static string[] Recipients(PostOffice office, int most) =>
        [.. Enumerable.Range(0, most).Select(_ => office.Next()["envelope"]!["to"]![0]!.GetValue<string>())];
}
