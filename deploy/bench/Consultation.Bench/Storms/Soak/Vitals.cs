using System.Globalization;
using Consultation.Bench.Product;

namespace Consultation.Bench.Storms.Soak;

/// <summary>What the program holds at one moment. Bytes, but for handles and threads.</summary>
/// <param name="At">Since the load began.</param>
/// <param name="Own">Heap, stacks and code (RssAnon): what would grow if something leaked.</param>
/// <param name="Resident">All of the process that is in memory (VmRSS), the mapped database too.</param>
/// <param name="Managed">The managed heap after its last collection; null until the runtime has told.</param>
/// <param name="Wal">SQLite's log of writes.</param>
internal sealed record Vitals(TimeSpan At, double Own, double Resident, double? Managed, double Handles, double Threads, double Wal)
{
    /// <summary>The whole heap was collected just before, so that it holds what is used.</summary>
    public bool IsCollected { get; init; }

    private const string HeapSize = "dotnet.gc.last_collection.heap.size";

    public static Vitals Look(ServerProcess server, string dataFolder, Collector collector, TimeSpan at)
    {
        var use = server.Use();
        var process = $"/proc/{server.Id.ToString(CultureInfo.InvariantCulture)}";
        var wal = new FileInfo(Path.Combine(dataFolder, "consultation.db-wal"));
        return new Vitals(
            at,
            use.Own,
            use.Own + use.Mapped,
            collector.Last(HeapSize),
            Directory.GetFiles($"{process}/fd").Length,
            Directory.GetDirectories($"{process}/task").Length,
            wal.Exists ? wal.Length : 0
        );
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{At:mm\\:ss}  own {Own / 1e6:0} MB, resident {Resident / 1e6:0} MB, managed {(Managed ?? 0) / 1e6:0} MB, {Handles:0} handles, {Threads:0} threads, WAL {Wal / 1e6:0.0} MB"
        );
}
