using Consultation.Api;

namespace Consultation.Web.Staff;

/// <summary>Where to go on after signing in: an address of our own pages for staff, nothing else.</summary>
internal static class StaffReturn
{
    /// <summary>The name in the query.</summary>
    public const string Name = "til";

    public static bool IsSafe(string? address)
    {
        if (address is null || address.Length > 2000 || address.Any(c => c is '\\' || char.IsControl(c)))
            return false;
        return Array.Exists(
            [.. Links.Languages.Select(StaffLinks.Front)],
            front =>
                address.StartsWith(front, StringComparison.Ordinal)
                && (address.Length == front.Length || address[front.Length] is '/' or '?')
        );
    }

    /// <summary>The address when it is safe, else the overview.</summary>
    public static string Or(string? address, string language) => IsSafe(address) ? address! : StaffLinks.Front(language);

    public static string SignIn(string language, string address)
    {
        var signIn = StaffLinks.SignIn(language);
        return address == StaffLinks.Front(language) ? signIn : $"{signIn}?{Name}={Uri.EscapeDataString(address)}";
    }
}
