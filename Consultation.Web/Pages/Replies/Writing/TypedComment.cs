using System.Globalization;
using Consultation.Api.Features.Replies;
using Consultation.Domain;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>A comment as it stands in the form.</summary>
/// <param name="Key">Names its fields: the place (<c>p12</c>), or <c>x0</c>, <c>x1</c> … for one that has a place of its own beside it.</param>
/// <param name="Place"><c>p</c>, <c>c</c> or <c>d</c> and the id of the paragraph, the chapter's heading or the document.</param>
internal sealed record TypedComment(string Key, string Place, string? Text, Stance? Stance = null, QuoteInput? Quote = null)
{
    public string InputId => "kommentar-" + Key;

    /// <summary>An untouched comment says nothing and is not sent.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && Stance is null;

    /// <summary>Whether its fields tell its place, because its key does not.</summary>
    public bool TellsPlace => !string.Equals(Key, Place, StringComparison.Ordinal);

    public static TypedComment From(IFormCollection form, string name)
    {
        var key = name[ReplyForm.CommentPrefix.Length..];
        string? stance = form["standpunkt." + key];
        return new(
            key,
            form["sted." + key] is [{ Length: > 1 } place] ? place : key,
            form[name],
            Enum.TryParse<Stance>(stance, out var known) && Enum.IsDefined(known) ? known : null,
            QuoteOf(form["sitat." + key])
        );
    }

    /// <param name="index">Keeps comments apart that are on the same place, or on words of it.</param>
    public static TypedComment Of(Comment comment, int index)
    {
        var place = comment.Target switch
        {
            CommentTarget.Paragraph => "p" + Digits(comment.ParagraphId),
            CommentTarget.Chapter => "c" + Digits(comment.ParagraphId),
            _ => "d" + Digits(comment.DocumentId),
        };
        var quote = comment.Quote is { } q
            ? new QuoteInput
            {
                Start = q.Start,
                Length = q.Length,
                Text = q.Text,
            }
            : null;
        return new("x" + Digits(index), place, comment.Text, comment.Stance, quote);
    }

    public CommentInput Input()
    {
        long? id = long.TryParse(Place.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new()
        {
            Paragraph = Place[0] == 'p' ? id : null,
            Chapter = Place[0] == 'c' ? id : null,
            Document = Place[0] == 'd' ? id : null,
            Quote = Quote,
            Stance = Stance,
            Text = Text,
        };
    }

    /// <summary>As <see cref="QuoteOf"/> reads it.</summary>
    public string? QuoteField =>
        Quote is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Quote.Start},{Quote.Length},{Quote.Text}");

    private static QuoteInput? QuoteOf(string? field) =>
        field?.Split(',', 3) is [var start, var length, var text]
        && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new QuoteInput
            {
                Start = from,
                Length = count,
                Text = text,
            }
            : null;

    private static string Digits(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
