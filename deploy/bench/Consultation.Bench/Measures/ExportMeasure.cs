using System.Diagnostics;
using System.Globalization;
using Consultation.Bench.Bare;
using Consultation.Bench.Load;
using Consultation.Bench.Product;
using Consultation.Bench.Results;

namespace Consultation.Bench.Measures;

/// <summary>
/// The CSV export, read over HTTP into a file, against a bare loop over a table that holds exactly what was exported. The bare side
/// needs no server, no joins and no rules, and writes with CsvHelper (as fast as a hand-written loop over a StreamWriter, or faster).
/// </summary>
internal static class ExportMeasure
{
    private static readonly Asked RateAtLeast = Asked.RatioAtLeast(0.5);

    /// <summary>Megabytes that an export may add.</summary>
    private static readonly Asked MemoryAtMost = Asked.AtMost(150);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(ProductRun run, Settings settings, CancellationToken cancellationToken)
    {
        var folder = BareServers.FreshFolder(settings, "export");
        var (csv, table) = (Path.Combine(folder, "product.csv"), Path.Combine(folder, "bare.db"));
        await run.SettleAsync(cancellationToken);
        await ProductAsync(run, csv, cancellationToken);
        var rows = ExportTable.Fill(table, csv);
        if (rows != run.Replies)
            throw new BenchException($"the export holds {rows} rows, not {run.Replies}");

        var (productSeconds, bareSeconds, ratios) = (new List<double>(), new List<double>(), new List<double>());
        await using var memory = new MemoryWatch(run.Server);
        for (var round = 0; round < settings.Rounds; round++)
        {
            productSeconds.Add(await ProductAsync(run, csv, cancellationToken));
            bareSeconds.Add(await BareAsync(table, Path.Combine(folder, "bare.csv"), settings, cancellationToken));
            ratios.Add(bareSeconds[^1] / productSeconds[^1]);
        }
        var bytes = (ours: new FileInfo(csv).Length, theirs: new FileInfo(Path.Combine(folder, "bare.csv")).Length);
        Directory.Delete(folder, recursive: true);
        return
        [
            new Figure
            {
                What = "CSV export",
                Replies = run.Replies,
                Unit = "rows/s",
                Product = rows / productSeconds.Median(),
                Bare = rows / bareSeconds.Median(),
                Ratio = ratios.Median(),
                Asked = RateAtLeast,
                Note = $"{bytes.ours / 1e6:0.0} MB; the bare loop's {bytes.theirs / 1e6:0.0} MB",
            },
            new Figure
            {
                What = "CSV export, memory added at the peak",
                Replies = run.Replies,
                Unit = "MB",
                Product = memory.Added / 1e6,
                Asked = MemoryAtMost,
                Note = $"own memory, {memory.Before / 1e6:0} MB before; mapped files {run.Server.Use().Mapped / 1e6:0} MB",
            },
        ];
    }

    private static async Task<double> ProductAsync(ProductRun run, string csv, CancellationToken cancellationToken)
    {
        using var connection = new RawConnection(run.Server.Address);
        await using var file = new FileStream(csv, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024);
        var request = RawRequest.Get(run.Server.Address, $"{run.Filled.Api}/replies.csv", bearer: null, acceptEncoding: null);
        var began = Stopwatch.GetTimestamp();
        var answer = await connection.SendAsync(request, file, cancellationToken);
        await file.FlushAsync(cancellationToken);
        return answer.Status == 200
            ? Stopwatch.GetElapsedTime(began).TotalSeconds
            : throw new BenchException($"replies.csv answered {answer.Status}");
    }

    private static async Task<double> BareAsync(string table, string csv, Settings settings, CancellationToken cancellationToken)
    {
        // A small table is read in a moment, so it is read oftener; the process tells the median of its warm loops.
        var times = new FileInfo(table).Length < 20_000_000 ? 20 : 3;
        var start = new ProcessStartInfo("dotnet", BareServers.ExportCommand(table, csv, times))
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        try
        {
            var line = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)
                : throw new BenchException($"the bare export loop ended with {process.ExitCode}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
