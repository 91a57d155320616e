using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Consultation.Api.Data;
using Consultation.Api.Data.Moving;
using Consultation.Api.Http;
using Consultation.Domain;

namespace Consultation.Api.Commands.Everything;

/// <summary>
/// Writes an installation as one file that either engine can take in: the rows as they are at one moment, then the files. On SQLite they are read
/// from a copy (<see cref="SqliteCopy"/>), as a backup is: a snapshot that is read for minutes would keep the server's log from being folded
/// back, and a copy can be checked first.
/// </summary>
internal sealed class ExportEverything(Settings settings, Database database, TimeProvider clock)
{
    private readonly DataFiles _data = new(settings);

    /// <summary>Told what an operator may want to know before it is done.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <param name="to">The file; it must not be there.</param>
    /// <param name="tell">Told how much is done, from 0 to 1.</param>
    /// <param name="cancellation">Leaves nothing behind.</param>
    public async Task<EverythingManifest> Write(string to, Action<double> tell, CancellationToken cancellation)
    {
        if (File.Exists(to))
        {
            throw new ToolException($"{to} is there already. Choose another name.");
        }
        var copy = $"{to}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.db.part";
        try
        {
            var now = Instants.Floor(clock.GetUtcNow());
            using var whole = await Open(copy, cancellation);
            EverythingManifest? manifest = null;
            await Aside.Write(to, async stream => manifest = await Pack(stream, whole, now, tell, cancellation));
            return manifest!;
        }
        catch (DbException broken)
        {
            throw new ToolException($"The database could not be read: {broken.Message}");
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private async Task<IWholeDatabase> Open(string copy, CancellationToken cancellation)
    {
        if (_data.Database is { } file)
        {
            await Packing.CopyDatabase(file, copy, cancellation);
        }
        // It is looked at and not brought up to date: an export changes nothing.
        await database.MustBeCurrent();
        var applied = await database.Read(db => db.All<string>(SelectApplied));
        if (Migrator.AheadBy(applied, Migrator.NamesFor(database.Dialect)) is { } unknown)
        {
            throw new ToolException(
                $"The database is newer than this program, by {unknown}: what a newer program has added would be left out. Export with that program."
            );
        }
        if (_data.Database is not null)
        {
            return new SqliteWhole(copy);
        }
        var snapshots = SqlServerWhole.HasSnapshots(settings.Database!);
        if (!snapshots)
        {
            Warn("ALLOW_SNAPSHOT_ISOLATION is off in this database: whoever writes waits until it is read. Best with all servers stopped.");
        }
        return SqlServerWhole.AtOneMoment(settings.Database!, snapshots);
    }

    private async Task<EverythingManifest> Pack(
        Stream stream,
        IWholeDatabase whole,
        DateTimeOffset now,
        Action<double> tell,
        CancellationToken cancellation
    )
    {
        await using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var tables = await Task.Run(() => PackTables(zip, whole, tell, cancellation), cancellation);
        var files = new List<BackupManifest.Entry>();
        foreach (var name in _data.Others().ToArray())
        {
            var path = Path.Combine(_data.Directory, name);
            // What an import has just done with is gone, and nothing names it.
            if (await Packing.Add(zip, BackupManifest.DataPrefix + name, path, _ => { }, cancellation) is { } entry)
            {
                files.Add(entry);
            }
        }
        var manifest = new EverythingManifest
        {
            Format = EverythingManifest.CurrentFormat,
            CreatedAt = now,
            From = settings.DatabaseProvider,
            Schema = Blank.Schema,
            SecretKeyMark = SecretKeyMark.Of(settings, _data.Directory),
            SecretKeyIsSetting = settings.SecretKey is { Length: > 0 },
            Tables = tables,
            Left = MovedTables.Left,
            Files = files,
            Sum = TableSum.Whole(tables.Select(table => (table.Name, table.Sum))),
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, Json.Options);
        await Keep(zip, EverythingManifest.EntryName, bytes, cancellation);
        var sum = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        await Keep(zip, EverythingManifest.SumName, sum, cancellation);
        return manifest;
    }

    private static List<EverythingManifest.Table> PackTables(
        ZipArchive zip,
        IWholeDatabase whole,
        Action<double> tell,
        CancellationToken cancellation
    )
    {
        var shapes = Blank.Make().Tables;
        var tables = new List<EverythingManifest.Table>();
        foreach (var shape in shapes)
        {
            var sum = new TableSum(shape);
            using (var entry = zip.CreateEntry(EverythingManifest.EntryOf(shape.Name), CompressionLevel.Fastest).Open())
            using (var buffer = new BufferedStream(entry, 1 << 16))
            {
                RowLines.Write(buffer, sum.Over(whole.Read(shape)), cancellation);
            }
            tables.Add(
                new EverythingManifest.Table
                {
                    Name = shape.Name,
                    Columns = [.. shape.Columns.Select(column => column.Name)],
                    Rows = sum.Rows,
                    Sum = sum.Hex(),
                }
            );
            tell((double)tables.Count / shapes.Count);
        }
        return tables;
    }

    private static async Task Keep(ZipArchive zip, string name, byte[] content, CancellationToken cancellation)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancellation);
        await entry.WriteAsync(content, cancellation);
    }

    private const string SelectApplied = "select Name from Migration";
}
