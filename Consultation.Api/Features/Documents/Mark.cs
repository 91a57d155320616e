namespace Consultation.Api.Features.Documents;

/// <summary>
/// Private-use characters that stand for formatting while a text is taken apart. They are removed from whatever comes in, so a document
/// cannot bring its own.
/// </summary>
internal static class Mark
{
    /// <summary>Followed by the number of the address and <see cref="LinkText"/>.</summary>
    public const char LinkOpen = '\uE000';
    public const char LinkText = '\uE001';
    public const char LinkClose = '\uE002';
    public const char StrongOpen = '\uE003';
    public const char StrongClose = '\uE004';
    public const char EmphasisOpen = '\uE005';
    public const char EmphasisClose = '\uE006';
    public const char CodeOpen = '\uE007';
    public const char CodeClose = '\uE008';

    /// <summary>A line break that was meant.</summary>
    public const char Break = '\uE009';

    public static bool Is(char c) => c is >= LinkOpen and <= Break;

    /// <summary>The words alone: neither marks nor the numbers of addresses.</summary>
    public static string Without(string marked)
    {
        if (!marked.AsSpan().ContainsAnyInRange(LinkOpen, Break))
            return marked;
        var words = new System.Text.StringBuilder(marked.Length);
        var inAddress = false;
        foreach (var c in marked)
        {
            if (Is(c))
                inAddress = c == LinkOpen;
            else if (!inAddress)
                words.Append(c);
        }
        return words.ToString();
    }
}
