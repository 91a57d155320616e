using System.Security.Cryptography;
using Consultation.Api.Data;

namespace Consultation.Api.Files;

/// <summary>
/// Files in the data directory, each named by the SHA-256 of its content: the same content twice is one file. A file is written aside,
/// synced and moved into place (and the directory synced) before anybody says in the database that it is there, so that what was
/// acknowledged is there after a power cut, on each node that shares the directory.
/// </summary>
internal sealed class FileStore(Settings settings, TimeProvider clock)
{
    /// <summary>In the data directory.</summary>
    public const string Folder = "files";

    private const int Piece = 128 * 1024;
    private const string Aside = ".part";
    private const string Leaving = ".leaving";
    private readonly string _root = Path.GetFullPath(Path.Combine(settings.DataDirectory, Folder));

    /// <summary>A file on its way in; gone when it is disposed of, unless <see cref="Incoming.Keep"/> was called.</summary>
    public Incoming Begin()
    {
        Synced.CreateDirectory(_root);
        return new Incoming(this, Path.Combine(_root, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) + Aside));
    }

    /// <summary>Null when it is not there.</summary>
    public Stream? Open(string sha256)
    {
        try
        {
            return new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Piece, useAsync: true);
        }
        catch (IOException missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Drops files that were stored before <paramref name="before"/> and that nobody names; answers how many. A file that is stored again at
    /// the same moment stays: it is first moved out of the way, and put back when it turns out to be new.
    /// </summary>
    /// <param name="isNamed">Asked with the hashes of a few files at a time; answers those that the database names.</param>
    public async Task<int> Sweep(DateTimeOffset before, Func<IReadOnlyList<string>, Task<IReadOnlyList<string>>> isNamed)
    {
        if (!Directory.Exists(_root))
        {
            return 0;
        }
        foreach (var draft in Directory.EnumerateFiles(_root, "*" + Aside).Where(path => IsOlder(path, before)))
        {
            File.Delete(draft);
        }
        var dropped = 0;
        var old = Directory
            .EnumerateFiles(_root, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(Aside, StringComparison.Ordinal));
        foreach (var some in old.Where(path => IsOlder(path, before)).Chunk(200))
        {
            var named = (await isNamed([.. some.Select(NameOf)])).ToHashSet(StringComparer.Ordinal);
            foreach (var path in some)
            {
                if (named.Contains(NameOf(path)))
                {
                    PutBack(path);
                }
                else if (Drop(path, before))
                {
                    dropped++;
                }
            }
        }
        return dropped;
    }

    private string PathOf(string sha256) => Path.Combine(_root, sha256[..2], sha256);

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static bool IsOlder(string path, DateTimeOffset before) => File.GetLastWriteTimeUtc(path) < before.UtcDateTime;

    private static bool Drop(string path, DateTimeOffset before)
    {
        var leaving = Path.ChangeExtension(path, Leaving);
        try
        {
            if (path != leaving)
            {
                File.Move(path, leaving, overwrite: true);
            }
            if (IsOlder(leaving, before))
            {
                File.Delete(leaving);
                return true;
            }
            PutBack(leaving);
        }
        catch (FileNotFoundException)
        {
            // Another node was quicker.
        }
        return false;
    }

    /// <summary>What another sweep had moved out of the way when the program died.</summary>
    private static void PutBack(string path)
    {
        if (path.EndsWith(Leaving, StringComparison.Ordinal))
        {
            File.Move(path, Path.ChangeExtension(path, null), overwrite: true);
        }
    }

    internal sealed class Incoming(FileStore store, string path) : IAsyncDisposable
    {
        private bool _kept;

        public long Size { get; private set; }

        /// <summary>Lower-case hexadecimal.</summary>
        public string Sha256 { get; private set; } = "";

        /// <summary>Takes the content in, piece by piece, and syncs it; false when there is more than <paramref name="most"/> bytes of it.</summary>
        /// <exception cref="Unavailable">The disk does not take it.</exception>
        public async Task<bool> Fill(Stream content, long most, CancellationToken cancellation)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = Create();
            var piece = new byte[Piece];
            int read;
            while ((read = await content.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellation)) > 0)
            {
                Size += read;
                if (Size > most)
                {
                    return false;
                }
                hash.AppendData(piece, 0, read);
                await Written(() => file.WriteAsync(piece.AsMemory(0, read), cancellation).AsTask());
            }
            await Written(() =>
            {
                file.Flush(flushToDisk: true);
                return Task.CompletedTask;
            });
            Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            return true;
        }

        /// <summary>To look at what has come; positioned at its beginning.</summary>
        public FileStream Read() => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, Piece);

        /// <summary>Puts it in its place, also over the same content, so that it counts as new from now. On disk when this returns.</summary>
        public Task Keep() =>
            Written(() =>
            {
                var target = store.PathOf(Sha256);
                var folder = Path.GetDirectoryName(target)!;
                Synced.CreateDirectory(folder);
                File.SetLastWriteTimeUtc(path, store.Now.UtcDateTime);
                File.Move(path, target, overwrite: true);
                Synced.Directory(folder);
                _kept = true;
                return Task.CompletedTask;
            });

        public ValueTask DisposeAsync()
        {
            if (!_kept)
            {
                File.Delete(path);
            }
            return ValueTask.CompletedTask;
        }

        private FileStream Create()
        {
            try
            {
                // Nothing is held back that would be written, and fail, when the file is closed.
                return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            }
            catch (IOException full)
            {
                throw new Unavailable("The file cannot be stored.", full);
            }
        }

        private static async Task Written(Func<Task> write)
        {
            try
            {
                await write();
            }
            catch (IOException full)
            {
                throw new Unavailable("The file cannot be stored.", full);
            }
        }
    }

    private DateTimeOffset Now => clock.GetUtcNow();
}
