using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Consultation.Api.Data.Moving;
using Consultation.Api.Http;

namespace Consultation.Api.Commands.Everything;

/// <summary>A file that <see cref="ExportEverything"/> wrote, or anything at all that somebody takes for one.</summary>
internal sealed class EverythingFile : IDisposable
{
    private const int MostManifestBytes = 256 * 1024 * 1024;
    private readonly ZipArchive _zip;

    private EverythingFile(ZipArchive zip, EverythingManifest manifest) => (_zip, Manifest) = (zip, manifest);

    public EverythingManifest Manifest { get; }

    /// <exception cref="ToolException">It is none, or not as it was written.</exception>
    public static EverythingFile Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new ToolException($"There is no file {path}.");
        }
        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(path);
            return new EverythingFile(zip, ReadManifest(zip));
        }
        catch (InvalidDataException problem)
        {
            zip?.Dispose();
            throw Damaged(problem);
        }
        catch
        {
            zip?.Dispose();
            throw;
        }
    }

    public static ToolException Damaged(InvalidDataException problem) =>
        new($"The file is damaged, or was not made by export --everything: {problem.Message}. Nothing was changed.");

    /// <summary>Whether this program can take it in.</summary>
    public void MustBeOf(Blank blank)
    {
        if (!Manifest.Schema.SequenceEqual(Blank.Schema, StringComparer.Ordinal))
        {
            throw new ToolException(
                $"The file has the schema of {Manifest.Schema.LastOrDefault() ?? "nothing"}, and this program that of {Blank.Schema[^1]}. Export "
                    + "and import with the same version of the program. Nothing was changed."
            );
        }
        foreach (var (shape, table) in blank.Tables.Zip(Manifest.Tables))
        {
            if (
                table.Name != shape.Name
                || !table.Columns.SequenceEqual(shape.Columns.Select(column => column.Name), StringComparer.Ordinal)
            )
            {
                throw Damaged(new InvalidDataException($"{table.Name} has other columns than {shape.Name}"));
            }
        }
        if (Manifest.Tables.Count != blank.Tables.Count || _zip.Entries.Count != Manifest.Tables.Count + Manifest.Files.Count + 2)
        {
            throw Damaged(new InvalidDataException("it holds more or less than it tells of"));
        }
    }

    /// <summary>Reads every row and holds them against the sums.</summary>
    /// <exception cref="InvalidDataException">They are not as they were written.</exception>
    public void Check(Blank blank, Action<double> tell, CancellationToken cancellation)
    {
        var done = 0;
        foreach (var (shape, table) in blank.Tables.Zip(Manifest.Tables))
        {
            var sum = TableSum.Of(shape, Rows(shape, cancellation));
            if (sum.Rows != table.Rows || sum.Hex() != table.Sum)
            {
                throw new InvalidDataException($"the rows of {table.Name} are not as they were written");
            }
            tell((double)++done / Manifest.Tables.Count);
        }
        if (Manifest.Sum != TableSum.Whole(Manifest.Tables.Select(table => (table.Name, table.Sum))))
        {
            throw new InvalidDataException("the sums of the tables do not make up the whole's");
        }
    }

    public IEnumerable<object?[]> Rows(TableShape shape, CancellationToken cancellation)
    {
        var entry =
            _zip.GetEntry(EverythingManifest.EntryOf(shape.Name))
            ?? throw new InvalidDataException($"the rows of {shape.Name} are missing");
        using var content = entry.Open();
        foreach (var row in new RowLines(shape).Read(content, cancellation))
        {
            yield return row;
        }
    }

    /// <summary>Unpacks the files into an empty folder, holding each against its sum.</summary>
    public async Task Unpack(string folder, CancellationToken cancellation)
    {
        foreach (var told in Manifest.Files)
        {
            if (!told.Name.StartsWith(BackupManifest.DataPrefix, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"it holds '{told.Name}'");
            }
            await Packing.Unpack(_zip, told, folder, _ => { }, cancellation);
        }
    }

    public void Dispose() => _zip.Dispose();

    private static EverythingManifest ReadManifest(ZipArchive zip)
    {
        var bytes = ReadAll(zip, EverythingManifest.EntryName);
        if (Encoding.ASCII.GetString(ReadAll(zip, EverythingManifest.SumName)) != Convert.ToHexStringLower(SHA256.HashData(bytes)))
        {
            throw new InvalidDataException("its manifest is not as it was written");
        }
        try
        {
            var manifest = JsonSerializer.Deserialize<EverythingManifest>(bytes, Json.Options);
            return manifest is { Format: EverythingManifest.CurrentFormat }
                ? manifest
                : throw new ToolException(
                    $"The file has form {manifest?.Format}, and this program reads {EverythingManifest.CurrentFormat}."
                );
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException("its manifest cannot be read", problem);
        }
    }

    private static byte[] ReadAll(ZipArchive zip, string name)
    {
        var entry = zip.GetEntry(name) ?? throw new InvalidDataException($"it has no {name}");
        if (entry.Length > MostManifestBytes)
        {
            throw new InvalidDataException($"its {name} is longer than any");
        }
        var bytes = new byte[entry.Length];
        using var content = entry.Open();
        try
        {
            content.ReadExactly(bytes);
        }
        catch (EndOfStreamException shorter)
        {
            throw new InvalidDataException($"its {name} is shorter than told", shorter);
        }
        return bytes;
    }
}
