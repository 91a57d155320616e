using System.Diagnostics;
using System.Globalization;
using Consultation.Bench.Load;
using Consultation.Bench.Replies;
using Consultation.Bench.Results;

namespace Consultation.Bench.Product;

/// <summary>The running product with one hearing filled to a number of replies and one empty hearing that takes replies while measured.</summary>
internal sealed class ProductRun : IAsyncDisposable
{
    private const int BodiesAhead = 4096;

    /// <summary>A file may be as large as the product takes one.</summary>
    private const int RowsAFile = 250_000;

    private ProductRun(ServerProcess server, StaffClient staff, string key, string dataFolder, int replies)
    {
        (Server, Staff, Key, DataFolder, Replies) = (server, staff, key, dataFolder, replies);
    }

    public ServerProcess Server { get; }

    public StaffClient Staff { get; }

    public string Key { get; }

    public string DataFolder { get; }

    /// <summary>Replies stored in <see cref="Filled"/>.</summary>
    public int Replies { get; }

    public HearingUnderLoad Filled { get; private set; } = null!;

    public HearingUnderLoad Intake { get; private set; } = null!;

    /// <summary>How the filling went; information only.</summary>
    public IReadOnlyList<Figure> Filling { get; private set; } = [];

    public static Task<ProductRun> StartAsync(
        ProductProgram program,
        Settings settings,
        int replies,
        CancellationToken cancellationToken
    ) => StartAsync(data => program.Start(data), program.Key, settings.WorkFolder, settings.Seed, replies, cancellationToken);

    /// <param name="start">Starts the program on a data directory that is new.</param>
    /// <param name="folder">Where that directory and the files to import lie.</param>
    public static async Task<ProductRun> StartAsync(
        Func<string, ServerProcess> start,
        string key,
        string folder,
        int seed,
        int replies,
        CancellationToken cancellationToken
    )
    {
        var data = Path.Combine(folder, $"data-{replies.ToString(CultureInfo.InvariantCulture)}");
        var server = start(data);
        var run = new ProductRun(server, new StaffClient(server.Address, key), key, data, replies);
        try
        {
            await server.FirstAnswerAsync("/health/ready", cancellationToken);
            var generator = new ReplyGenerator(seed);
            run.Filled = await run.Staff.OpenHearingAsync("Forslag til ny forskrift om måling", generator.Paper(40), cancellationToken);
            run.Intake = await run.Staff.OpenHearingAsync("Forslag om mottak av svar", generator.Paper(4), cancellationToken);
            await run.FillAsync(generator, Path.Combine(folder, "replies.csv"), cancellationToken);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Requests that submit a made-up reply, formatted ahead; the n-th is the same in each run.</summary>
    public static byte[][] Submissions(Uri server, string path, int seed)
    {
        var generator = new ReplyGenerator(seed);
        return [.. Enumerable.Range(0, BodiesAhead).Select(n => RawRequest.PostJson(server, path, generator.Reply(n).ToUtf8()))];
    }

    /// <summary>Waits until what follows a write (mail, grouping, counters) no longer uses the processor, for ten minutes at most.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        for (var second = 0; second < 600; second++)
        {
            var before = Server.Use().Processor;
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            if (Server.Use().Processor - before < TimeSpan.FromMilliseconds(60))
                return;
        }
        await Console.Error.WriteLineAsync("  the product is still busy ten minutes after the last write; measuring all the same");
    }

    public async ValueTask DisposeAsync()
    {
        Staff.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>Brings the replies in as staff do, from a file of comma-separated values.</summary>
    private async Task FillAsync(ReplyGenerator generator, string csv, CancellationToken cancellationToken)
    {
        if (Replies == 0)
            return;
        await using var memory = new MemoryWatch(Server);
        var (imported, accepted, bytes) = (0.0, 0, 0L);
        for (var from = 0; from < Replies; from += RowsAFile)
        {
            RepliesCsv.Write(csv, generator, from, Math.Min(RowsAFile, Replies - from));
            bytes += new FileInfo(csv).Length;
            var handedIn = Stopwatch.GetTimestamp();
            accepted += await Staff.ImportAsync(Filled.Id, csv, RepliesCsv.Mapping, cancellationToken);
            imported += Stopwatch.GetElapsedTime(handedIn).TotalSeconds;
        }
        var began = Stopwatch.GetTimestamp();
        if (accepted != Replies || await Staff.ReceivedAsync(Filled.Id, cancellationToken) != Replies)
            throw new BenchException($"{Replies} rows were handed in, {accepted} are reported as accepted.\n{Server.LastLines()}");
        var afterImport = memory.Added;
        await SettleAsync(cancellationToken);
        var grouped = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var campaigns = await Staff.CampaignSizesAsync(Filled.Id, cancellationToken);
        File.Delete(csv);
        Filling =
        [
            new Figure
            {
                What = "import of a CSV file, indexed for search",
                Replies = Replies,
                Unit = "rows/s",
                Product = Replies / imported,
                Note = $"{bytes / 1e6:0} MB in {imported:0.0} s; own memory {memory.Before / 1e6:0} MB and {afterImport / 1e6:0} MB more",
            },
            new Figure
            {
                What = "finding campaigns, from the end of the import until nothing is left to do",
                Replies = Replies,
                Unit = "s",
                Product = grouped,
                Note =
                    $"{campaigns.Count} groups, the largest of {campaigns.DefaultIfEmpty().Max()} replies; own memory at most {(memory.Before + memory.Added) / 1e6:0} MB",
            },
        ];
    }
}
