using System.Collections.Concurrent;
using Consultation.Bench.Product;
using Consultation.Bench.Replies;
using Consultation.Bench.Results;

namespace Consultation.Bench.Storms.Deadline;

/// <summary>
/// A thousand replies in the last second before a real deadline and the half one after it, some of which begin before and end after; to a
/// hearing that refuses late ones and to one that takes them. Directly, and through nginx with slow uploads besides.
/// </summary>
internal static class DeadlineStorm
{
    public const string Name = "deadline";
    public const string ThroughNginx = "nginx";
    private const int Senders = 1000;
    private const int Uploads = 100;

    /// <summary>Connections are opened between these before the deadline: nginx closes one on which nothing is said for thirty seconds.</summary>
    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(26);
    private static readonly TimeSpan Ready = TimeSpan.FromSeconds(9);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(45);

    public static Task RunAsync(StormSettings settings, Verdicts verdicts, CancellationToken cancellationToken) =>
        RunAsync(Name, settings, null, verdicts, cancellationToken);

    public static async Task RunThroughNginxAsync(StormSettings settings, Verdicts verdicts, CancellationToken cancellationToken)
    {
        if (!NginxProcess.IsThere(out var why))
        {
            verdicts.NotRun(ThroughNginx, why);
            return;
        }
        await using var nginx = await NginxProcess.PrepareAsync(settings, ThroughNginx, cancellationToken);
        await RunAsync(ThroughNginx, settings, nginx, verdicts, cancellationToken);
    }

    private static async Task RunAsync(
        string storm,
        StormSettings settings,
        NginxProcess? nginx,
        Verdicts verdicts,
        CancellationToken cancellationToken
    )
    {
        await using var server = settings.Program.Start(
            Path.Combine(settings.Folder(storm), "data"),
            [KeyValuePair.Create("Consultation__KnownProxies", "127.0.0.1")],
            $"{storm}.log"
        );
        await server.FirstAnswerAsync("/health/ready", cancellationToken);
        var entrance = nginx is null ? server.Address : await nginx.StartAsync(server.Address, cancellationToken);
        using var staff = new StaffClient(server.Address, settings.Program.Key);
        await WarmUpAsync(staff, entrance, settings, cancellationToken);

        var now = TimeProvider.System.GetUtcNow();
        var deadline = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero) + Ahead;
        HearingAtDeadline[] hearings =
        [
            await staff.OpenUntilAsync("Forslag med frist", deadline, takesLate: false, cancellationToken),
            await staff.OpenUntilAsync("Forslag som tar sene svar", deadline, takesLate: true, cancellationToken),
        ];
        var sent = await PlanAsync(entrance, hearings, settings.Seed, nginx is null ? 0 : Uploads);
        await BlowAsync(sent, entrance, deadline, settings, cancellationToken);
        await Receipts.FetchAsync(staff, sent, cancellationToken);
        new DeadlineJudge(storm, deadline, sent, verdicts).Judge();
        foreach (var hearing in hearings)
            await new KeptJudge(storm, staff, hearing, deadline, verdicts).JudgeAsync(
                [.. sent.Where(one => one.Hearing == hearing)],
                cancellationToken
            );
    }

    /// <summary>A program that nobody has used yet compiles itself: the storm comes to one that has run all day.</summary>
    private static async Task WarmUpAsync(StaffClient staff, Uri entrance, StormSettings settings, CancellationToken cancellationToken)
    {
        var hearing = await staff.OpenUntilAsync(
            "Forslag til oppvarming",
            TimeProvider.System.GetUtcNow().AddDays(60),
            takesLate: false,
            cancellationToken
        );
        var generator = new ReplyGenerator(settings.Seed);
        for (var round = 0; round < 5; round++)
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(round * 100, 100),
                new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken },
                async (n, token) =>
                {
                    using var wire = await Wire.OpenAsync(entrance, token);
                    var request =
                        n % 10 == 0
                            ? await Requests.FormAsync(entrance, hearing, generator, n, withFile: n % 20 == 0)
                            : Requests.Json(entrance, hearing, generator, n);
                    await wire.WriteAsync(request, token);
                    await wire.ReadAsync(token);
                }
            );
        }
    }

    private static async Task<IReadOnlyList<Submission>> PlanAsync(Uri entrance, HearingAtDeadline[] hearings, int seed, int uploads)
    {
        var (random, generator) = (new Random(seed), new ReplyGenerator(seed));
        var sent = new List<Submission>();
        for (var n = 0; n < Senders; n++)
        {
            var hearing = hearings[n % hearings.Length];
            var request = Requests.Json(entrance, hearing, generator, n);
            var (from, to, isSlow) = (n / hearings.Length % 20) switch
            {
                < 14 => (-1000, 0, false),
                < 17 => (0, 500, false),
                _ => (-1000, -200, true),
            };
            var pieces = isSlow ? Pieces.Slowly(request, 4, TimeSpan.FromMilliseconds(random.Next(1100, 4000))) : Pieces.AtOnce(request);
            sent.Add(new(n, hearing, TimeSpan.FromMilliseconds(random.Next(from, to)), pieces, isForm: false));
        }
        for (var n = Senders; n < Senders + uploads; n++)
        {
            var hearing = hearings[n % hearings.Length];
            var request = await Requests.FormAsync(entrance, hearing, generator, n, withFile: true);
            var pieces = Pieces.Slowly(request, 40, TimeSpan.FromMilliseconds(random.Next(10_000, 20_000)));
            sent.Add(new(n, hearing, TimeSpan.FromMilliseconds(random.Next(-8000, -600)), pieces, isForm: true));
        }
        return sent;
    }

    private static async Task BlowAsync(
        IReadOnlyList<Submission> sent,
        Uri entrance,
        DateTimeOffset deadline,
        StormSettings settings,
        CancellationToken cancellationToken
    )
    {
        var wires = new ConcurrentDictionary<Submission, Wire>();
        try
        {
            if (deadline - Opening - TimeProvider.System.GetUtcNow() is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, cancellationToken);
            var options = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(sent, options, async (one, token) => wires[one] = await Wire.OpenAsync(entrance, token));
            if (TimeProvider.System.GetUtcNow() > deadline - Ready)
                throw new BenchException("The machine was too busy to open the connections in time; nothing was found out.");
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(deadline - TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(90));
            using var busy = new Busy(settings.Busy, deadline);
            await Task.WhenAll(sent.Select(one => one.SendAsync(wires[one], deadline, patience.Token)));
        }
        finally
        {
            foreach (var wire in wires.Values)
                wire.Dispose();
        }
    }
}
