namespace Consultation.Domain;

/// <summary>A kind of file that a reply may bring along.</summary>
/// <param name="Extensions">With the dot; the first is the one that a wrong one is corrected to.</param>
public sealed record FileType(string ContentType, IReadOnlyList<string> Extensions);

/// <summary>
/// The files that are taken, all in one place, told apart by their content and never by what the sender says: PDF, office documents
/// without macros (zip archives with the right members), pictures, and plain text.
/// </summary>
public static class FileTypes
{
    /// <summary>As many bytes of the beginning as tell the type.</summary>
    public const int HeadLength = 64;

    public static readonly FileType Pdf = new("application/pdf", [".pdf"]);
    public static readonly FileType Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"]);
    public static readonly FileType Xlsx = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"]);
    public static readonly FileType Pptx = new("application/vnd.openxmlformats-officedocument.presentationml.presentation", [".pptx"]);
    public static readonly FileType Odt = new("application/vnd.oasis.opendocument.text", [".odt"]);
    public static readonly FileType Ods = new("application/vnd.oasis.opendocument.spreadsheet", [".ods"]);
    public static readonly FileType Png = new("image/png", [".png"]);
    public static readonly FileType Jpeg = new("image/jpeg", [".jpg", ".jpeg"]);
    public static readonly FileType Rtf = new("application/rtf", [".rtf"]);
    public static readonly FileType Text = new("text/plain", [".txt"]);
    public static readonly FileType Csv = new("text/csv", [".csv"]);
    public static readonly FileType Markdown = new("text/markdown", [".md"]);

    public static IReadOnlyList<FileType> All { get; } = [Pdf, Docx, Xlsx, Pptx, Odt, Ods, Png, Jpeg, Rtf, Text, Csv, Markdown];

    /// <summary>The type that the first bytes alone tell; null: look further (<see cref="IsZip"/>, <see cref="OfText"/>).</summary>
    public static FileType? OfHead(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("%PDF-"u8))
            return Pdf;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]))
            return Png;
        return head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg : null;
    }

    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\x03\x04"u8);

    /// <summary>What an archive is by its members' names and, for OpenDocument, the content of its first one, <c>mimetype</c>.</summary>
    public static FileType? OfArchive(IReadOnlyCollection<string> members, string? mimetype)
    {
        if (mimetype is not null)
            return mimetype == Odt.ContentType ? Odt
                : mimetype == Ods.ContentType ? Ods
                : null;
        // A program inside: a document that runs something is none that we publish.
        if (
            !members.Contains("[Content_Types].xml")
            || members.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
        )
            return null;
        (string Member, FileType Type)[] marks = [("word/document.xml", Docx), ("xl/workbook.xml", Xlsx), ("ppt/presentation.xml", Pptx)];
        FileType[] found = [.. marks.Where(mark => members.Contains(mark.Member)).Select(mark => mark.Type)];
        return found is [var only] ? only : null;
    }

    /// <summary>
    /// What readable text is, by its name: text can be anything, so it is taken only as what it is called (no extension: plain text), and
    /// a page or a script is nothing that is taken.
    /// </summary>
    public static FileType? OfText(ReadOnlySpan<byte> head, string fileName)
    {
        if (head.StartsWith("{\\rtf"u8))
            return Rtf;
        var extension = FileNames.ExtensionOf(fileName);
        return extension.Length == 0
            ? Text
            : Array.Find([Text, Csv, Markdown], type => type.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Whether bytes are ones that text has: no control characters but tab, line ends and form feed.</summary>
    public static bool MayBeText(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C) or 0x7F)
                return false;
        }
        return true;
    }
}

/// <summary>Names of files as they are stored and shown: no path, nothing invisible, an extension that tells the truth.</summary>
public static class FileNames
{
    public const int MaxLength = 200;
    private const int MaxExtension = 6;
    private const string Forbidden = "<>:\"|?*";

    /// <summary>
    /// The last part of what was given, without controls, direction marks and characters that file systems refuse; too long a stem loses its
    /// end. Never empty: <c>vedlegg</c> stands in.
    /// </summary>
    public static string Clean(string? given, FileType type)
    {
        var name = PlainText.Normalise(given);
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = string.Concat(name.Where(IsKept)).Trim(' ', '.');
        var extension = ExtensionOf(name);
        var stem = name[..^extension.Length];
        if (!type.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
        {
            extension = type.Extensions[0];
            // "letter.pdf.exe" is a letter.pdf.
            if (stem.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                stem = stem[..^extension.Length];
        }
        stem = stem.Trim(' ', '.');
        if (stem.Length == 0)
            stem = "vedlegg";
        if (stem.Length > MaxLength - MaxExtension)
            stem = Excerpt.From(stem, MaxLength - MaxExtension);
        return stem + extension;
    }

    /// <summary>With the dot, as written; empty when what follows the last dot is no extension ("Brev 12. mars").</summary>
    public static string ExtensionOf(string name)
    {
        var dot = name.LastIndexOf('.');
        var length = name.Length - dot;
        return dot >= 0 && length is > 1 and <= MaxExtension && name.AsSpan(dot + 1).IndexOfAnyExcept(Letters) < 0 ? name[dot..] : "";
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    );

    private static bool IsKept(char c) =>
        !char.IsControl(c)
        && !Forbidden.Contains(c, StringComparison.Ordinal)
        && char.GetUnicodeCategory(c)
            is not (
                System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator
            );
}
