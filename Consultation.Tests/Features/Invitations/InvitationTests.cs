using Consultation.Api.Features.Invitations;
using Consultation.Domain;
using Consultation.Domain.Invitations;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;
using FluentValidation;

namespace Consultation.Tests.Features.Invitations;

/// <summary>The list of invited bodies, and what follows for it when replies come and go.</summary>
public sealed class InvitationTests
{
    private const string Sunnhavn = "Sunnhavn kommune; post@sunnhavn.example; 974760673; kommune";

    [Test]
    public async Task List_IsForNobodyOutsideTheMinistry()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Invite(id, Sunnhavn);
        Assert.That(async () => await app.SendAsAnybody(new ListInvitations.Query(Inviting.Id(id))), Throws.InstanceOf<Refusal>());
        Assert.That(
            async () => await app.SendAsAnybody(new AddInvitations.Command { HearingId = Inviting.Id(id), Lines = "A" }),
            Throws.InstanceOf<Refusal>()
        );
        Assert.That(async () => await app.SendAsJob(new ListInvitations.Query(1)), Throws.InstanceOf<Refusal>());
    }

    [Test]
    public async Task Adding_SkipsWhoIsThere_AndTakesAllLinesOrNone()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        var first = await app.Invite(id, Sunnhavn, "Kystlaget", "KYSTLAGET.");
        Assert.That((first.Added, first.Skipped.Single()), Is.EqualTo((2, new AddInvitations.Skipped(3, "KYSTLAGET."))));
        var more = await app.Invite(id, "Sunnhavn kommune", "Sunnhavn by;;974760673", "Sunnhavn kommune;;971032081", "Andre");
        Assert.That(more.Skipped.Select(one => one.Line), Is.EqualTo((int[])[1, 2]), "the third has a number of its own");
        Assert.That(more.Added, Is.EqualTo(2));

        var refused = (await Assert.ThrowsAsync<ValidationException>(() => app.Invite(id, "Ny", "Feil; epost", "Feil;;1", "")))!;
        Assert.That(
            refused.Errors.Select(error => error.PropertyName),
            Is.EqualTo((string[])["lines[2]", "lines[3]", "lines"]),
            refused.Message
        );
        Assert.That((await app.Invited(id)).Items, Has.Count.EqualTo(4), "the good line was not taken either");
        await Assert.ThrowsAsync<ValidationException>(() => app.Invite(id, "  "));
    }

    [Test]
    public async Task List_HoldsAThousand_AndNoMore()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        await app.Invite(id, [.. Enumerable.Range(1, InvitationRules.MostInvited).Select(n => $"Kommune {n}; post@k{n}.example")]);
        Assert.That(await Inviting.Refused(() => app.Invite(id, "Én til")), Is.EqualTo("invitation.too_many"));
        Assert.That((await app.Invite(id, "Kommune 1")).Skipped, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task State_FollowsTheReplies_AsTheyComeAreCorrectedAndWithdrawn()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(publication: "reviewed");
        await app.Invite(id, Sunnhavn, "Kystlaget");
        Assert.That(await app.StateOf(id, "Sunnhavn kommune"), Is.EqualTo(InvitationState.NotSent));
        Assert.That((await app.SendAsJob(new SendInvitations.Command(Inviting.Id(id)))).Letters, Is.EqualTo(1), "one has no address");
        Assert.That(await app.StateOf(id, "Sunnhavn kommune"), Is.EqualTo(InvitationState.Invited));
        await app.Mark(id, "Kystlaget", InvitationMark.Invited);

        var reply = Given.Reply(name: "Sunnhavn by", type: "publicBody");
        reply["sender"]!["organisationNumber"] = "974 760 673";
        var sent = await app.Anonymous.Send(id, reply).Json(201);
        Assert.That((await app.Invited(id, "Sunnhavn kommune")).Reply!.Number, Is.EqualTo(1), "by the number, whatever it calls itself");
        Assert.That((await app.Invited(id, "Sunnhavn kommune")).Publication, Is.EqualTo(Publication.InReview));
        reply["position"] = "withoutRemarks";
        await app.Anonymous.Correct(id, 1, reply, sent.Token()).Json(200);
        Assert.That(await app.StateOf(id, "Sunnhavn kommune"), Is.EqualTo(InvitationState.WithoutRemarks));
        await app.Anonymous.Withdraw(id, 1, sent.Token()).Json(200);
        Assert.That(await app.StateOf(id, "Sunnhavn kommune"), Is.EqualTo(InvitationState.Invited), "a withdrawn reply is none");

        await app.Anonymous.Send(id, Given.Reply(name: "Kystlaget")).Json(201);
        Assert.That(await app.StateOf(id, "Kystlaget"), Is.EqualTo(InvitationState.Invited), "a person is no organisation");
        await app.Anonymous.Send(id, Given.Reply(name: "KYSTLAGET", type: "organisation")).Json(201);
        Assert.That((await app.Invited(id, "Kystlaget")).Reply!.Number, Is.EqualTo(3));
        await app.Mark(id, "Kystlaget", InvitationMark.Declined);
        Assert.That(await app.StateOf(id, "Kystlaget"), Is.EqualTo(InvitationState.Replied), "what came goes before what was said");
    }

    [Test]
    public async Task Tie_ByHand_GoesBeforeEverything_UntilItIsTakenBack()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Invite(id, "Kystlaget", "Havnelaget");
        await app.Anonymous.Send(id, Given.Reply(name: "Kystlaget", type: "organisation")).Json(201);
        await app.Anonymous.Send(id, Given.Reply(name: "Åse Ødegård")).Json(201);
        await app.Tie(id, "Kystlaget", 2);
        Assert.That((await app.Invited(id, "Kystlaget")).Reply!.Number, Is.EqualTo(2));
        await app.Tie(id, "Havnelaget", 1);
        Assert.That((await app.Invited(id, "Havnelaget")).Reply!.Number, Is.EqualTo(1), "though another has that name");
        await app.Tie(id, "Kystlaget", null);
        Assert.That((await app.Invited(id, "Kystlaget")).Reply, Is.Null, "its namesake's reply is Havnelaget's");
        Assert.That(await Inviting.Refused(() => app.Tie(id, "Kystlaget", 9)), Is.EqualTo("invitation.reply_unknown"));
    }

    [Test]
    public async Task Late_IsToldApart_AndJudgedAnewWhenTheDeadlineMoves()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(lateReplies: "accept", closesOn: "2026-04-30");
        await app.Invite(id, "Kystlaget");
        app.Clock.Advance(TimeSpan.FromDays(65));
        await app.Anonymous.Send(id, Given.Reply(name: "Kystlaget", type: "organisation")).Json(201);
        Assert.That(await app.StateOf(id, "Kystlaget"), Is.EqualTo(InvitationState.RepliedLate));
        await app.Extend(id, new { closesOn = "2026-05-29", reason = "Flere trenger tid." }).Json(200);
        Assert.That(await app.StateOf(id, "Kystlaget"), Is.EqualTo(InvitationState.Replied));
    }

    /// <summary>Somebody writes under an invited body's name, as often as they like: what staff vouch for is its answer.</summary>
    [Test]
    public async Task Answer_IsTheOneThatSomebodyVouchesFor_HoweverManyOthersThereAre()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Invite(id, Sunnhavn);
        await app.Staff.Send(id, Given.Reply("Vi støtter forslaget.", "Sunnhavn kommune", "publicBody")).Json(201);
        for (var i = 0; i < 25; i++)
        {
            await app.Anonymous.Send(id, Given.Reply($"Kommunen er imot {i}.", "Sunnhavn kommune", "publicBody")).Json(201);
        }
        Assert.That((await app.Invited(id, "Sunnhavn kommune")).Reply!.Number, Is.EqualTo(1));
    }

    [Test]
    public async Task ANewRound_IsInvitedToAnew()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(closesOn: "2026-04-30");
        await app.Invite(id, Sunnhavn);
        var hearing = Inviting.Id(id);
        await app.SendAsJob(new SendInvitations.Command(hearing));
        await app.Anonymous.Send(id, Given.Reply(name: "Sunnhavn kommune", type: "publicBody")).Json(201);
        app.Clock.Advance(TimeSpan.FromDays(70));
        await app.AddRound(id, new { opensAt = app.Clock.GetUtcNow(), closesOn = "2026-08-31" }).Json(201);
        var list = await app.Invited(id);
        Assert.That((list.Round, list.Items.Single().State, list.ToInvite), Is.EqualTo((2, InvitationState.NotSent, 1)));
        Assert.That((await app.SendAsJob(new SendInvitations.Command(hearing))).Letters, Is.EqualTo(1));
        Assert.That(await app.StateOf(id, "Sunnhavn kommune"), Is.EqualTo(InvitationState.Invited));
    }

    [Test]
    public async Task Correction_OfSenderOrName_FindsAnotherBody()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Invite(id, "Kystlaget", "Havnelaget");
        var sent = await app.Anonymous.Send(id, Given.Reply(name: "Kystlaget", type: "person")).Json(201);
        Assert.That((await app.Invited(id)).Replied, Is.Zero);
        await app.Anonymous.Correct(id, 1, Given.Reply(name: "Havnelaget", type: "organisation"), sent.Token()).Json(200);
        Assert.That((await app.Invited(id, "Havnelaget")).Reply!.Number, Is.EqualTo(1));
        Assert.That((await app.Invited(id, "Kystlaget")).Reply, Is.Null);
        await app.Staff.Decide(id, "redact", version: 2, ground: "privacy", redactions: [("sender.name", 0, 10)]).Json(200);
        Assert.That((await app.Invited(id)).Replied, Is.Zero, "a name that is taken out says nothing any more");
    }
}
