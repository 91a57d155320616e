using System.Text;
using Consultation.Domain.Search;

namespace Consultation.Domain;

/// <summary>
/// The order of senders from A to Å, as Norwegian encyclopaedias have it: case, accents and punctuation do not matter, æ, ø and å come last
/// in this order, aa is å, ä is æ and ö is ø. Who has no name, or one that was taken out, comes after all others.
/// </summary>
public static class SenderOrder
{
    /// <summary>UTF-16 units of a key; names that are alike so far stand in the order of their replies.</summary>
    public const int MostCharacters = 60;
    private const string Named = "0";
    private const string Nameless = "1";

    // What follows z in ASCII, so that keys compared by their code points are in order in every engine.
    private const string AfterZ = "{|}";
    private const string Last = "æøå";

    /// <summary>Compared ordinally, keys are in the order of the names that they are of. Never throws.</summary>
    public static string KeyOf(string? name)
    {
        if (name is null || name.Contains(Redaction.Mark, StringComparison.Ordinal))
            return Nameless;
        var key = new StringBuilder(Named);
        var parts = false;
        foreach (var c in PlainText.Normalise(name))
        {
            var letter = Letters.Of(c);
            if (letter == Letters.Silent || char.IsSurrogate(c))
                continue;
            if (letter == Letters.None)
            {
                parts = key.Length > Named.Length;
                continue;
            }
            if (key.Length >= MostCharacters - 1)
                break;
            if (parts)
                key.Append(' ');
            if (!parts && letter == 'a' && key[^1] == 'a')
                (letter, key.Length) = ('å', key.Length - 1);
            parts = false;
            key.Append(Last.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? AfterZ[at] : letter);
        }
        return key.Length == Named.Length ? Nameless : key.ToString();
    }
}
