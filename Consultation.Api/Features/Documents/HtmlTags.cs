using System.Collections.Frozen;

namespace Consultation.Api.Features.Documents;

/// <summary>The tags that paragraphs are made of, each with the tag it is read as, and those that go with all that is in them.</summary>
internal static class HtmlTags
{
    public static readonly FrozenDictionary<string, string> Blocks = Map(
        "h1 h2 h3 h4 h5 h6 p pre blockquote ul ol li table tr td th caption",
        "div=div section article main header footer aside address figure figcaption details summary fieldset form center body dl dt dd nav"
    );

    public static readonly FrozenDictionary<string, string> Inlines = Map("strong em code sup", "strong=b", "em=i", "code=tt kbd samp");

    public static readonly FrozenSet<string> Dropped = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [
            .. "script style title iframe noscript noframes template object svg math select textarea button canvas audio video applet".Split(
                ' '
            ),
        ]
    );

    /// <summary>"a b" maps each to itself, "x=a b" maps each to x.</summary>
    private static FrozenDictionary<string, string> Map(params ReadOnlySpan<string> groups)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var to = group.Split('=');
            foreach (var name in to[^1].Split(' '))
                map[name] = to.Length > 1 ? to[0] : name;
        }
        return map.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
