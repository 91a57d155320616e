using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>Makes a reply of a row's cells, or says what is wrong with it: the first thing found, in the order of the code.</summary>
internal sealed class RowMapper(StartImport.Mapping mapping, TimeZoneInfo zone, IReadOnlyList<Question> questions)
{
    private static readonly Dictionary<string, Position> Positions = new(Words.Of<Position>(), StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, SenderType> SenderTypes = new(Words.Of<SenderType>(), StringComparer.OrdinalIgnoreCase);
    private readonly ImportFields _fields = mapping.Fields ?? new ImportFields();
    private readonly AnswerCells _answers = new(mapping.Answers ?? [], questions);

    /// <param name="row">Number and source; everything else is read.</param>
    /// <param name="cells">Read before this returns.</param>
    public ImportRow Map(ImportRow row, IRowCells cells)
    {
        try
        {
            var reply = WithSender(row, cells) with
            {
                ExternalId = Line(cells, _fields.ExternalId),
                ReceivedAt = Date(cells),
                Position = OneOf(cells, _fields.Position, Positions) ?? Position.WithRemarks,
                Language = Language(cells),
                Text = PlainText.Normalise(Value(cells, _fields.Text)),
                Answers = _answers.Read(cells),
            };
            return reply.Checked();
        }
        catch (BadRow bad)
        {
            return row.Rejected(bad.Code, bad.Message);
        }
    }

    private ImportRow WithSender(ImportRow row, IRowCells cells)
    {
        var organisation = Line(cells, _fields.Organisation);
        var number = Line(cells, _fields.OrganisationNumber);
        var type =
            OneOf(cells, _fields.SenderType, SenderTypes)
            ?? (organisation is not null || number is not null ? SenderType.Organisation : SenderType.Person);
        row = row with { SenderType = type };
        if (IsAnonymous(cells))
            return row;
        var name = string.Join(' ', (_fields.Name ?? []).Select(column => Line(cells, column)).OfType<string>());
        return row with
        {
            Name = name.Length > 0 ? name : null,
            Organisation = organisation,
            OrganisationNumber = OrganisationNumber(number),
            Email = Email(cells),
        };
    }

    private bool IsAnonymous(IRowCells cells) =>
        _fields.Anonymous is { } anonymous && anonymous.Values.Contains(Value(cells, anonymous.Column).Trim(), StringComparer.Ordinal);

    private string? OrganisationNumber(string? number)
    {
        if (number is null)
            return null;
        return Domain.OrganisationNumber.TryParse(number, out var digits)
            ? digits
            : throw new BadRow("row.organisation_number_invalid", _fields.OrganisationNumber, number, "is no organisation number");
    }

    private string? Email(IRowCells cells)
    {
        var email = Line(cells, _fields.Email);
        return ReplyInputValidator.IsAddress(email)
            ? email
            : throw new BadRow("row.email_invalid", _fields.Email, email, "is no e-mail address");
    }

    private DateTimeOffset? Date(IRowCells cells)
    {
        if (Line(cells, _fields.ReceivedAt) is not { } text)
            return null;
        return ReceivedDate.TryRead(text, zone, _fields.ReceivedAtFormat, out var instant)
            ? instant
            : throw new BadRow("row.date_invalid", _fields.ReceivedAt, text, "is no date in a known form");
    }

    private string? Language(IRowCells cells)
    {
        if (Line(cells, _fields.Language) is not { } text)
            return null;
        var code = text.Split('-', '_')[0].ToLowerInvariant();
        return Rules.IsLanguageCode(code)
            ? code
            : throw new BadRow("row.value_unknown", _fields.Language, text, "is no language code of two or three letters");
    }

    private static T? OneOf<T>(IRowCells cells, string? column, Dictionary<string, T> words)
        where T : struct, Enum
    {
        if (Line(cells, column) is not { } text)
            return null;
        return words.TryGetValue(text, out var value)
            ? value
            : throw new BadRow("row.value_unknown", column, text, "is none of " + string.Join(", ", words.Keys));
    }

    /// <summary>A value on one line, as all that is stored is normalised; null where it is blank.</summary>
    private static string? Line(IRowCells cells, string? column)
    {
        var words = PlainText.Normalise(Value(cells, column)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 ? string.Join(' ', words) : null;
    }

    private static string Value(IRowCells cells, string? column)
    {
        if (column is null)
            return "";
        return cells[column].Text ?? throw new BadRow("row.value_invalid", column, null, "holds neither a text nor a list of texts");
    }
}

/// <summary>What is wrong with a row; ends the reading of it.</summary>
internal sealed class BadRow(string code, string? column, string? value, string fault)
    : Exception(value is null ? $"Column {column} {fault}." : $"Column {column}: {Shown(value)} {fault}.")
{
    private const int MostShown = 80;

    public string Code { get; } = code;

    /// <summary>Enough to find it by; an identity number in a wrong column is not carried on.</summary>
    private static string Shown(string value) =>
        NationalIdentityNumber.FindIn(value) is not null ? "what looks like an identity number"
        : value.Length > MostShown ? $"\"{value[..MostShown]}…\""
        : $"\"{value}\"";
}
