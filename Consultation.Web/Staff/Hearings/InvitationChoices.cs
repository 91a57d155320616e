using Consultation.Api;
using Consultation.Domain.Invitations;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Staff.Hearings;

/// <summary>What can be chosen of an invited body.</summary>
internal static class InvitationChoices
{
    public static IReadOnlyList<(string Value, string Text)> Groups =>
        [.. Enum.GetValues<InvitedGroup>().Select(group => (group.ToString(), T("invited.group." + group)))];

    public static IReadOnlyList<(string Value, string Text)> Languages =>
        [.. Links.Languages.Select(language => (language, T("invited.staff.language." + language)))];

    public static InvitedGroup GroupOf(string? chosen) =>
        Enum.TryParse<InvitedGroup>(chosen, out var group) && Enum.IsDefined(group) ? group : InvitedGroup.Organisation;
}
