using System.IO.Compression;
using System.Text.Json;
using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>
/// Reads replies in the form in which regulations.gov gives comments (API version 4): a zip of JSON files, one comment each, or one such
/// file. One entry is in memory at a time.
/// </summary>
internal static class RegulationsGovReader
{
    private const int MaxEntryBytes = 16 * 1024 * 1024;
    private const long MaxTotalBytes = 4L * 1024 * 1024 * 1024;
    private const int MaxEntries = 1_000_000;

    /// <summary>
    /// A row or a rejection per entry, in the ordinal order of the entries' names, so that a run that broke off goes on by skipping what it
    /// has read. Folders, hidden files and what macOS adds are no rows. The file is read while the rows are taken.
    /// </summary>
    /// <param name="file">Seekable; stays open.</param>
    /// <param name="fileName">Told as the source where the file is no archive.</param>
    /// <param name="skip">Rows to leave out from the beginning; they keep their numbers.</param>
    /// <exception cref="Refusal"><c>import.file_unreadable</c>: no zip that can be read, over a million entries, or over 4 GB of content.</exception>
    public static IEnumerable<ImportRow> Read(Stream file, string fileName, int skip = 0) =>
        IsZip(file) ? ReadArchive(file, skip) : ReadSingle(file, fileName).Skip(skip);

    private static bool IsZip(Stream file)
    {
        file.Position = 0;
        Span<byte> start = stackalloc byte[2];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && start.SequenceEqual("PK"u8);
    }

    private static IEnumerable<ImportRow> ReadSingle(Stream file, string fileName)
    {
        yield return Content(file) is { } json ? Parse(json, 1, fileName) : TooLarge(1, fileName);
    }

    private static IEnumerable<ImportRow> ReadArchive(Stream file, int skip)
    {
        using var archive = Open(file);
        var entries = Entries(archive);
        var total = 0L;
        for (var i = skip; i < entries.Count; i++)
        {
            var json = Content(entries[i], out var failed);
            total += json?.Length ?? 0;
            // The directory may lie about sizes; what comes out of the entries does not.
            if (total > MaxTotalBytes)
                throw Refusals.ImportFileUnreadable();
            var name = entries[i].FullName;
            if (failed)
                yield return Rejected(i + 1, name, "row.unreadable", "The entry cannot be unpacked.");
            else
                yield return json is null ? TooLarge(i + 1, name) : Parse(json, i + 1, name);
        }
    }

    private static ZipArchive Open(Stream file)
    {
        try
        {
            return new(file, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException)
        {
            throw Refusals.ImportFileUnreadable();
        }
    }

    private static List<ZipArchiveEntry> Entries(ZipArchive archive)
    {
        try
        {
            if (archive.Entries.Count > MaxEntries || archive.Entries.Sum(entry => (decimal)entry.Length) > MaxTotalBytes)
                throw Refusals.ImportFileUnreadable();
            return [.. archive.Entries.Where(IsRow).OrderBy(entry => entry.FullName, StringComparer.Ordinal)];
        }
        catch (InvalidDataException)
        {
            throw Refusals.ImportFileUnreadable();
        }
    }

    private static bool IsRow(ZipArchiveEntry entry) =>
        entry.Name.Length > 0 && entry.Name[0] != '.' && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal);

    private static byte[]? Content(ZipArchiveEntry entry, out bool failed)
    {
        failed = false;
        try
        {
            using var stream = entry.Open();
            return Content(stream);
        }
        catch (InvalidDataException)
        {
            // Damaged, encrypted, or packed in a way that is not known here.
            failed = true;
            return null;
        }
    }

    /// <summary>All bytes, null if there are too many.</summary>
    private static byte[]? Content(Stream stream)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0; )
        {
            if (content.Length + read > MaxEntryBytes)
                return null;
            content.Write(buffer, 0, read);
        }
        return content.ToArray();
    }

    private static ImportRow Parse(byte[] json, int row, string source)
    {
        try
        {
            ReadOnlyMemory<byte> text = json;
            if (text.Span.StartsWith("\uFEFF"u8))
                text = text[3..];
            using var document = JsonDocument.Parse(text);
            return RegulationsGovComment.Read(document.RootElement, row, source);
        }
        // The second: an escape that is half a character.
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return Rejected(row, source, "row.unreadable", "The content is not valid JSON.");
        }
    }

    private static ImportRow TooLarge(int row, string source) => Rejected(row, source, "row.too_large", "The entry is larger than 16 MB.");

    private static ImportRow Rejected(int row, string source, string code, string message) =>
        new ImportRow { Row = row, Source = source }.Rejected(code, message);
}
