using Consultation.Api.Pipeline;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Users;

/// <summary>The roles as a form offers them, the one that may least first; partial <c>_RoleChoices</c>.</summary>
internal sealed record RoleChoices(Role? Chosen, string? Error = null)
{
    public static IReadOnlyList<Role> All { get; } = Enum.GetValues<Role>();

    public static string Hint(Role role) => T("staff.role_hint." + role);

    /// <summary>The role that was posted; null when none was, or one that there is not.</summary>
    public static Role? Read(string? posted) =>
        Enum.TryParse<Role>(posted, ignoreCase: false, out var role) && Enum.IsDefined(role) ? role : null;
}
