using Consultation.Domain.Search;
using FsCheck;
using FsCheck.Fluent;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Features.Search;

public sealed class SearchRankTests
{
    private static readonly Gen<string> Text = Gen.Elements(
            "støy",
            "Støyen",
            "havn",
            "natt",
            "og",
            " ",
            "\n",
            "Åse",
            "-",
            "\uD83D\uDE00",
            "█████"
        )
        .ListOf()
        .Select(words => string.Join(' ', words));

    private static readonly Gen<string> Field = Gen.Elements("text", "comment:0", "sender.name", "answer:x", "attachment:0");

    private static Arbitrary<(string Field, string? Text)[]> Fields =>
        Field.SelectMany(name => Text.Select(text => (name, (string?)text))).ArrayOf().ToArbitrary();

    private static SearchRank Rank(string typed, params (string Field, string? Text)[] fields) =>
        SearchRank.Of(fields, SearchQuery.Parse(typed));

    [Property]
    public Property Rank_OfWhateverWasWritten_NeverFallsWithAnotherMention() =>
        Prop.ForAll(Fields, fields => Rank("støy natt", [.. fields, ("text", "Støy om natten.")]) > Rank("støy natt", fields));

    [Property]
    public Property Rank_FollowsFromTheFieldsAndNotFromTheirOrder() =>
        Prop.ForAll(Fields, fields => Rank("støy", fields) == Rank("støy", [.. fields.Reverse()]));

    [Property]
    public bool Rank_OfAnyTextForAnyWords_Answers(string? text, string? typed) => Rank(typed ?? "", ("text", text)).Mentions >= 0;

    [Test]
    public void Name_WithAllTheWords_ComesBeforeManyMentions()
    {
        var named = Rank("oslo havn", ("text", "Nei."), ("sender.name", "Oslo Havn KF"));
        Assert.That(named, Is.GreaterThan(Rank("oslo havn", ("text", string.Concat(Enumerable.Repeat("Oslo havn. ", 90))))));
        Assert.That(Rank("oslo havn", ("sender.name", "Oslo kommune")).InName, Is.False, "half of the words is not the name");
        Assert.That(Rank("havn -oslo", ("sender.onBehalfOf", "Bodø havn")).InName, Is.True);
    }

    [Test]
    public void LongText_IsReadAtItsBeginning()
    {
        var text = new string('x', SearchRank.MostCharacters - 5) + " støy støy";
        Assert.That(Rank("støy", ("text", text)).Mentions, Is.EqualTo(1));
        Assert.That(Rank("støy", ("text", null)), Is.EqualTo(default(SearchRank)));
    }
}
