using System.Globalization;
using Consultation.Bench.Bare;
using Consultation.Bench.Load;
using Consultation.Bench.Product;

namespace Consultation.Bench.Measures;

/// <summary>Starts the bare counterparts: this same program with another command, each in a process of its own.</summary>
internal static class BareServers
{
    private static readonly string Self = typeof(BareServers).Assembly.Location;
    private static int started;

    /// <summary>A server that answers each request target with the answer kept for it.</summary>
    public static async Task<ServerProcess> BytesAsync(
        Settings settings,
        IReadOnlyDictionary<string, KeptAnswer> answers,
        CancellationToken cancellationToken
    )
    {
        var folder = FreshFolder(settings, "bytes");
        await BytesServer.KeepAsync(folder, answers, cancellationToken);
        var server = Start(["bare-bytes", folder], folder);
        return await ReadyAsync(server, answers.Keys.First(), cancellationToken);
    }

    /// <summary>A server that does one insert and one commit per request into a new database.</summary>
    public static async Task<ServerProcess> InsertsAsync(Settings settings, InsertMode mode, CancellationToken cancellationToken)
    {
        var folder = FreshFolder(settings, "inserts");
        var server = Start(["bare-inserts", Path.Combine(folder, "bare.db"), mode.ToString()], folder);
        return await ReadyAsync(server, "/", cancellationToken);
    }

    /// <summary>The command that reads a table to a file, as a process to wait for.</summary>
    public static IReadOnlyList<string> ExportCommand(string database, string output, int times) =>
        [Self, "bare-export", database, output, times.ToString(CultureInfo.InvariantCulture)];

    public static string FreshFolder(Settings settings, string name) =>
        Directory
            .CreateDirectory(
                Path.Combine(settings.WorkFolder, $"{name}-{Interlocked.Increment(ref started).ToString(CultureInfo.InvariantCulture)}")
            )
            .FullName;

    private static ServerProcess Start(IEnumerable<string> arguments, string folder) =>
        ServerProcess.Start(Self, arguments, new Dictionary<string, string>(StringComparer.Ordinal), Path.Combine(folder, "bare.log"));

    private static async Task<ServerProcess> ReadyAsync(ServerProcess server, string path, CancellationToken cancellationToken)
    {
        try
        {
            await server.FirstAnswerAsync(path, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
