using AngleSharp.Html.Dom;
using Consultation.Api.Features.Housekeeping;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Support;
using Consultation.Tests.Web;

namespace Consultation.Tests.Features.Following;

/// <summary>Nobody is written to who has not said yes to it, and nobody learns who is.</summary>
public sealed class AskToFollowTests
{
    [Test]
    public async Task Form_ThatIsNotOurs_OrHoldsNoAddress_OrIsOfNothing_AsksForNothing()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var draft = await app.Draft();
        foreach (
            var email in (string[])
                ["", "kari", "kari@", "Kari <kari@example.no>", "kari@example.no, ola@example.no", "kari@example.no\r\nBcc: ola@example.no"]
        )
        {
            var page = await app.AskToFollow(id, email, status: 422);
            Assert.That(page.Lines(".ds-error-summary a").Single(), Does.StartWith("Skriv en gyldig e-postadresse"), email);
            Assert.That(((IHtmlInputElement)page.QuerySelector("#epost")!).GetAttribute("value"), Is.EqualTo(email), "as it was typed");
        }
        await app.AskToFollow(id, new string('a', 400) + "@example.no", status: 422);
        foreach (var site in (string?[])[null, "cross-site", "same-site", "none"])
        {
            var page = await app.AskToFollow(id, site: site);
            Assert.That(page.Lines("[role=status]").Single(), Does.StartWith("Trykk på knappen en gang til"));
            Assert.That(page.QuerySelector("#epost")!.GetAttribute("value"), Is.EqualTo(Mailing.Recipient));
            Assert.That(page.QuerySelector("form.stack input[type=hidden]"), Is.Not.Null, "this page's own form proves that it is ours");
        }
        await app.Post("/hearings/1/x/follow", 404, fields: ("epost", Mailing.Recipient));
        await app.Post($"/hearings/{draft}/x/follow", 404, fields: ("epost", Mailing.Recipient));
        await app.Withdraw(id).Json(200);
        Assert.That((await app.AskToFollow(id, status: 409)).Text(), Does.Contain("Høringen er avsluttet"));
        Assert.That((await app.Page(await app.AddressOf(id))).QuerySelector("#folg"), Is.Null);
        Assert.That(await app.Followers(), Is.Empty);
        Assert.That(await app.Rows(), Is.Empty);
    }

    [TestCase("", "nb", "Bekreft at du vil følge", "Du følger høringen")]
    [TestCase("/nn", "nn", "Stadfest at du vil følgje", "Du følgjer høyringa")]
    [TestCase("/en", "en", "Confirm that you want to follow", "You follow the consultation")]
    public async Task Address_FollowsWhenItsOwnerSaysSo_AndNotByOpeningTheLink(string prefix, string code, string subject, string confirmed)
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        var hearing = await app.Page(prefix + await app.AddressOf(id)); // Kept, and without a cookie.
        var form = (IHtmlFormElement)hearing.QuerySelector("#folg form")!;
        Assert.That(form.GetAttribute("action"), Is.EqualTo(prefix + await app.AddressOf(id) + "/follow"));
        Assert.That(form.QuerySelector("[type=hidden]"), Is.Null);
        Assert.That(hearing.QuerySelector("a[href='#folg']"), Is.Not.Null);

        await app.AskToFollow(id, language: prefix);
        await app.DoDueWork();
        var letter = office.Next();
        Assert.That(letter.Text("subject"), Does.StartWith(subject).And.Contain("Forslag til lov om støy ved havner"));
        Assert.That(letter.Header("content-language"), Is.EqualTo([code]));
        Assert.That(letter.Header("list-unsubscribe"), Is.Empty, "this one comes once");
        var link = letter.Link(prefix + "/follow/");
        for (var i = 0; i < 2; i++)
        {
            var before = await app.Page(link);
            Assert.That(before.QuerySelectorAll("main form button"), Has.Length.EqualTo(1));
        }
        Assert.That((await app.Followers()).Single().ConfirmedAt, Is.Null, "what opens mail on its own opens links too");

        await app.Post(link, 303, site: null);
        var follower = (await app.Followers()).Single();
        Assert.That(
            (follower.Email, follower.Language, follower.ConfirmedAt),
            Is.EqualTo((Mailing.Recipient, code, (DateTimeOffset?)app.Clock.GetUtcNow()))
        );
        Assert.That((await app.Page(link)).QuerySelector("h1")!.TextContent, Is.EqualTo(confirmed));
    }

    [Test]
    public async Task Answer_IsTheSame_WhetherTheAddressFollowsOrNot_AndTheLetterTellsItsOwner()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        var first = await app.AskToFollow(id);
        await app.DoDueWork();
        var link = office.Next().Link("/follow/");
        var again = await app.AskToFollow(id, Mailing.Recipient.ToUpperInvariant());
        await app.DoDueWork();
        Assert.That(office.Next().Link("/follow/"), Is.EqualTo(link), "one and the same, however it is spelled");
        await app.Post(link, 303);
        var known = await app.AskToFollow(id, language: "/en");
        Assert.That(
            again.Text().Replace(Mailing.Recipient.ToUpperInvariant(), Mailing.Recipient, StringComparison.Ordinal),
            Is.EqualTo(first.Text())
        );
        Assert.That(
            known.Text(),
            Is.EqualTo(
                (await app.AskToFollow(id, "ny@example.no", "/en"))
                    .Text()
                    .Replace("ny@example.no", Mailing.Recipient, StringComparison.Ordinal)
            )
        );
        await app.DoDueWork();
        var letters = Enumerable
            .Range(0, 2)
            .Select(_ => office.Next())
            .ToDictionary(letter => letter["envelope"]!["to"]![0]!.GetValue<string>());
        Assert.That(letters[Mailing.Recipient].Text("text"), Does.Contain("We do that already"));
        Assert.That(letters["ny@example.no"].Text("text"), Does.Contain("please confirm it"));
        var rows = await app.Followers();
        Assert.That(
            rows.Select(row => (row.Email, row.Language, row.ConfirmedAt is not null)),
            Is.EqualTo([(Mailing.Recipient, "nb", true), ("ny@example.no", "en", false)])
        );
    }

    [Test]
    public async Task Client_ThatAsksTooOften_IsRefused_WithWhatWasTyped()
    {
        await using var app = new TestApp(("RateLimits:Letters", "2"));
        var id = await app.OpenHearing();
        await app.AskToFollow(id, "a@example.no");
        await app.AskToFollow(id, "b@example.no");
        var page = await app.AskToFollow(id, "c@example.no", status: 429);
        Assert.That(page.Lines(".ds-error-summary a").Single(), Does.StartWith("Det er bedt om for mange e-poster"));
        Assert.That(page.QuerySelector("#epost")!.GetAttribute("value"), Is.EqualTo("c@example.no"));
        Assert.That(await app.Followers(), Has.Count.EqualTo(2));
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
    }

    [Test]
    public async Task Link_ThatIsNotOurs_LeadsNowhere()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.AskToFollow(id);
        foreach (
            var token in (string[])
                ["x", new string('A', 43), new string('A', 54), "%20", new string('-', 43), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAå"]
        )
        {
            foreach (var address in (string[])[$"/follow/{token}", $"/follow/{token}/end"])
            {
                await app.Page(address, 404);
                await app.Post(address, 404);
            }
        }
        Assert.That((await app.Followers()).Single().ConfirmedAt, Is.Null);
    }

    [Test]
    public async Task Followers_AreForgotten_WithoutAYesAfterAWeek_AndHalfAYearAfterTheEnd()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        await app.Follows(office, id);
        await app.AskToFollow(id, "ola@example.no");
        await app.DoDueWork();
        var late = office.Next().Link("/follow/");
        app.Clock.Advance(Tidy.Kept);
        await Tidied(app);
        Assert.That(await app.Followers(), Has.Count.EqualTo(2));
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Tidied(app);
        Assert.That((await app.Followers()).Single().Email, Is.EqualTo(Mailing.Recipient));
        await app.Post(late, 303);
        Assert.That((await app.Page(late)).QuerySelector("h1")!.TextContent, Is.EqualTo("Lenken gjelder ikke lenger"));

        await app.TellOutcome(id).Json(200);
        await app.Conclude(id).Json(200);
        app.Clock.Advance(Tidy.KeptFollowers);
        await Tidied(app);
        Assert.That(await app.Followers(), Has.Count.EqualTo(1));
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Tidied(app);
        Assert.That(await app.Followers(), Is.Empty);
        Assert.That(await app.Database.Read(db => db.First<int>("select count(*) from FollowerNotice")), Is.Zero);
    }

    private static async Task Tidied(TestApp app)
    {
        while (await app.SendAsJob(new Tidy.Command()) > 0) { }
    }
}
