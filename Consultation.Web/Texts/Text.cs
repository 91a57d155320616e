using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Html;

namespace Consultation.Web.Texts;

/// <summary>
/// Every sentence that a page shows, by key, in the current UI culture: bokmål (the neutral resource), nynorsk or English.
/// A key that is missing is a programming error and throws.
/// </summary>
internal static class Text
{
    private static readonly ResourceManager Pages = new("Consultation.Web.Texts.PageTexts", typeof(Text).Assembly);
    private static readonly ResourceManager Forms = new("Consultation.Web.Texts.FormTexts", typeof(Text).Assembly);
    private static readonly ResourceManager Infos = new("Consultation.Web.Texts.InfoTexts", typeof(Text).Assembly);
    private static readonly ResourceManager Staff = new("Consultation.Web.Texts.StaffTexts", typeof(Text).Assembly);
    private static readonly ResourceManager HearingStaff = new("Consultation.Web.Texts.HearingStaffTexts", typeof(Text).Assembly);
    private static readonly ResourceManager ReplyStaff = new("Consultation.Web.Texts.ReplyStaffTexts", typeof(Text).Assembly);

    private static readonly ResourceManager Invited = new("Consultation.Web.Texts.InvitedTexts", typeof(Text).Assembly);

    /// <summary>The text, or null when there is none.</summary>
    public static string? Find(string key) => SetOf(key).GetString(key, CultureInfo.CurrentUICulture);

    public static string T(string key) => Find(key) ?? throw new MissingManifestResourceException($"No text '{key}'");

    public static string T(string key, params object?[] values) => string.Format(CultureInfo.CurrentCulture, T(key), values);

    /// <summary>A text with markup of our own in it, or with finished HTML as value; plain values are encoded.</summary>
    public static IHtmlContent Rich(string key, params object[] values) => new HtmlContentBuilder().AppendFormat(T(key), values);

    /// <summary>A text that depends on a number: <c>key.zero</c> if there is one, else <c>key.one</c> or <c>key.other</c>.</summary>
    public static string Count(string key, long number)
    {
        var form = number == 1 ? ".one" : ".other";
        return (number == 0 ? Find(key + ".zero") : null) ?? T(key + form, Wording.Number(number));
    }

    private static ResourceManager SetOf(string key) =>
        key[..key.IndexOf('.', StringComparison.Ordinal)] switch
        {
            "send" or "receipt" or "own" => Forms,
            "info" or "error" => Infos,
            "staff" or "account" => Staff,
            "make" => HearingStaff,
            "review" => ReplyStaff,
            "invited" => Invited,
            _ => Pages,
        };
}
