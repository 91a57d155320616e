namespace Consultation.Api.Features.Imports;

/// <summary>
/// Which columns hold what. A column is named exactly as the header has it (case, blanks and line breaks included); the n-th of several
/// with one name is <c>name#n</c>, and the name alone means the first. In <c>jsonl</c> a column is a property of the line's object, or a
/// path of properties joined by dots where no property has that whole name. A row that fails any rule below is left out and reported;
/// the rest go in.
/// </summary>
public sealed record ImportFields
{
    /// <summary>At most 1,000,000 characters (<c>row.text_too_long</c>). Kept also beside a position without remarks.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// Joined by a blank, in this order. A row without a name is taken as "name not given". At most 500 characters
    /// (<c>row.name_too_long</c>).
    /// </summary>
    public IReadOnlyList<string>? Name { get; init; }

    /// <summary>
    /// Makes the sender an organisation unless <see cref="SenderType"/> says otherwise; its name stands for the sender's, that of the
    /// contact is not kept.
    /// </summary>
    public string? Organisation { get; init; }

    /// <summary>Norwegian, nine digits with the right check digit (<c>row.organisation_number_invalid</c>).</summary>
    public string? OrganisationNumber { get; init; }

    /// <summary>
    /// In one of the forms of <see cref="ReceivedDate"/> (<c>row.date_invalid</c>); blank: when the import runs.
    /// </summary>
    public string? ReceivedAt { get; init; }

    /// <summary>The form of the dates where it is none of the usual ones, as .NET writes it: <c>dd/MM/yyyy HH:mm</c>.</summary>
    public string? ReceivedAtFormat { get; init; }

    /// <summary>The reply's id where it comes from, at most 200 characters; the same one again, here or earlier, adds nothing.</summary>
    public string? ExternalId { get; init; }

    /// <summary><c>withRemarks</c> (also when blank) or <c>withoutRemarks</c>, in any case (<c>row.value_unknown</c>).</summary>
    public string? Position { get; init; }

    /// <summary>Never published (<c>row.email_invalid</c>).</summary>
    public string? Email { get; init; }

    /// <summary>
    /// <c>person</c>, <c>organisation</c> or <c>publicBody</c>, in any case (<c>row.value_unknown</c>); blank: an organisation where the row
    /// names one or has a number, else a person.
    /// </summary>
    public string? SenderType { get; init; }

    /// <summary>
    /// A language code, of which only the part before a hyphen counts (<c>nb-NO</c>; <c>row.value_unknown</c>); blank: the hearing's language.
    /// </summary>
    public string? Language { get; init; }

    /// <summary>Whose rows come without anything that tells who sent them, whatever else is mapped.</summary>
    public ImportAnonymous? Anonymous { get; init; }
}

/// <summary>A row is anonymous when the column, without blanks around it, holds one of the values exactly.</summary>
public sealed record ImportAnonymous
{
    public required string Column { get; init; }
    public required IReadOnlyList<string> Values { get; init; }
}

/// <summary>
/// Where a question's answer stands. A value that the question does not take leaves the row out (<c>row.answer_invalid</c>); a blank one is
/// no answer. Whether an answer is required or shown is for forms and not asked of replies that came another way.
/// </summary>
public sealed record ImportAnswer
{
    /// <summary>The question's key.</summary>
    public required string Question { get; init; }
    public required string Column { get; init; }

    /// <summary>Stands between the choices of a <c>multiple</c> question; default: the cell is one choice.</summary>
    public string? Separator { get; init; }
}
