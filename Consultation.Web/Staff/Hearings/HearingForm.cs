using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Staff.Hearings;

/// <summary>What a ministry says of a hearing, as it stands in the form.</summary>
internal sealed record HearingForm
{
    /// <summary>The languages that a hearing can be in, the commonest first.</summary>
    public static readonly IReadOnlyList<string> Languages = ["nb", "nn", "se", "sma", "smj", "en"];

    /// <summary>The fields of the commands, and the inputs that they are typed in.</summary>
    public static readonly (string, string)[] Inputs =
    [
        ("title", "tittel"),
        ("summary", "sammendrag"),
        ("kind", "slag"),
        ("language", "sprak"),
        ("ministry", "virksomhet"),
        ("caseNumber", "saksnummer"),
        ("subjects", "tema"),
        ("publication", "publisering"),
    ];

    public string? Title { get; init; }
    public string? Summary { get; init; }
    public HearingKind Kind { get; init; }
    public string Language { get; init; } = "nb";
    public string? Ministry { get; init; }
    public string? CaseNumber { get; init; }
    public IReadOnlyList<string> Subjects { get; init; } = [];
    public PublicationRule Publication { get; init; }
    public LateReplies LateReplies { get; init; }
    public bool AllowAnonymous { get; init; }
    public ContactForm Contact { get; init; } = new(null, null, null);
    public IReadOnlyDictionary<string, HearingTranslation> Translations { get; init; } = new Dictionary<string, HearingTranslation>();

    public static HearingForm Of(HearingView hearing, GetOwnHearing.Result own) =>
        new()
        {
            Title = hearing.Title,
            Summary = hearing.Summary,
            Kind = hearing.Kind,
            Language = hearing.Language,
            Ministry = hearing.Ministry.Code,
            CaseNumber = hearing.CaseNumber,
            Subjects = hearing.Subjects,
            Publication = hearing.Publication,
            LateReplies = own.LateReplies,
            AllowAnonymous = hearing.AllowAnonymous,
            Contact = ContactForm.Of(hearing.Contact),
            Translations = hearing.Translations,
        };

    public static HearingForm Read(IFormCollection form) =>
        new()
        {
            Title = form["tittel"],
            Summary = form["sammendrag"],
            Kind = Choice<HearingKind>(form["slag"]),
            Language = Languages.FirstOrDefault(language => language == form["sprak"]) ?? "nb",
            Ministry = (string?)form["virksomhet"] is { Length: > 0 } ministry ? ministry : null,
            CaseNumber = (string?)form["saksnummer"] is { } number && number.Trim().Length > 0 ? number.Trim() : null,
            Subjects = [.. form["tema"].OfType<string>()],
            Publication = Choice<PublicationRule>(form["publisering"]),
            LateReplies = form.ContainsKey("sene") ? LateReplies.Accept : LateReplies.Reject,
            AllowAnonymous = form.ContainsKey("anonyme"),
            Contact = ContactForm.Read(form),
            Translations = ReadTranslations(form),
        };

    /// <summary>In words, each in its own language.</summary>
    public static string NameOf(string language) => Find("make.language." + language) ?? language;

    private static T Choice<T>(string? typed)
        where T : struct, Enum => Enum.TryParse<T>(typed, out var choice) && Enum.IsDefined(choice) ? choice : default;

    private static Dictionary<string, HearingTranslation> ReadTranslations(IFormCollection form)
    {
        var translations = new Dictionary<string, HearingTranslation>(StringComparer.Ordinal);
        foreach (var language in Languages)
        {
            var (title, summary) = (
                ((string?)form["tittel-" + language])?.Trim() ?? "",
                ((string?)form["sammendrag-" + language])?.Trim() ?? ""
            );
            if (title.Length + summary.Length > 0)
                translations[language] = new HearingTranslation(title, summary);
        }
        return translations;
    }
}
