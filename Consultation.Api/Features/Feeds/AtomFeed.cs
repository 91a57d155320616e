using System.Globalization;
using System.Xml;

namespace Consultation.Api.Features.Feeds;

/// <summary>An Atom feed (RFC 4287). Addresses and ids are absolute.</summary>
internal sealed record AtomFeed
{
    public const string ContentType = "application/atom+xml; charset=utf-8";
    private const string Namespace = "http://www.w3.org/2005/Atom";

    /// <summary>Where the feed itself is; also its id.</summary>
    public required string Self { get; init; }

    /// <summary>The page that shows the same.</summary>
    public required string Page { get; init; }
    public required string Title { get; init; }
    public required string Author { get; init; }

    /// <summary>Of a feed that has no entry yet.</summary>
    public required DateTimeOffset Since { get; init; }
    public required IReadOnlyList<AtomEntry> Entries { get; init; }

    /// <summary>UTF-8, without a byte order mark.</summary>
    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        var form = new XmlWriterSettings { Indent = true, Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        using (var xml = XmlWriter.Create(bytes, form))
        {
            xml.WriteStartElement("feed", Namespace);
            Element(xml, "id", Self);
            Element(xml, "title", Title);
            Element(xml, "updated", Instant(Entries.Select(entry => entry.Updated).Append(Since).Max()));
            Link(xml, "self", Self, "application/atom+xml");
            Link(xml, "alternate", Page, "text/html");
            Person(xml, Author);
            foreach (var entry in Entries)
            {
                Write(xml, entry);
            }
            xml.WriteEndElement();
        }
        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, AtomEntry entry)
    {
        xml.WriteStartElement("entry", Namespace);
        xml.WriteAttributeString("xml", "lang", null, entry.Language);
        Element(xml, "id", entry.Id);
        Element(xml, "title", entry.Title);
        Element(xml, "published", Instant(entry.Published));
        Element(xml, "updated", Instant(entry.Updated));
        Link(xml, "alternate", entry.Page, "text/html");
        Person(xml, entry.Author);
        foreach (var category in entry.Categories)
        {
            xml.WriteStartElement("category", Namespace);
            xml.WriteAttributeString("term", category);
            xml.WriteEndElement();
        }
        Element(xml, "summary", entry.Summary);
        xml.WriteEndElement();
    }

    private static void Person(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author", Namespace);
        Element(xml, "name", name);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, text);

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}

/// <summary>One thing in a feed; its text is plain.</summary>
internal sealed record AtomEntry
{
    /// <summary>Stays the same when the title, and with it the page's address, changes.</summary>
    public required string Id { get; init; }
    public required string Page { get; init; }
    public required string Language { get; init; }
    public required string Title { get; init; }
    public required string Author { get; init; }
    public required string Summary { get; init; }
    public required DateTimeOffset Published { get; init; }
    public required DateTimeOffset Updated { get; init; }
    public IReadOnlyList<string> Categories { get; init; } = [];
}
