using System.Globalization;

namespace Consultation.Api.Features.Imports;

/// <summary>Files waiting to be read by an import, in the data directory; on disk before the import is acknowledged.</summary>
internal sealed class ImportFiles(Settings settings)
{
    private readonly string _folder = Path.Combine(settings.DataDirectory, "imports");

    /// <summary>Answers the name under which the file is kept.</summary>
    public async Task<string> Keep(long id, Stream content, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_folder);
        var name = id.ToString(CultureInfo.InvariantCulture);
        await using var file = new FileStream(
            Path.Combine(_folder, name),
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            128 * 1024
        );
        await content.CopyToAsync(file, cancellation);
        file.Flush(flushToDisk: true);
        return name;
    }

    public Stream Open(string name) => File.OpenRead(Path.Combine(_folder, name));

    public void Drop(string name) => File.Delete(Path.Combine(_folder, name));
}
