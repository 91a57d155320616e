using System.Text;

namespace Consultation.Api.Features.Imports;

/// <summary>
/// Finds out how a file of text is encoded, by all of it and never by a row: a byte order mark decides; else zero bytes at every other
/// place mean UTF-16; else it is UTF-8 where it is that to the last byte, and Windows-1252 where it is not.
/// </summary>
internal static class FileEncoding
{
    private const int Piece = 64 * 1024;
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>What a mapping may name; null for what is unknown.</summary>
    public static Encoding? Named(string name) =>
        name.ToLowerInvariant() switch
        {
            "utf-8" => Encoding.UTF8,
            "utf-16" or "utf-16le" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            // What says Latin-1 nearly always means the wider one, as browsers take it too.
            "windows-1252" or "iso-8859-1" => Windows1252,
            _ => null,
        };

    /// <summary>The encoding, and how many bytes of mark stand before the text.</summary>
    /// <param name="file">Seekable; read from its beginning, where it is left.</param>
    /// <param name="named">Taken at its word where the file has no mark.</param>
    public static (Encoding Encoding, int Mark) Of(Stream file, Encoding? named = null)
    {
        file.Position = 0;
        var start = new byte[Piece];
        var read = file.ReadAtLeast(start, Piece, throwOnEndOfStream: false);
        file.Position = 0;
        var text = start.AsSpan(0, read);
        if (text.StartsWith(Encoding.UTF8.Preamble))
            return (Encoding.UTF8, 3);
        if (text.StartsWith(Encoding.Unicode.Preamble))
            return (Encoding.Unicode, 2);
        if (text.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return (Encoding.BigEndianUnicode, 2);
        var encoding = named ?? WithoutMark(text) ?? (IsUtf8(file) ? Encoding.UTF8 : Windows1252);
        file.Position = 0;
        return (encoding, 0);
    }

    /// <summary>The file's text as UTF-8 without a mark, while it is read.</summary>
    public static Stream AsUtf8(Stream file, Encoding encoding, int mark)
    {
        file.Position = mark;
        return encoding is UTF8Encoding ? file : Encoding.CreateTranscodingStream(file, encoding, new UTF8Encoding(false), leaveOpen: true);
    }

    /// <summary>
    /// UTF-16 has a zero in half of nearly every Latin letter, and in blanks, digits and line breaks of other scripts as well; always in
    /// the same half.
    /// </summary>
    private static Encoding? WithoutMark(ReadOnlySpan<byte> text)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < text.Length; i += 2)
        {
            even += text[i] == 0 ? 1 : 0;
            odd += text[i + 1] == 0 ? 1 : 0;
        }
        var most = Math.Max(even, odd);
        if (most * 20 < text.Length / 2 || most == 0 || Math.Min(even, odd) * 10 > most)
            return null;
        return odd > even ? Encoding.Unicode : Encoding.BigEndianUnicode;
    }

    private static bool IsUtf8(Stream file)
    {
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[Piece];
        var chars = new char[Piece + 1];
        try
        {
            for (int read; (read = file.Read(bytes)) > 0; )
                decoder.GetChars(bytes.AsSpan(0, read), chars, flush: false);
            decoder.GetChars([], chars, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
