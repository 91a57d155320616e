using System.IO.Compression;
using System.Text;
using Consultation.Domain;

namespace Consultation.Api.Files;

/// <summary>Finds out what an uploaded file is by looking at it. Archives are listed, never unpacked: what they hold is not read.</summary>
internal static class Sniffer
{
    private const int EndRecord = 22;
    private const int MostMembers = 10_000;
    private const int MostDirectory = 2 * 1024 * 1024;
    private const int Piece = 64 * 1024;

    /// <summary>Null: nothing that is taken.</summary>
    public static FileType? TypeOf(Stream file, string fileName)
    {
        var head = new byte[FileTypes.HeadLength];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var beginning = head.AsSpan(0, read);
        if (FileTypes.OfHead(beginning) is { } plain)
        {
            return plain;
        }
        if (FileTypes.IsZip(beginning))
        {
            return IsModest(file) ? OfArchive(file) : null;
        }
        file.Position = 0;
        return IsText(file) ? FileTypes.OfText(beginning, fileName) : null;
    }

    private static FileType? OfArchive(Stream file)
    {
        try
        {
            file.Position = 0;
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var names = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.Ordinal);
            var first = archive.Entries.Count > 0 ? archive.Entries[0] : null;
            return FileTypes.OfArchive(names, first is { FullName: "mimetype", Length: <= 100 } ? Read(first) : null);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>At most a hundred bytes, whatever the entry says of itself.</summary>
    private static string Read(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var bytes = new byte[100];
        return Encoding.ASCII.GetString(bytes, 0, content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    /// <summary>Whether the archive's list of members is one that can be read at little cost; told by its end record.</summary>
    private static bool IsModest(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, EndRecord + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || at > tail.Length - EndRecord)
        {
            return false;
        }
        var members = BitConverter.ToUInt16(tail, at + 10);
        var size = BitConverter.ToUInt32(tail, at + 12);
        return members is > 0 and < MostMembers && size < MostDirectory;
    }

    /// <summary>Text: no control characters, and either UTF-8 or bytes that Windows-1252 has letters for.</summary>
    private static bool IsText(Stream file)
    {
        var piece = new byte[Piece];
        var letters = new char[Piece];
        var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var (isUtf8, isWestern, read) = (true, true, 0);
        while ((read = file.Read(piece)) > 0)
        {
            var bytes = piece.AsSpan(0, read);
            if (!FileTypes.MayBeText(bytes))
            {
                return false;
            }
            isWestern = isWestern && bytes.IndexOfAny((ReadOnlySpan<byte>)[0x81, 0x8D, 0x8F, 0x90, 0x9D]) < 0;
            isUtf8 = isUtf8 && Decodes(utf8, bytes, letters, flush: false);
        }
        return isWestern || (isUtf8 && Decodes(utf8, [], letters, flush: true));
    }

    private static bool Decodes(Decoder decoder, ReadOnlySpan<byte> bytes, char[] letters, bool flush)
    {
        try
        {
            decoder.GetChars(bytes, letters, flush);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
