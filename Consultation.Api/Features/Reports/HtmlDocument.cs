using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Consultation.Api.Features.Reports;

/// <summary>Writes HTML of which every element is closed and every text and attribute encoded.</summary>
internal sealed class HtmlDocument
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _text = new("<!doctype html>\n");
    private readonly Stack<string> _open = [];

    /// <summary>Begins an element; a null value leaves its attribute out.</summary>
    public HtmlDocument Open(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Tag(name, attributes);
        _open.Push(name);
        return this;
    }

    /// <summary>Ends the innermost element.</summary>
    public HtmlDocument Close()
    {
        var name = _open.Pop();
        _text.Append("</").Append(name).Append('>');
        if (name is not ("a" or "th" or "td" or "time" or "text" or "code"))
        {
            _text.Append('\n');
        }
        return this;
    }

    /// <summary>An element that has no content.</summary>
    public HtmlDocument Void(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Tag(name, attributes);
        return this;
    }

    public HtmlDocument Text(string text)
    {
        _text.Append(Encoder.Encode(text));
        return this;
    }

    /// <summary>An element with nothing but text in it.</summary>
    public HtmlDocument Element(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(name, attributes).Text(text).Close();

    /// <exception cref="InvalidOperationException">An element is still open.</exception>
    public string Finish() => _open.Count == 0 ? _text.ToString() : throw new InvalidOperationException($"<{_open.Peek()}> is open.");

    private void Tag(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _text.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
            {
                _text.Append(' ').Append(attribute).Append("=\"").Append(Encoder.Encode(value)).Append('"');
            }
        }
        _text.Append('>');
    }
}
