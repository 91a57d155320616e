using System.Text.Json.Nodes;
using Consultation.Api.Features.Following;
using Consultation.Domain;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Support;
using Consultation.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Features.Following;

/// <summary>Whoever follows a hearing hears of what happens to it, once, and can stop it from every letter.</summary>
public sealed class TellFollowersTests
{
    private static readonly string Address = "/hearings/{0}/forslag-til-lov-om-stoy-ved-havner";

    /// <summary>What staff do, and what the letter says of it in bokmål, nynorsk and English.</summary>
    private static async Task<(string Subject, string[] Held)> Do(TestApp app, string id, string what)
    {
        switch (what)
        {
            case "moved":
                await app.Extend(id, new { closesOn = "2026-06-12", reason = "Mange har bedt om det." }).Json(200);
                return (
                    "Ny frist",
                    ["ut fredag 12. juni 2026 (norsk tid)", "ut fredag 29. mai 2026 (norsk tid)", "Mange har bedt om det.", Address]
                );
            case "closed":
                await app.Close(id, new { reason = "Saken haster." }).Json(200);
                return ("Høringen er stengt for svar", ["mandag 2. mars 2026 kl. 12.00", "Saken haster."]);
            case "corrected":
                var document = (await app.Hearing(id))["documents"]![0]!.Text("id");
                await app.Correct(id, document, new { markdown = "# Innledning\n\nEn annen grense.", notice = "Grensen var feil." })
                    .Json(200);
                return ("Et dokument er rettet", ["Høringsnotat", "Grensen var feil.", Address + "/documents/" + document]);
            case "outcome":
                await app.TellOutcome(id).Json(200);
                await app.TellOutcome(id, "Loven er vedtatt, med en rettelse.").Json(200);
                return ("Slik gikk det", [Address + "#utfall"]);
            case "report":
                app.Clock.MoveTo(await app.Deadline(id) + Deadline.Grace);
                await app.DoDueWork();
                await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report/publish", null).Json(200);
                await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report/publish", null).Json(200);
                return ("Oppsummeringen er publisert", [Address + "/rounds/1/report"]);
            default:
                await app.Withdraw(id).Json(200);
                return ("Høringen er trukket", ["Forslaget er trukket.", Address]);
        }
    }

    [TestCase("moved")]
    [TestCase("closed")]
    [TestCase("corrected")]
    [TestCase("outcome")]
    [TestCase("report")]
    [TestCase("withdrawn")]
    public async Task Follower_IsTold_Once_WhereToReadOn_AndHowToEndIt(string what)
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        await app.Follows(office, id);
        await app.AskToFollow(id, "ubekreftet@example.no");
        await app.DoDueWork();
        office.Next();
        var (subject, held) = await Do(app, id, what);
        await app.DoDueWork();
        var letter = office.Next();
        Assert.That(letter.Text("subject"), Is.EqualTo(subject + ": Forslag til lov om støy ved havner"));
        Assert.That(letter["envelope"]!["to"]![0]!.GetValue<string>(), Is.EqualTo(Mailing.Recipient));
        foreach (var one in held)
        {
            Assert.That(letter.Text("text"), Does.Contain(one.Replace("{0}", id, StringComparison.Ordinal)));
            Assert.That(letter.Text("html"), Does.Contain(one.Replace("{0}", id, StringComparison.Ordinal)));
        }
        var end = letter.Link("/follow/");
        Assert.That(end, Does.EndWith("/end"));
        Assert.That(letter.Header("list-unsubscribe"), Is.EqualTo([$"<{Mailing.Origin}{end}>"]));
        Assert.That(letter.Header("list-unsubscribe-post"), Is.EqualTo(["List-Unsubscribe=One-Click"]));
        await app.DoDueWork();
        Assert.That((await app.Rows()).Count(row => row.Kind == "follow.notice"), Is.EqualTo(1), "once");
    }

    [TestCase("/nn", "Ny frist", "har flytta fristen i høyringa", "ut fredag 12. juni 2026 (norsk tid)", "Slutt å følgje høyringa")]
    [TestCase(
        "/en",
        "New deadline",
        "has moved the deadline of the consultation",
        "through Friday 12 June 2026 (Norwegian time)",
        "Stop following"
    )]
    public async Task Letter_IsInTheLanguageOfThePage_ThatWasFollowedFrom(
        string prefix,
        string subject,
        string intro,
        string deadline,
        string end
    )
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        await app.Follows(office, id, language: prefix);
        await app.Extend(id, new { closesOn = "2026-06-12", reason = "Mange har bedt om det." }).Json(200);
        await app.DoDueWork();
        var letter = office.Next();
        Assert.That(letter.Text("subject"), Does.StartWith(subject));
        Assert.That(
            letter.Text("text"),
            Does.Contain(intro).And.Contain(deadline).And.Contain(end).And.Contain($"{Mailing.Origin}{prefix}/hearings/{id}")
        );
    }

    [Test]
    public async Task Follower_IsRemindedThreeDaysBefore_OnceForEachDeadline()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        await app.Follows(office, id);
        app.Clock.MoveTo(await app.Deadline(id) - Followers.Before - TimeSpan.FromMilliseconds(1));
        await app.DoDueWork();
        Assert.That(await Notices(app), Is.Zero);
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await app.DoDueWork();
        var letter = office.Next();
        Assert.That(letter.Text("subject"), Does.StartWith("Fristen nærmer seg"));
        Assert.That(letter.Text("text"), Does.Contain("ut fredag 29. mai 2026 (norsk tid)"));
        app.Clock.Advance(TimeSpan.FromHours(5));
        await app.DoDueWork();
        Assert.That(await Notices(app), Is.EqualTo(1));

        await app.Extend(id, new { closesOn = "2026-06-12", reason = "Mange har bedt om det." }).Json(200);
        await app.DoDueWork();
        Assert.That(office.Next().Text("subject"), Does.StartWith("Ny frist"));
        app.Clock.MoveTo(await app.Deadline(id) - Followers.Before);
        await app.DoDueWork();
        Assert.That(office.Next().Text("text"), Does.Contain("ut fredag 12. juni 2026 (norsk tid)"));
        Assert.That(await Notices(app), Is.EqualTo(3));
    }

    [Test]
    public async Task Hearing_ThatIsWithdrawn_RemindsNobody()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        await app.Follows(office, id);
        await app.Withdraw(id).Json(200);
        await app.DoDueWork();
        app.Clock.MoveTo(await app.Deadline(id) - Followers.Before);
        await app.DoDueWork();
        Assert.That(await Notices(app), Is.EqualTo(1), "that it was withdrawn");
    }

    [TestCase("same-origin", "")]
    [TestCase(null, "List-Unsubscribe")]
    [TestCase("cross-site", "List-Unsubscribe")]
    public async Task Follower_EndsIt_AndIsForgotten_AlsoInLettersUnderWay(string? site, string field)
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.OpenHearing();
        await app.Follows(office, id);
        await app.Extend(id, new { closesOn = "2026-06-12", reason = "Mange har bedt om det." }).Json(200);
        await app.DoDueWork();
        var end = office.Next().Link("/follow/");
        await app.Withdraw(id).Json(200);
        await office.Behave("busy");
        await app.DoDueWork();
        Assert.That((await app.Page(end)).QuerySelectorAll("main form button"), Has.Length.EqualTo(1));
        Assert.That(await app.Followers(), Has.Count.EqualTo(1), "a link alone ends nothing");

        var page = await app.Post(end, 200, site, field.Length == 0 ? [] : [(field, "One-Click")]);
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Du følger ikke høringen lenger"));
        Assert.That(await app.Followers(), Is.Empty);
        Assert.That((await app.Rows()).Select(row => row.Recipient), Is.All.Null);
        await office.Behave("take");
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.DoDueWork();
        Assert.That(office.Letters, Is.Empty);
        await app.Post(end);
        Assert.That((await app.Page(end)).QuerySelector("h1")!.TextContent, Is.EqualTo("Du følger ikke høringen lenger"));
    }

    [Test]
    public async Task ManyFollowers_HaveOneLetterEach_AndNoneIsWrittenInTheRequest()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var ids = app.Services.GetRequiredService<IdGenerator>();
        const int many = (2 * TellFollowers.Piece) + 50;
        await app.Database.Write(db =>
            db.Run(
                """
                insert into Follower (Id, HearingId, EmailKey, Email, Language, AskedAt, ConfirmedAt)
                values (@Id, @Hearing, @Email, @Email, 'nb', @Now, @Now)
                """,
                Enumerable
                    .Range(0, many)
                    .Select(i => new
                    {
                        Id = ids.Next(),
                        Hearing = long.Parse(id, System.Globalization.CultureInfo.InvariantCulture),
                        Email = $"f{i}@example.no",
                        Now = app.Clock.GetUtcNow(),
                    })
            )
        );
        await app.Withdraw(id).Json(200);
        Assert.That(await app.Rows(), Is.Empty);
        await app.DoDueWork();
        var about = await app.Database.Read(db => db.All<long>("select About from Mail where SentAt is not null"));
        Assert.That(about, Is.EquivalentTo((await app.Followers()).Select(follower => follower.Id)));
        Assert.That(about, Has.Count.EqualTo(many));
    }

    private static async Task<int> Notices(TestApp app) => (await app.Rows()).Count(row => row.Kind == "follow.notice");
}
