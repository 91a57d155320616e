using Consultation.Domain.Search;
using FsCheck;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain.Search;

public sealed class SearchHitsTests
{
    private static string[] Marked(SearchHit hit) => [.. hit.Marks.Select(mark => hit.Snippet.Substring(mark.Start, mark.Length))];

    private static SearchHit? Hit(string typed, params (string, string?)[] fields) => SearchHits.Best(fields, SearchQuery.Parse(typed));

    [Test]
    public void Best_HitInAShortText_ShowsItWholeAndMarksTheForms()
    {
        var hit = Hit("kommune støy", ("text", "Kommunene\nhører støyen."))!;
        Assert.That(hit.Field, Is.EqualTo("text"));
        Assert.That(hit.Snippet, Is.EqualTo("Kommunene hører støyen."));
        Assert.That(Marked(hit), Is.EqualTo((string[])["Kommunene", "støyen"]));
    }

    [Test]
    public void Best_HitFarIn_ShowsItsSurroundingsCutAtWords()
    {
        var text = string.Concat(Enumerable.Repeat("ord ", 500)) + "havnestøy om natten " + string.Concat(Enumerable.Repeat("ord ", 500));
        var hit = Hit("\"havnestøy om natta\"", ("text", text))!;
        Assert.That(hit.Snippet, Has.Length.LessThanOrEqualTo(SearchHits.SnippetLength).And.StartsWith("…ord ").And.EndsWith("ord…"));
        Assert.That(Marked(hit), Is.EqualTo((string[])["havnestøy om natten"]));
    }

    [Test]
    public void Best_SeveralFields_IsTheOneWithMostOfTheTerms()
    {
        Assert.That(Hit("støy natt", ("text", "Støy er ille."), ("answer:tid", "Støy om natten"))!.Field, Is.EqualTo("answer:tid"));
        Assert.That(Hit("støy", ("text", "Støy."), ("sender.name", "Støy AS"))!.Field, Is.EqualTo("text"));
        Assert.That(
            Hit("kartverket", ("text", "Enig."), ("comment:0", null), ("sender.name", "Kartverket"))!.Field,
            Is.EqualTo("sender.name")
        );
        Assert.That(Hit("uvedkommende", ("text", "Støy.")), Is.Null);
        Assert.That(Hit("støy -natt", ("text", "Støy."))!.Marks, Has.Count.EqualTo(1));
    }

    [Test]
    public void Best_AWordOfAMillionLetters_IsCut()
    {
        var hit = Hit(
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa*",
            ("text", new string('a', 1_000_000))
        )!;
        Assert.That(hit.Snippet, Has.Length.LessThanOrEqualTo(SearchHits.SnippetLength));
        Assert.That(hit.Marks, Has.Count.EqualTo(1));
    }

    /// <summary>Each mark is words that a term of the query stands in, and each such place is marked.</summary>
    [Property(MaxTest = 1000)]
    public bool Marks_OfWordsOfTheText_AreThosePlaces(NonNull<string> text, PositiveInt choice)
    {
        var given = text.Get + " Støy ved havner plager barna i kommunen, sa Åse. " + text.Get;
        var words = SearchWords.In(given);
        var query = SearchQuery.Parse(words[choice.Get % words.Count].Folded);
        var token = words[choice.Get % words.Count].Token;
        var marks = SearchHits.Marks(given, query);
        return marks
            .Select(mark => (mark.Start, mark.Length))
            .SequenceEqual(words.Where(w => w.Token == token).Take(1000).Select(w => (w.Start, w.Length)));
    }

    /// <summary>Whatever is typed and written, marks and snippets stay within their bounds and apart.</summary>
    [Property(MaxTest = 1000)]
    public bool Best_AnyTextAndQuery_KeepsItsBounds(NonNull<string> text, NonNull<string> typed, PositiveInt times)
    {
        var query = SearchQuery.Parse(typed.Get);
        var given = string.Join(typed.Get, Enumerable.Repeat(text.Get, 1 + (times.Get % 40)));
        var hit = SearchHits.Best([("text", given)], query);
        return AreApart(SearchHits.Marks(given, query), given.Length)
            && (hit is null) == (SearchHits.Marks(given, query).Count == 0)
            && (
                hit is null
                || (hit.Snippet.Length <= SearchHits.SnippetLength && hit.Marks.Count > 0 && AreApart(hit.Marks, hit.Snippet.Length))
            );
    }

    private static bool AreApart(IReadOnlyList<SearchMark> marks, int length)
    {
        var end = 0;
        foreach (var mark in marks)
        {
            if (mark.Length < 1 || mark.Start < end)
            {
                return false;
            }
            end = mark.Start + mark.Length;
        }
        return end <= length;
    }
}
