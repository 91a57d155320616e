using System.Collections.Frozen;

namespace Consultation.Domain.Campaigns;

/// <summary>
/// Texts that only say where the reply is: "See attached file(s)", "Se vedlagt høringssvar fra Kartverket". That two of them are
/// alike says nothing of what their senders mean. The rule: at least one clause names an attachment, and nothing else is said. A
/// clause that names one may tell whose it is or what it answers, but may not argue; any other clause may only greet, thank, sign
/// (after that come names) or tell what the letter is about. In bokmål, nynorsk and English.
/// </summary>
internal static class MerePointer
{
    /// <summary>With more words a text is never a mere pointer.</summary>
    public const int MostWords = 60;

    private const int MostWordsOfClause = 30;

    private static readonly char[] ClauseEnds = ['.', ',', ';', ':', '!', '?', '\n', '(', ')', '–', '—'];

    /// <summary>A word that begins so names an attachment.</summary>
    private static readonly string[] Attachments = Words("vedlegg vedlagt vedlagd vedheng bilag attach enclos appended");

    /// <summary>A clause with a word that begins so says what somebody thinks.</summary>
    private static readonly string[] Arguments = Words(
        """
        imot enig einig uenig ueinig usamd støtt stønad avvis ønsk krev mener meiner burde ikke ikkje fordi derfor difor
        oppos support agree disagree against reject should because believe urge
        """
    );

    /// <summary>So does a clause with one of these words.</summary>
    private static readonly FrozenSet<string> ArguingWords = Words(
            "at som mot må bør kan skal vil nei ja samd not no yes must that which will would"
        )
        .ToFrozenSet();

    private static readonly FrozenSet<string> SignOffs = Words("mvh vh hilsen helsing regards sincerely respectfully").ToFrozenSet();

    /// <summary>What greetings, thanks and headings consist of.</summary>
    private static readonly FrozenSet<string> Neutral = Words(
            """
            hei hallo kjære til viser vi eg jeg me høringssvar høyringssvar høringsuttalelse høyringsfråsegn innspill innspel fra frå på
            takk tusen med vennlig venleg beste det den dere dykk du for av om og i vegne vegner muligheten høve høvet anledningen å gi gje
            svare uttale oss seg brev brevet dato datert høring høringen høyring høyringa saken saka her departementet
            mvh vh hilsen helsing sjå se gjerne
            januar februar mars april mai juni juli august september oktober november desember
            dear hello hi to re on in thank thanks regards kind best sincerely respectfully we i comment comments response
            you your the this a an of our my us and opportunity appreciate welcome pleased provide submit respond input feedback
            consideration behalf sir or madam whom it may concern rfi request information proposal consultation initiative please
            """
        )
        .ToFrozenSet();

    public static bool Is(string text)
    {
        var (points, signed) = (false, false);
        foreach (var clause in ReplyWords.Decode(text).Split(ClauseEnds))
        {
            var words = Words(ReplyWords.Normalise(clause));
            if (Array.Exists(words, word => Begins(word, Attachments)))
            {
                if (words.Length > MostWordsOfClause || Array.Exists(words, word => ArguingWords.Contains(word) || Begins(word, Arguments)))
                {
                    return false;
                }
                points = true;
            }
            else if (!signed && !Array.TrueForAll(words, SaysNothing) && !Signs(words))
            {
                return false;
            }
            signed |= Array.Exists(words, SignOffs.Contains);
        }
        return points;
    }

    private static bool Begins(string word, string[] beginnings) =>
        Array.Exists(beginnings, beginning => word.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>"Mvh Kari Nordmann": the name may stand in the same line.</summary>
    private static bool Signs(string[] words) => SaysNothing(words[0]) && Array.Exists(words, SignOffs.Contains);

    private static bool SaysNothing(string word) => word.Length == 1 || Neutral.Contains(word) || word.All(char.IsDigit);

    private static string[] Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
