using Consultation.Api.Features.Invitations;
using Consultation.Domain;
using Consultation.Domain.Invitations;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Mail;

/// <summary>What invited bodies get, and when.</summary>
public sealed class InvitationLetterTests
{
    [Test]
    public async Task Publishing_SendsTheInvitation_InTheLanguageOfEach_AndToTheAddressesOnly()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var id = await app.Draft();
        await app.AddRound(id, new { opensAt = app.Clock.GetUtcNow().AddDays(1), closesOn = "2026-05-29" }).Json(201);
        var hearing = Inviting.Id(id);
        foreach (var language in (string[])["nb", "nn", "en"])
        {
            await app.SendAsJob(
                new AddInvitations.Command
                {
                    HearingId = hearing,
                    Lines = $"Laget {language}; {language}@laget.example",
                    Language = language,
                }
            );
        }
        await app.Invite(id, "Uten adresse");
        Assert.That(await Inviting.Refused(() => app.SendAsJob(new SendInvitations.Command(hearing))), Is.EqualTo("hearing.not_published"));
        await app.DoDueWork();
        Assert.That(await app.Rows(), Is.Empty, "nothing goes before it is published");
        await app.Publish(id).Json(200);
        await app.DoDueWork();
        var letters = Enumerable.Range(0, 3).Select(_ => office.Next()).ToDictionary(letter => letter.Header("content-language").Single());
        var address = $"{Mailing.Origin}/hearings/{id}/forslag-til-lov-om-stoy-ved-havner";
        Assert.That(
            letters["nb"].Text("text"),
            Does.StartWith("Til Laget nb")
                .And.Contain("ksd sender «Forslag til lov om støy ved havner» på høring")
                .And.Contain("Høringsfrist: 29. mai 2026")
                .And.Contain("Dere kan svare fra: 3. mars 2026")
                .And.Contain(address + "/send")
                .And.Contain("Uten merknad")
        );
        Assert.That(letters["nb"].Text("subject"), Is.EqualTo("Invitasjon til å svare på høring: Forslag til lov om støy ved havner"));
        Assert.That(letters["nn"].Text("text"), Does.Contain("høyringssvar").And.Contain(address.Replace("/hearings", "/nn/hearings")));
        Assert.That(
            letters["en"].Text("text"),
            Does.Contain("Deadline: 29 May 2026").And.Contain(address.Replace("/hearings", "/en/hearings"))
        );
        Assert.That(letters["en"]["envelope"]!["to"]!.AsArray().Select(to => to!.GetValue<string>()), Is.EqualTo(["en@laget.example"]));
        Assert.That((await app.Rows()).Select(row => row.Recipient), Has.All.Null, "sent, and forgotten");
        Assert.That((await app.Invited(id)).In(InvitationState.NotSent), Is.EqualTo(1));
        Assert.That(
            await Inviting.Refused(() => app.SendAsJob(new SendInvitations.Command(hearing))),
            Is.EqualTo("invitation.nobody"),
            "nobody is invited twice"
        );
    }

    [Test]
    public async Task Reminder_GoesToThoseMissingAlone_AndOnceADayAtMost()
    {
        await using var app = Mailing.AppWith(9, ("Mail:Host", ""));
        var id = await app.OpenHearing(publication: "reviewed");
        var hearing = Inviting.Id(id);
        await app.Invite(id, "Svart; a@laget.example", "Taus; b@laget.example", "Avslått; c@laget.example", "Ny; d@laget.example");
        await app.SendAsJob(new SendInvitations.Command(hearing));
        await app.Anonymous.Send(id, Given.Reply(name: "Svart", type: "organisation")).Json(201);
        await app.Mark(id, "Avslått", InvitationMark.Declined);
        Assert.That((await app.Invited(id)).ToRemind, Is.Zero, "the invitation is of today");
        await Assert.ThrowsAsync<Refusal>(() => app.SendAsJob(new RemindInvited.Command(hearing)));

        await app.DoDueWork();
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That((await app.Invited(id)).ToRemind, Is.EqualTo(2), "a reply counts before anybody can read it");
        await app.Mark(id, "Ny", InvitationMark.Declined);
        Assert.That((await app.SendAsJob(new RemindInvited.Command(hearing))).Letters, Is.EqualTo(1));
        Assert.That(await Inviting.Refused(() => app.SendAsJob(new RemindInvited.Command(hearing))), Is.EqualTo("invitation.nobody"));
        await app.DoDueWork();
        var folder = Directory.GetFiles(Path.Combine(app.DataDirectory, "mail"), "*.eml");
        var letters = await Task.WhenAll(folder.Select(file => File.ReadAllTextAsync(file)));
        Assert.That(letters.Where(letter => letter.Contains("To: b@laget.example", StringComparison.Ordinal)).Count(), Is.EqualTo(2));
        Assert.That((await app.Rows()).Count(row => row.Kind == "body.reminder"), Is.EqualTo(1));

        app.Clock.Advance(TimeSpan.FromDays(100));
        Assert.That(await Inviting.Refused(() => app.SendAsJob(new RemindInvited.Command(hearing))), Is.EqualTo("round.closed"));
    }

    /// <summary>What waits when the hearing ends, or the body is off the list, is not sent.</summary>
    [Test]
    public async Task Letter_ThatHasNothingToAskForAnyMore_IsNotSent()
    {
        await using var app = Mailing.AppWith(9, ("Mail:Host", ""));
        var id = await app.OpenHearing();
        await app.Invite(id, "A; a@laget.example", "B; b@laget.example");
        await app.SendAsJob(new SendInvitations.Command(Inviting.Id(id)));
        await app.SendAsJob(new RemoveInvitation.Command(Inviting.Id(id), (await app.Invited(id, "A")).Id));
        await app.Withdraw(id).Json(200);
        await app.DoDueWork();
        Assert.That(Directory.Exists(Path.Combine(app.DataDirectory, "mail")), Is.False);
    }
}
