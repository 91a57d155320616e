using Consultation.Api.Features.Replies;
using Consultation.Api.Features.Search;
using Consultation.Domain.Search;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.List;

/// <summary>What the list of replies is said to be: how many of what, which of them the page shows, and what a search found beside the words.</summary>
internal sealed class ReplyHeading(IndexModel page)
{
    /// <summary>Words that are named.</summary>
    private const int MostWords = 5;

    /// <summary>Over the list. Without a number where none is known, and where there is nothing to count.</summary>
    public string Text
    {
        get
        {
            var (kind, of) = Kind();
            return page.Shown.Total is { Number: > 0 } total
                ? T($"replies.heading.{kind}.{(total is { Number: 1, OrMore: false } ? "one" : "other")}", Number(total), of)
                : T($"replies.heading.{kind}.unknown", "", of);
        }
    }

    /// <summary>«Viser 26–50 av 318»; null where that is not known.</summary>
    public string? Range
    {
        get
        {
            if (page.Shown is not { From: { } from, Shown: > 0, Total: { } total })
                return null;
            var (key, number) = Told(total);
            return T("replies.range" + key, Wording.Number(from), Wording.Number(from + page.Shown.Shown - 1), number);
        }
    }

    /// <summary>What a search finds beside the words as they were written: told by those that it found on this page.</summary>
    public string Found
    {
        get
        {
            var typed = SearchWords.In(page.Q ?? "").Select(word => page.Q!.Substring(word.Start, word.Length)).ToArray();
            var words = page
                .Shown.Entries.SelectMany(entry => entry.Replies.Take(1))
                .SelectMany(reply => reply.Hit is { } hit ? hit.Marks.Select(mark => hit.Snippet.Substring(mark.Start, mark.Length)) : [])
                .Where(word => SearchWords.In(word).Count == 1)
                .Distinct(StringComparer.CurrentCultureIgnoreCase)
                .Except(typed, StringComparer.CurrentCultureIgnoreCase)
                .Take(MostWords)
                .Select(word => T("replies.quoted", word))
                .ToArray();
            return words.Length switch
            {
                0 => T("replies.search_how"),
                1 => T("replies.search_also", words[0]),
                _ => T("replies.search_also", T("replies.and", string.Join(", ", words[..^1]), words[^1])),
            };
        }
    }

    private (string Kind, object? Of) Kind() =>
        page.Q is { } q ? (page.IsNarrowed || page.Paragraph is not null ? "hits_narrowed" : "hits", q)
        : page.Shown.Place is { Heading: null } place ? (page.IsNarrowed ? "paragraph_narrowed" : "paragraph", place.Number)
        : page.Shown.Place is not null ? (page.IsNarrowed ? "chapter_narrowed" : "chapter", null)
        : (page.IsFiltered ? "narrowed" : "published", null);

    private static string Number(ReplyTotal total) =>
        Told(total) switch
        {
            ("_more", var number) => T("replies.more_than", number),
            ("_least", var number) => T("replies.at_least", number),
            var (_, number) => number,
        };

    private static (string Key, string Number) Told(ReplyTotal total) =>
        !total.OrMore ? ("", Wording.Number(total.Number))
        : total.Number > CountFound.Most ? ("_more", Wording.Number(CountFound.Most))
        : ("_least", Wording.Number(total.Number));
}
