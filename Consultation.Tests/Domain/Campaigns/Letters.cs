using FsCheck;
using FsCheck.Fluent;

namespace Consultation.Tests.Domain.Campaigns;

/// <summary>Made-up replies that really are alike: copies of a few letters, changed a little, cut, put together and added to.</summary>
internal static class Letters
{
    private static readonly string[] Vocabulary = [.. Enumerable.Range(0, 400).Select(at => "ord" + at)];

    /// <summary>The texts of up to forty replies by number.</summary>
    public static Arbitrary<Dictionary<int, string>> Hearings { get; } = ArbMap.Default.GeneratorFor<int>().Select(Hearing).ToArbitrary();

    /// <summary>So many words, always the same of one seed.</summary>
    public static string Words(int count, int seed)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => "w" + random.Next()));
    }

    private static Dictionary<int, string> Hearing(int seed)
    {
        var random = new Random(seed);
        var letters = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Own(random, random.Next(15, 45))).ToArray();
        return Enumerable
            .Range(1, random.Next(2, 40))
            .ToDictionary(number => number + (number / 7), _ => string.Join(' ', Reply(random, letters)));
    }

    private static List<string> Reply(Random random, List<string>[] letters)
    {
        var letter = letters[random.Next(letters.Length)];
        return random.Next(8) switch
        {
            0 => Own(random, random.Next(1, 40)),
            1 or 2 => letter,
            3 => [.. letter[..random.Next(1, letter.Count)]],
            4 => [.. letter, .. Own(random, random.Next(1, 60))],
            5 => [.. letter, .. letters[random.Next(letters.Length)]],
            6 => [.. Own(random, random.Next(1, 12)), .. letter[random.Next(letter.Count / 2)..]],
            _ => Changed(random, letter),
        };
    }

    private static List<string> Changed(Random random, List<string> letter)
    {
        List<string> changed = [.. letter];
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            changed[random.Next(changed.Count)] = Vocabulary[random.Next(Vocabulary.Length)];
        }
        return changed;
    }

    /// <summary>At times from so few words that shingles come again.</summary>
    private static List<string> Own(Random random, int count)
    {
        var known = random.Next(4) == 0 ? 3 : Vocabulary.Length;
        return [.. Enumerable.Range(0, count).Select(_ => Vocabulary[random.Next(known)])];
    }
}
