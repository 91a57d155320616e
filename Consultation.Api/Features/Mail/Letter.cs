using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Mail;

/// <summary>One kind of letter. Found by its kind, which stands in the database and stays as it is.</summary>
internal interface ILetter
{
    string Kind { get; }

    /// <summary>Whether anybody can have it sent to an address by giving it: then no more than some go there in an hour.</summary>
    bool IsForAnyAddress => true;

    /// <summary>Null: what it is about is gone, and nothing is sent. Reads only.</summary>
    Task<Letter?> Write(Db db, LetterRequest request);
}

/// <param name="About">As it was given to <see cref="Mailing"/>; 0 when nothing was.</param>
/// <param name="Facts">JSON.</param>
internal sealed record LetterRequest(long About, string? Facts, LetterTexts Texts);

/// <summary>What a letter says, in no form yet: <see cref="LetterText"/> and <see cref="LetterHtml"/> give it one.</summary>
/// <param name="From">The name that it comes from, as a rule the ministry's.</param>
internal sealed record Letter(string From, string Subject, IReadOnlyList<Letter.IPart> Parts)
{
    /// <summary>Absolute address of the page where the reader has no more such letters sent; null: this one comes once.</summary>
    public string? EndUrl { get; init; }

    internal interface IPart;

    internal sealed record Paragraph(string Text) : IPart;

    /// <summary>Values on lines of their own, each with what it is.</summary>
    internal sealed record Facts(IReadOnlyList<(string Label, string Value)> Rows) : IPart;

    /// <param name="Url">Absolute.</param>
    internal sealed record Link(string Label, string Url) : IPart;
}

/// <summary>A letter ready to be handed to a server.</summary>
internal sealed record WrittenLetter(long Id, string Recipient, string From, string Language, string Subject, string Text, string Html)
{
    /// <summary>See <see cref="ILetter.IsForAnyAddress"/>.</summary>
    public bool IsForAnyAddress { get; init; } = true;

    /// <summary>See <see cref="Letter.EndUrl"/>.</summary>
    public string? EndUrl { get; init; }

    private const int MostSubject = 200;
    private const int MostFrom = 150;

    public static WrittenLetter Of(long id, string recipient, LetterTexts texts, Letter letter) =>
        new(
            id,
            recipient,
            Excerpt.From(Name(letter.From), MostFrom),
            texts.Language,
            Excerpt.From(Line(letter.Subject), MostSubject),
            LetterText.Of(letter, texts),
            LetterHtml.Of(letter, texts)
        )
        {
            EndUrl = letter.EndUrl,
        };

    /// <summary>Without what an address is written with: readers of mail differ in what they make of it inside a name.</summary>
    private static string Name(string text) =>
        string.Concat(Line(text).Select(c => c is '"' or '\\' or '<' or '>' or '@' ? ' ' : c)).Trim();

    /// <summary>On one line, whatever it holds: what stands in a header can begin no other.</summary>
    private static string Line(string text) => string.Concat(PlainText.Normalise(text).Select(c => char.IsControl(c) ? ' ' : c));
}
