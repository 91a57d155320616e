using System.Text;

namespace Consultation.Bench.Replies;

/// <summary>Makes running text of one language: sentences of 6-25 words, paragraphs of 3-6 sentences, a small word about every second.</summary>
internal sealed class TextMaker
{
    private const double SmallWordShare = 0.52;
    private const int ShortestSentence = 6;
    private const int LongestSentence = 25;

    private readonly string[] small;
    private readonly string[] content;
    private readonly Zipf smallRanks;
    private readonly Zipf contentRanks;

    public TextMaker(Vocabulary vocabulary)
    {
        Language = vocabulary.Language;
        small = vocabulary.Small;
        var compounds = vocabulary.FirstParts.SelectMany(_ => vocabulary.LastParts, (first, last) => first + last).ToArray();
        new Random(vocabulary.Language[1]).Shuffle(compounds);
        content = [.. vocabulary.Content, .. compounds];
        smallRanks = new Zipf(small.Length);
        contentRanks = new Zipf(content.Length);
    }

    public string Language { get; }

    public string Text(Random random, int words)
    {
        var text = new StringBuilder(words * 7);
        var sentencesLeft = random.Next(3, 7);
        while (words > 0)
        {
            var length = Math.Min(words, random.Next(ShortestSentence, LongestSentence + 1));
            AppendSentence(text, random, length);
            words -= length;
            if (words <= 0)
                break;
            sentencesLeft--;
            text.Append(sentencesLeft > 0 ? " " : "\n\n");
            if (sentencesLeft == 0)
                sentencesLeft = random.Next(3, 7);
        }
        return text.ToString();
    }

    public string Word(Random random) => random.NextDouble() < SmallWordShare ? small[smallRanks.Next(random)] : ContentWord(random);

    public string ContentWord(Random random) => content[contentRanks.Next(random)];

    private void AppendSentence(StringBuilder text, Random random, int words)
    {
        var first = Word(random);
        text.Append(char.ToUpperInvariant(first[0])).Append(first, 1, first.Length - 1);
        for (var n = 1; n < words; n++)
            text.Append(n % 9 == 8 ? ", " : " ").Append(Word(random));
        text.Append(random.Next(20) == 0 ? '!' : '.');
    }
}
