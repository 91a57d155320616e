using System.Globalization;
using System.Resources;
using Consultation.Domain;

namespace Consultation.Api.Texts;

/// <summary>Sentences for readers, by key, in the current UI culture: bokmål (the neutral resource), nynorsk or English.</summary>
public static class Messages
{
    private static readonly ResourceManager Resources = new("Consultation.Api.Texts.Messages", typeof(Messages).Assembly);

    /// <summary>The sentence, or the key itself where there is none (a test keeps that from happening).</summary>
    public static string Get(string key, params object[] values)
    {
        var text = Resources.GetString(key, CultureInfo.CurrentUICulture) ?? key;
        return values.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, values);
    }

    public static string Of(Refusal refusal) => Get("refusal." + refusal.Code);

    /// <summary>For what is written where no reader's language is known, as in the list of an import's errors.</summary>
    public static string InEnglish(Refusal refusal) =>
        Resources.GetString("refusal." + refusal.Code, CultureInfo.GetCultureInfo("en")) ?? refusal.Code;
}
