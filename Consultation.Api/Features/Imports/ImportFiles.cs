using System.Globalization;
using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>
/// Files waiting to be read by an import, in the data directory; on disk before the import is acknowledged. Text is kept as UTF-8 without a
/// mark, whatever it came as.
/// </summary>
internal sealed class ImportFiles(Settings settings)
{
    private readonly string _folder = Path.Combine(settings.DataDirectory, "imports");

    /// <summary>A file that is kept.</summary>
    /// <param name="Name">Under which it is opened and dropped.</param>
    /// <param name="Columns">Its header; null where it has none that the mapping must agree with.</param>
    public sealed record Kept(string Name, IReadOnlyList<string>? Columns);

    /// <param name="id">The import's.</param>
    /// <param name="content">Seekable.</param>
    /// <param name="mapping">How the file is to be read; not checked yet.</param>
    /// <param name="cancellation">Leaves no file.</param>
    /// <exception cref="Refusal"><c>import.file_unreadable</c>: an archive where text is wanted, or no header that can be read.</exception>
    public async Task<Kept> Keep(long id, Stream content, StartImport.Mapping mapping, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_folder);
        var name = id.ToString(CultureInfo.InvariantCulture);
        try
        {
            if (!mapping.IsText)
            {
                await Write(name, content, cancellation);
                return new Kept(name, null);
            }
            if (IsArchive(content))
                throw Refusals.ImportFileUnreadable();
            var (encoding, mark) = FileEncoding.Of(content, mapping.Encoding is { } named ? FileEncoding.Named(named) : null);
            await using (var text = FileEncoding.AsUtf8(content, encoding, mark))
                await Write(name, text, cancellation);
            return new Kept(name, mapping.Format == StartImport.Csv ? Header(name, mapping) : null);
        }
        catch
        {
            Drop(name);
            throw;
        }
    }

    public Stream Open(string name) => File.OpenRead(Path.Combine(_folder, name));

    public void Drop(string name) => File.Delete(Path.Combine(_folder, name));

    /// <summary>Takes away what was last written before the instant and belongs to none of these imports.</summary>
    public void DropOthers(IReadOnlySet<string> names, DateTimeOffset before)
    {
        if (!Directory.Exists(_folder))
            return;
        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles())
        {
            if (!names.Contains(file.Name) && file.LastWriteTimeUtc < before.UtcDateTime)
                file.Delete();
        }
    }

    private async Task Write(string name, Stream content, CancellationToken cancellation)
    {
        await using var file = new FileStream(
            Path.Combine(_folder, name),
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            128 * 1024
        );
        await content.CopyToAsync(file, cancellation);
        file.Flush(flushToDisk: true);
    }

    private IReadOnlyList<string> Header(string name, StartImport.Mapping mapping)
    {
        using var file = Open(name);
        var columns = CsvHeader.Read(file, mapping.Delimiter, out var records);
        records.Dispose();
        return columns;
    }

    /// <summary>Spreadsheets are zips too: read as text they would be a header of nonsense.</summary>
    private static bool IsArchive(Stream content)
    {
        content.Position = 0;
        Span<byte> start = stackalloc byte[4];
        return content.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("PK\u0003\u0004"u8);
    }
}
