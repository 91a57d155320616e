using System.Globalization;

namespace Consultation.Api;

/// <summary>
/// Every address of the pages, in one place: path only, with the language as prefix (<c>/nn</c>, <c>/en</c>; none for bokmål).
/// An unknown language gives the bokmål address.
/// </summary>
public static class Links
{
    /// <summary>The languages that pages are written in; the first is the default and has no prefix.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["nb", "nn", "en"];

    public static string Prefix(string language) =>
        language switch
        {
            "nn" => "/nn",
            "en" => "/en",
            _ => "",
        };

    public static string Front(string language) => Prefix(language) + "/";

    public static string Hearing(string language, long id, string slug) => $"{Prefix(language)}/hearings/{Number(id)}/{Segment(slug)}";

    public static string Replies(string language, long id, string slug) => Hearing(language, id, slug) + "/replies";

    public static string Reply(string language, long id, string slug, int number) => $"{Replies(language, id, slug)}/{Number(number)}";

    /// <summary>Where a reply is corrected or withdrawn; the token goes behind <c>#</c>.</summary>
    public static string Edit(string language, long id, string slug, int number) => Reply(language, id, slug, number) + "/edit";

    /// <summary>Where a reader tells that something in a reply ought not to be public.</summary>
    public static string Flag(string language, long id, string slug, int number) => Reply(language, id, slug, number) + "/flag";

    public static string Send(string language, long id, string slug) => Hearing(language, id, slug) + "/send";

    public static string Receipt(string language, string reference) => $"{Prefix(language)}/receipts/{Segment(reference)}";

    /// <summary>Where one finds the receipt that a reference belongs to.</summary>
    public static string FindReceipt(string language) => Prefix(language) + "/receipts";

    /// <summary>The deadline of one hearing as a calendar file: one for all languages, as the feeds are.</summary>
    public static string DeadlineFile(long id) => $"/hearings/{Number(id)}/deadline.ics";

    /// <summary>A document, at the page that the paragraph stands on; in an earlier version where one is named.</summary>
    public static string Document(string language, long id, string slug, long document, long? paragraph = null, int? version = null) =>
        $"{Hearing(language, id, slug)}/documents/{Number(document)}{(paragraph is { } place ? "/" + Number(place) : "")}"
        + (version is { } old ? "?version=" + Number(old) : "");

    public static string Campaign(string language, long id, string slug, long campaign) =>
        $"{Hearing(language, id, slug)}/campaigns/{Number(campaign)}";

    public static string Report(string language, long id, string slug, int round) =>
        $"{Hearing(language, id, slug)}/rounds/{Number(round)}/report";

    /// <summary>The public account of what is hidden.</summary>
    public static string Ledger(string language, long id, string slug) => Hearing(language, id, slug) + "/hidden";

    /// <summary>The bodies that were asked to reply.</summary>
    public static string Invited(string language, long id, string slug) => Hearing(language, id, slug) + "/invited";

    /// <summary>Where one asks to be written to when the hearing changes.</summary>
    public static string Follow(string language, long id, string slug) => Hearing(language, id, slug) + "/follow";

    public static string ConfirmFollowing(string language, string token) => $"{Prefix(language)}/follow/{Segment(token)}";

    public static string EndFollowing(string language, string token) => ConfirmFollowing(language, token) + "/end";

    public static string Info(string language, string name) => $"{Prefix(language)}/info/{Segment(name)}";

    /// <summary>A hearing's file; the same in all languages.</summary>
    public static string Annex(long id, long annex) => $"/api/v1/hearings/{Number(id)}/annexes/{Number(annex)}";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Segment(string value) => Uri.EscapeDataString(value);
}
