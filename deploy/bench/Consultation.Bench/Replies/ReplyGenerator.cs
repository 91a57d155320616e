namespace Consultation.Bench.Replies;

/// <summary>
/// Made-up replies with the shape of real ones: mostly persons, mostly bokmål, lengths log-normal with a long tail,
/// and a fifth of them copies of a few campaign letters with small edits. The n-th reply of a seed is always the same.
/// </summary>
internal sealed class ReplyGenerator(int seed)
{
    private const int MedianWords = 120;
    private const double Spread = 1.1;
    private const int MostWords = 20_000;
    private const double CampaignShare = 0.20;
    private const double EmailShare = 0.6;
    private const double NoRemarksShare = 0.3;
    private const int CampaignLetters = 3;

    private readonly TextMaker[] languages = [new(Vocabulary.Bokmaal), new(Vocabulary.Nynorsk), new(Vocabulary.English)];

    /// <summary>The n-th reply as the body of a POST, in the contract's form.</summary>
    public ReplyBody Reply(long n)
    {
        var random = new Random(HashCode(n));
        var maker = languages[
            random.NextDouble() switch
            {
                < 0.75 => 0,
                < 0.90 => 1,
                _ => 2,
            }
        ];
        var sender = Senders.Next(random, random.NextDouble() < EmailShare);
        if (sender.IsPublicBody && random.NextDouble() < NoRemarksShare)
            return new ReplyBody(sender, maker.Language, "withoutRemarks", null);

        var text = random.NextDouble() < CampaignShare ? CampaignLetter(random) : maker.Text(random, Words(random));
        return new ReplyBody(sender, maker.Language, "withRemarks", text);
    }

    /// <summary>A paper of so many paragraphs to hold the hearing on, as Markdown with a heading now and then.</summary>
    public string Paper(int paragraphs)
    {
        var random = new Random(seed);
        return string.Join(
            "\n\n",
            Enumerable
                .Range(0, paragraphs)
                .Select(n => (n % 6 == 0 ? $"## {languages[0].Text(random, 5)}\n\n" : "") + languages[0].Text(random, 60))
        );
    }

    /// <summary>So many content words for searching, commoner ones oftener.</summary>
    public string[] SearchWords(int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => languages[0].ContentWord(random))];
    }

    private static int Words(Random random)
    {
        // Box and Muller: two even draws make one normal one.
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return Math.Clamp((int)(MedianWords * Math.Exp(Spread * normal)), 3, MostWords);
    }

    private string CampaignLetter(Random random)
    {
        var letter = random.Next(CampaignLetters);
        var maker = languages[letter % 2];
        var words = maker.Text(new Random(HashCode(-1 - letter)), 180 + 40 * letter).Split(' ');
        for (var edits = random.Next(0, 5); edits > 0; edits--)
            words[random.Next(words.Length)] = maker.Word(random);
        var copy = string.Join(' ', words);
        return random.Next(3) == 0 ? $"{copy}\n\n{maker.Text(random, random.Next(8, 40))}" : copy;
    }

    // Own mixing: HashCode.Combine differs from process to process.
    private int HashCode(long n) => unchecked((int)((n + 1) * 2_654_435_761 ^ (seed * 40_503L)));
}
