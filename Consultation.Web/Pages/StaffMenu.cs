using Consultation.Api;
using Consultation.Api.Pipeline;

namespace Consultation.Web.Pages;

/// <summary>The items of the menu, and none for pages outside it.</summary>
internal enum StaffSection
{
    None,
    Overview,
    Hearings,
    Users,
    Ministries,
    Keys,
    Audit,
    Operations,
}

/// <summary>The menu of the pages for staff, from left to right. Each sees what each may use.</summary>
internal static class StaffMenu
{
    /// <param name="Address">By language.</param>
    public sealed record Item(StaffSection Section, Permission Permission, Func<string, string> Address)
    {
        /// <summary>Of the word in the menu.</summary>
        public string TextKey => "staff.menu." + Section;
    }

    public static IReadOnlyList<Item> Items { get; } =
    [
        new(StaffSection.Overview, Permission.ReadUnpublished, StaffLinks.Front),
        new(StaffSection.Hearings, Permission.ReadUnpublished, StaffLinks.Hearings),
        new(StaffSection.Users, Permission.ManageUsers, StaffLinks.Users),
        new(StaffSection.Ministries, Permission.ManageMinistries, StaffLinks.Ministries),
        new(StaffSection.Keys, Permission.ManageKeys, StaffLinks.Keys),
        new(StaffSection.Audit, Permission.ReadAudit, StaffLinks.Audit),
        new(StaffSection.Operations, Permission.Operate, ReplyStaffLinks.Operations),
    ];
}
