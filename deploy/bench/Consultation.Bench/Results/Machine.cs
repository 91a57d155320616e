using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Consultation.Bench.Results;

/// <summary>What the figures were measured on.</summary>
internal sealed record Machine
{
    public required DateTimeOffset MeasuredAt { get; init; }
    public required string Revision { get; init; }
    public required int Cores { get; init; }
    public required string Processor { get; init; }
    public required string Memory { get; init; }
    public required string System { get; init; }
    public required string Runtime { get; init; }

    /// <summary>Median of 200 synchronous writes of 4 kB where the databases lie, in microseconds: what a commit waits for.</summary>
    public required double SyncedWrite { get; init; }

    /// <summary>Load average of the last minute before the run; much over nought means that others used the machine too.</summary>
    public required string LoadBefore { get; init; }

    public static Machine Look(string folder) =>
        new()
        {
            MeasuredAt = TimeProvider.System.GetUtcNow(),
            Revision = Revised(),
            Cores = Environment.ProcessorCount,
            Processor = Field("/proc/cpuinfo", "model name"),
            Memory = Field("/proc/meminfo", "MemTotal"),
            System = $"{RuntimeInformation.OSDescription}, kernel {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}",
            Runtime = RuntimeInformation.FrameworkDescription,
            SyncedWrite = TimeSyncedWrite(folder),
            LoadBefore = File.ReadAllText("/proc/loadavg").Split(' ')[0],
        };

    public IEnumerable<string> Lines() =>
        [
            $"measured   {MeasuredAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}, revision {Revision}",
            $"machine    {Cores} cores ({Processor}), memory {Memory}, {System}, {Runtime}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"disk       synced write of 4 kB {SyncedWrite:0} us; load average before the run {LoadBefore}"
            ),
        ];

    private static string Field(string file, string name) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";

    private static string Revised()
    {
        try
        {
            using var git = Process.Start(
                new ProcessStartInfo("git", "describe --always --dirty") { RedirectStandardOutput = true, UseShellExecute = false }
            )!;
            var answer = git.StandardOutput.ReadToEnd().Trim();
            return answer.Length > 0 ? answer : "unknown";
        }
        catch (global::System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }

    private static double TimeSyncedWrite(string folder)
    {
        var name = Path.Combine(folder, "synced-write");
        var block = new byte[4096];
        using var file = new FileStream(name, FileMode.Create, FileAccess.Write, FileShare.None, 0, FileOptions.DeleteOnClose);
        return Enumerable
            .Range(0, 200)
            .Select(_ =>
            {
                var began = Stopwatch.GetTimestamp();
                file.Write(block);
                file.Flush(flushToDisk: true);
                return Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            })
            .Median();
    }
}
