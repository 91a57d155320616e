using System.Data.Common;
using System.Globalization;
using Consultation.Api.Data;
using Consultation.Api.Data.Moving;
using Consultation.Api.Http;

namespace Consultation.Api.Commands.Everything;

/// <summary>
/// Takes a whole installation into an empty one of either engine. All of the file is checked first; then the rows go in within one transaction, are
/// read back and summed up, and are kept when the sums are the file's. Whatever fails before the commit, nothing is there.
/// </summary>
internal sealed class ImportEverything(Settings settings, Database database, TimeProvider clock)
{
    private readonly DataFiles _data = new(settings);

    /// <param name="from">The file.</param>
    /// <param name="tell">Told what is done, and how much of it, from 0 to 1.</param>
    /// <param name="cancellation">Leaves nothing behind.</param>
    public async Task<EverythingManifest> Read(string from, Action<string, double> tell, CancellationToken cancellation)
    {
        var stamp = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        var staging = Path.Combine(_data.Directory, $".importing-{stamp}");
        try
        {
            var blank = Blank.Make();
            using var file = EverythingFile.Open(from);
            file.MustBeOf(blank);
            MustHaveItsKey(file.Manifest);
            await MustBeEmpty(blank);
            await Task.Run(() => file.Check(blank, share => tell("Checking", share), cancellation), cancellation);
            Directory.CreateDirectory(staging);
            await file.Unpack(staging, cancellation);
            await PrepareDatabase();
            await Task.Run(() => Fill(blank, file, staging, tell, cancellation), cancellation);
            return file.Manifest;
        }
        catch (InvalidDataException problem)
        {
            throw EverythingFile.Damaged(problem);
        }
        catch (DbException broken)
        {
            throw new ToolException($"The database could not take it: {broken.Message} Nothing was kept.");
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    private void MustHaveItsKey(EverythingManifest manifest)
    {
        var own = settings.SecretKey is { Length: > 0 } given ? SecretKeyMark.Of(given) : null;
        if (manifest.SecretKeyIsSetting && own is null)
        {
            throw new ToolException(
                "The key of the receipts was a setting (SecretKey) and is not in the file. Set the same here, or no receipt can be verified. "
                    + "Nothing was changed."
            );
        }
        if (own is not null && manifest.SecretKeyMark is { } mark && mark != own)
        {
            throw new ToolException(
                "The setting SecretKey is another key than the file's, and no receipt could be verified. Set the same one, or none where "
                    + "the file holds it. Nothing was changed."
            );
        }
    }

    private async Task MustBeEmpty(Blank blank)
    {
        if (_data.Others().FirstOrDefault() is { } other)
        {
            throw new ToolException(
                $"{_data.Directory} is not empty: it holds {other}. Import into a new data directory. Nothing was changed."
            );
        }
        if (_data.Database is { } path && File.Exists(path) && SqliteCopy.IsInUse(path))
        {
            throw new ToolException($"{path} is in use. Stop the server first. Nothing was changed.");
        }
        if (!IsNew())
        {
            await database.MustBeCurrent();
            using var whole = Open();
            MustBeEmpty(blank, whole);
        }
    }

    private static void MustBeEmpty(Blank blank, IWholeDatabase whole)
    {
        if (blank.FirstUsed(whole) is { } table)
        {
            throw new ToolException(
                $"The database is not empty: {table} holds rows that no migration made. A server that was started once writes some: make a new "
                    + "database. Nothing was changed."
            );
        }
    }

    private bool IsNew() => _data.Database is { } file ? SqliteWhole.IsNew(file) : SqlServerWhole.IsNew(settings.Database!);

    private IWholeDatabase Open() => _data.Database is { } file ? new SqliteWhole(file) : SqlServerWhole.ToFill(settings.Database!);

    private async Task PrepareDatabase()
    {
        database.Check(settings.DataDirectory);
        if (settings.MigrateAtStart && IsNew())
        {
            await database.Migrate();
        }
        else
        {
            await database.MustBeCurrent();
        }
    }

    private void Fill(Blank blank, EverythingFile file, string staging, Action<string, double> tell, CancellationToken cancellation)
    {
        var moved = new List<string>();
        using var whole = Open();
        MustBeEmpty(blank, whole); // Again, now that nobody else comes in.
        try
        {
            Write(blank, file, whole, share => tell("Writing", share), cancellation);
            Compare(blank, file.Manifest, whole, share => tell("Comparing", share));
            Put(file.Manifest, staging, moved);
        }
        catch
        {
            foreach (var path in moved)
            {
                File.Delete(path);
            }
            throw;
        }
        Commit(whole);
        Installation.MarkRestored(_data.Directory);
    }

    private static void Commit(IWholeDatabase whole)
    {
        try
        {
            whole.Commit();
        }
        catch (Exception lost) when (lost is DbException or InvalidOperationException)
        {
            // The files stay: if the rows are kept, they name them.
            throw new ToolException(
                $"It is not known whether the database kept it: {lost.Message} Look with export --everything, or begin again with a new database "
                    + "and an empty data directory."
            );
        }
    }

    private static void Write(Blank blank, EverythingFile file, IWholeDatabase whole, Action<double> tell, CancellationToken cancellation)
    {
        var done = 0;
        foreach (var table in blank.Tables)
        {
            whole.Replace(table, file.Rows(table, cancellation));
            tell((double)++done / blank.Tables.Count);
        }
    }

    /// <summary>What the database gives back now must be what the file holds.</summary>
    private static void Compare(Blank blank, EverythingManifest manifest, IWholeDatabase whole, Action<double> tell)
    {
        var sums = new List<(string Table, string Sum)>();
        foreach (var table in blank.Tables)
        {
            sums.Add((table.Name, TableSum.Of(table, whole.Read(table)).Hex()));
            tell((double)sums.Count / blank.Tables.Count);
        }
        var other = sums.Zip(manifest.Tables).Where(pair => pair.First.Sum != pair.Second.Sum).Select(pair => pair.First.Table).ToArray();
        if (other.Length > 0 || TableSum.Whole(sums) != manifest.Sum)
        {
            throw new ToolException(
                $"The database gives back something else than the file holds, in {string.Join(", ", other)}. Nothing was kept."
            );
        }
    }

    /// <summary>Before the commit: a row names no file that is not there.</summary>
    private void Put(EverythingManifest manifest, string staging, List<string> moved)
    {
        foreach (var entry in manifest.Files)
        {
            var to = Path.Combine(_data.Directory, entry.Name[BackupManifest.DataPrefix.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Move(Path.Combine(staging, entry.Name), to);
            moved.Add(to);
        }
    }
}
