using System.Globalization;

namespace Consultation.Api;

/// <summary>Every address of the pages for staff, as <see cref="Links"/> has the public ones.</summary>
public static class StaffLinks
{
    public static string Front(string language) => Links.Prefix(language) + "/staff";

    public static string SignIn(string language) => Front(language) + "/sign-in";

    public static string SignOut(string language) => Front(language) + "/sign-out";

    public static string Forgotten(string language) => Front(language) + "/forgotten";

    /// <summary>Where the first administrator lets herself in.</summary>
    public static string First(string language, string token) => $"{Front(language)}/first/{Uri.EscapeDataString(token)}";

    /// <summary>Where an invitation or a link for a forgotten password leads.</summary>
    public static string Link(string language, string token) => $"{Front(language)}/link/{Uri.EscapeDataString(token)}";

    public static string Account(string language) => Front(language) + "/account";

    public static string AccountPassword(string language) => Account(language) + "/password";

    /// <summary>Where one's own second step is set up.</summary>
    public static string AccountSecondStep(string language) => Account(language) + "/second-step";

    /// <summary>Where who works for several ministries chooses.</summary>
    public static string ChooseRole(string language) => Account(language) + "/ministry";

    public static string Hearings(string language) => Front(language) + "/hearings";

    public static string NewHearing(string language) => Hearings(language) + "/new";

    public static string Hearing(string language, long id) => $"{Hearings(language)}/{Number(id)}";

    /// <summary>A page of the hearing: <c>about</c>, <c>documents</c>, <c>questions</c>, <c>preview</c>, <c>publish</c>, <c>outcome</c> …</summary>
    public static string Hearing(string language, long id, string page) => $"{Hearing(language, id)}/{page}";

    public static string NewDocument(string language, long id) => Hearing(language, id, "documents/new");

    public static string Document(string language, long id, long document) => Hearing(language, id, "documents/" + Number(document));

    /// <summary>A file of the hearing: what it is called, and where it is taken away.</summary>
    public static string Annex(string language, long id, long annex) => Hearing(language, id, "annexes/" + Number(annex));

    /// <summary>The file itself, also of a draft.</summary>
    public static string AnnexFile(string language, long id, long annex) => Annex(language, id, annex) + "?handler=file";

    public static string NewRound(string language, long id) => Hearing(language, id, "rounds/new");

    /// <param name="page">Null: where it is changed; else <c>extend</c> or <c>close</c>.</param>
    public static string Round(string language, long id, int round, string? page = null) =>
        Hearing(language, id, $"rounds/{Number(round)}{(page is null ? "" : "/" + page)}");

    /// <summary>The bodies that are asked to reply.</summary>
    public static string Invited(string language, long id) => Hearing(language, id, "invited");

    public static string NewInvited(string language, long id) => Hearing(language, id, "invited/new");

    public static string Invitation(string language, long id, long invitation) => Hearing(language, id, "invited/" + Number(invitation));

    /// <summary>A draft as the public will see it, for whoever holds the link.</summary>
    public static string Preview(string language, string token) => $"{Links.Prefix(language)}/previews/{Uri.EscapeDataString(token)}";

    /// <summary>A file of a draft, for whoever holds the link.</summary>
    public static string PreviewAnnex(string language, string token, long annex) =>
        $"{Preview(language, token)}?handler=file&vedlegg={Number(annex)}";

    public static string Users(string language) => Front(language) + "/users";

    public static string Invite(string language) => Users(language) + "/invite";

    public static string User(string language, long id) => $"{Users(language)}/{id.ToString(CultureInfo.InvariantCulture)}";

    public static string Ministries(string language) => Front(language) + "/ministries";

    public static string Ministry(string language, string code) => $"{Ministries(language)}/{Uri.EscapeDataString(code)}";

    public static string NewMinistry(string language) => Front(language) + "/new-ministry";

    public static string Keys(string language) => Front(language) + "/keys";

    public static string Audit(string language) => Front(language) + "/audit";

    /// <summary>What was done to one hearing.</summary>
    public static string Audit(string language, long hearing) => $"{Audit(language)}?horing={Number(hearing)}";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
