namespace Consultation.Api.Features.Documents;

internal static class HtmlAttribute
{
    /// <summary>The value of an attribute as it is written in a tag (entities not decoded), empty if there is none.</summary>
    public static string Value(ReadOnlySpan<char> attributes, string name)
    {
        var at = 0;
        while (at < attributes.Length)
        {
            while (at < attributes.Length && (char.IsWhiteSpace(attributes[at]) || attributes[at] is '/' or '>'))
                at++;
            var start = at;
            while (at < attributes.Length && !char.IsWhiteSpace(attributes[at]) && attributes[at] is not ('=' or '>'))
                at++;
            var found = attributes[start..at].Equals(name, StringComparison.OrdinalIgnoreCase);
            while (at < attributes.Length && char.IsWhiteSpace(attributes[at]))
                at++;
            if (at >= attributes.Length || attributes[at] != '=')
            {
                at = Math.Max(at, start + 1);
                continue;
            }
            at++;
            var value = ReadValue(attributes, ref at);
            if (found)
                return value.ToString();
        }
        return "";
    }

    private static ReadOnlySpan<char> ReadValue(ReadOnlySpan<char> attributes, ref int at)
    {
        while (at < attributes.Length && char.IsWhiteSpace(attributes[at]))
            at++;
        if (at >= attributes.Length)
            return [];
        if (attributes[at] is '"' or '\'')
        {
            var rest = attributes[(at + 1)..];
            var end = rest.IndexOf(attributes[at]);
            end = end < 0 ? rest.Length : end;
            at += end + 2;
            return rest[..end];
        }
        var start = at;
        while (at < attributes.Length && !char.IsWhiteSpace(attributes[at]) && attributes[at] != '>')
            at++;
        return attributes[start..at];
    }
}
