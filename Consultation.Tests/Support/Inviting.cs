using System.Globalization;
using Consultation.Api.Features.Invitations;
using Consultation.Domain;
using Consultation.Domain.Invitations;

namespace Consultation.Tests.Support;

/// <summary>Invited bodies of a hearing: there is no API for them, so tests send what the pages send.</summary>
internal static class Inviting
{
    public static Task<AddInvitations.Result> Invite(this TestApp app, string hearing, params string[] lines) =>
        app.SendAsJob(new AddInvitations.Command { HearingId = Id(hearing), Lines = string.Join('\n', lines) });

    public static Task<ListInvitations.Result> Invited(this TestApp app, string hearing) =>
        app.SendAsJob(new ListInvitations.Query(Id(hearing)));

    public static async Task<ListInvitations.Item> Invited(this TestApp app, string hearing, string name) =>
        (await app.Invited(hearing)).Items.Single(item => item.Name == name);

    public static async Task<InvitationState> StateOf(this TestApp app, string hearing, string name) =>
        (await app.Invited(hearing, name)).State;

    public static async Task Tie(this TestApp app, string hearing, string name, int? number) =>
        await app.SendAsJob(new TieReply.Command(Id(hearing), (await app.Invited(hearing, name)).Id, number));

    public static async Task Mark(this TestApp app, string hearing, string name, InvitationMark mark) =>
        await app.SendAsJob(new MarkInvitation.Command(Id(hearing), (await app.Invited(hearing, name)).Id, mark));

    /// <summary>The code with which this is refused.</summary>
    public static async Task<string> Refused(Func<Task> doing)
    {
        try
        {
            await doing();
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
        return "nothing was refused";
    }

    public static long Id(string hearing) => long.Parse(hearing, CultureInfo.InvariantCulture);
}
