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
    public Figure Filling { get; private set; } = null!;

    public static async Task<ProductRun> StartAsync(
        ProductProgram program,
        Settings settings,
        int replies,
        CancellationToken cancellationToken
    )
    {
        var data = Path.Combine(settings.WorkFolder, $"data-{replies.ToString(CultureInfo.InvariantCulture)}");
        var server = program.Start(data);
        var run = new ProductRun(server, new StaffClient(server.Address, program.Key), program.Key, data, replies);
        try
        {
            await server.FirstAnswerAsync("/health/ready", cancellationToken);
            var generator = new ReplyGenerator(settings.Seed);
            run.Filled = await run.Staff.OpenHearingAsync("Forslag til ny forskrift om måling", generator.Paper(40), cancellationToken);
            run.Intake = await run.Staff.OpenHearingAsync("Forslag om mottak av svar", generator.Paper(4), cancellationToken);
            await run.FillAsync(generator, settings.Connections, cancellationToken);
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

    /// <summary>Waits until what follows a write (mail, grouping, counters) no longer uses the processor, for a minute at most.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        for (var second = 0; second < 60; second++)
        {
            var before = Server.Use().Processor;
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            if (Server.Use().Processor - before < TimeSpan.FromMilliseconds(60))
                return;
        }
        await Console.Error.WriteLineAsync("  the product is still busy a minute after the last write; measuring all the same");
    }

    public async ValueTask DisposeAsync()
    {
        Staff.Dispose();
        await Server.DisposeAsync();
    }

    private async Task FillAsync(ReplyGenerator generator, int connections, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var load = await ClosedLoop.RunAsync(
            Server.Address,
            connections,
            TimeSpan.FromMinutes(30),
            Replies,
            n => RawRequest.PostJson(Server.Address, $"{Filled.Api}/replies", generator.Reply(n).ToUtf8()),
            cancellationToken
        );
        if (load.Done != Replies)
            throw new BenchException(
                $"Only {load.Done} of {Replies} replies were taken: {string.Join(", ", load.Refused)}\n{Server.LastLines()}"
            );
        await SettleAsync(cancellationToken);
        var received = await Staff.ReceivedAsync(Filled.Id, cancellationToken);
        if (received != Replies)
            throw new BenchException($"{Replies} replies were acknowledged, but the product counts {received}.");
        Filling = new Figure
        {
            What = "filling through the front door",
            Replies = Replies,
            Unit = "req/s",
            Product = load.PerSecond,
            ProductMilliseconds = load.Times.ToPercentiles(),
            Note = $"settled after {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s",
        };
    }
}
