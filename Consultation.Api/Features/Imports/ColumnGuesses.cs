using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>
/// Guesses from its name what a column holds, in the words that ministries, municipalities and survey programs write in their headers. A
/// column is guessed for one thing only. Somebody looks at the guesses before anything is imported.
/// </summary>
internal static class ColumnGuesses
{
    /// <summary>Cells of a column that nobody named must be as long as this on average to be taken for the replies' texts.</summary>
    private const int LongCell = 60;

    private static readonly string[] Text =
    [
        "høringssvar",
        "høyringssvar",
        "svartekst",
        "høringsuttalelse",
        "høringsinnspill",
        "høringsuttale",
        "uttalelse",
        "fråsegn",
        "innspill",
        "tekst",
        "svar",
        "merknader",
        "merknad",
        "kommentar",
        "innhold",
        "comment",
        "response",
        "text",
        "body",
        "message",
    ];

    private static readonly string[] Name =
    [
        "navn",
        "namn",
        "avsender",
        "avsendar",
        "innsender",
        "name",
        "full name",
        "sender",
        "fullt navn",
    ];
    private static readonly string[] First = ["fornavn", "førenamn", "first name", "firstname", "given name"];
    private static readonly string[] Last = ["etternavn", "etternamn", "last name", "lastname", "surname", "family name"];

    private static readonly string[] Organisation =
    [
        "organisasjon",
        "virksomhet",
        "verksemd",
        "høringsinstans",
        "høyringsinstans",
        "instans",
        "organisation",
        "organization",
        "organisation name",
        "organization name",
        "organisasjonsnavn",
        "firma",
        "company",
    ];

    private static readonly string[] Number =
    [
        "organisasjonsnummer",
        "orgnr",
        "org nr",
        "orgnummer",
        "organisation number",
        "organization number",
    ];

    private static readonly string[] Received =
    [
        "mottatt",
        "motteke",
        "mottatt dato",
        "mottattdato",
        "innsendt",
        "sendt inn",
        "dato",
        "tidspunkt",
        "received at",
        "received",
        "received date",
        "posted date",
        "submitted",
        "submitted at",
        "date",
        "timestamp",
    ];

    private static readonly string[] Id =
    [
        "id",
        "svar id",
        "svarid",
        "referanse",
        "løpenummer",
        "document id",
        "comment id",
        "response id",
        "external id",
        "nr",
    ];
    private static readonly string[] Position = ["svartype", "med eller uten merknad", "position", "type svar"];
    private static readonly string[] Email =
    [
        "epost",
        "e post",
        "epostadresse",
        "e postadresse",
        "email",
        "e mail",
        "email address",
        "mail",
    ];
    private static readonly string[] Type = ["avsendertype", "avsendartype", "type avsender", "sender type", "respondent type"];
    private static readonly string[] Language = ["språk", "målform", "language", "lang"];

    public static ImportFields Of(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var left = columns.ToList();
        var number = Take(Number);
        var email = Take(Email);
        var type = Take(Type);
        var position = Take(Position);
        var language = Take(Language);
        var id = Take(Id);
        var received = Take(Received);
        var organisation = Take(Organisation);
        string?[] names = Take(First) is { } first ? [first, Take(Last)] : [Take(Name)];
        return new ImportFields
        {
            Text = Take(Text) ?? Longest(columns, left, rows),
            Name = names.OfType<string>().ToArray() is { Length: > 0 } found ? found : null,
            Organisation = organisation,
            OrganisationNumber = number,
            ReceivedAt = received,
            ExternalId = id,
            Position = position,
            Email = email,
            SenderType = type,
            Language = language,
        };

        string? Take(string[] words)
        {
            var taken = words
                .Select(word => left.Find(column => Plain(column) == word || Plain(AfterPath(column)) == word))
                .FirstOrDefault(column => column is not null);
            if (taken is not null)
                left.Remove(taken);
            return taken;
        }
    }

    private static string? Longest(IReadOnlyList<string> columns, List<string> left, IReadOnlyList<IReadOnlyList<string>> rows) =>
        rows.Count == 0
            ? null
            : columns
                .Select((column, place) => (Column: column, Length: rows.Average(row => row[place].Length)))
                .Where(column => column.Length >= LongCell && left.Contains(column.Column, StringComparer.Ordinal))
                .OrderByDescending(column => column.Length)
                .Select(column => column.Column)
                .FirstOrDefault();

    /// <summary>The property itself, of a path of them in JSON.</summary>
    private static string AfterPath(string column) => column[(column.LastIndexOf('.') + 1)..];

    /// <summary>«Mottatt_Dato:» is «mottatt dato», and «receivedAt» «received at».</summary>
    private static string Plain(string column)
    {
        var text = PlainText.Normalise(column);
        var words = text.SelectMany(
            (letter, at) =>
                at > 0 && char.IsUpper(letter) && char.IsLower(text[at - 1]) ? $" {letter}"
                : char.IsLetterOrDigit(letter) ? $"{letter}"
                : " "
        );
        return string.Join(' ', string.Concat(words).ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
