using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Consultation.Bench.Load;
using Consultation.Bench.Product;
using Consultation.Bench.Replies;
using Consultation.Bench.Results;
using Consultation.Bench.Storms.Deadline;

namespace Consultation.Bench.Storms.Crowd;

/// <summary>
/// Two thousand people behind one address (a school, a ministry, a town's mobile network) who each send a reply within a minute, with the
/// limits as they come: every other by the pages, as a person does, the rest by the API. None may be refused.
/// </summary>
internal static class CrowdStorm
{
    public const string Name = "crowd";
    private const int Senders = 2000;
    private static readonly TimeSpan Over = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(StormSettings settings, Verdicts verdicts, CancellationToken cancellationToken)
    {
        await RunAsync("directly", null, settings, verdicts, cancellationToken);
        if (!NginxProcess.IsThere(out var why))
        {
            verdicts.NotRun(Name, $"through nginx: {why}");
            return;
        }
        await using var nginx = await NginxProcess.PrepareAsync(settings, Name, cancellationToken);
        await RunAsync("through nginx", nginx, settings, verdicts, cancellationToken);
    }

    private static async Task RunAsync(
        string how,
        NginxProcess? nginx,
        StormSettings settings,
        Verdicts verdicts,
        CancellationToken cancellationToken
    )
    {
        await using var server = settings.Program.Start(
            Path.Combine(settings.Folder(Name), nginx is null ? "data" : "data-nginx"),
            nginx is null ? [] : [KeyValuePair.Create("Consultation__KnownProxies", "127.0.0.1")],
            $"{Name}.log"
        );
        await server.FirstAnswerAsync("/health/ready", cancellationToken);
        var entrance = nginx is null ? server.Address : await nginx.StartAsync(server.Address, cancellationToken);
        using var staff = new StaffClient(server.Address, settings.Program.Key);
        var deadline = TimeProvider.System.GetUtcNow().AddDays(60);
        var hearing = await staff.OpenUntilAsync("Forslag som mange svarer på", deadline, takesLate: false, cancellationToken);

        var generator = new ReplyGenerator(settings.Seed);
        var answers = new ConcurrentDictionary<(string Step, int Status), int>();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(n => SenderAsync(n)));
        var took = Stopwatch.GetElapsedTime(began);
        Judge(how, answers, took, verdicts);
        var received = await staff.ReceivedAsync(hearing.Id, cancellationToken);
        verdicts.Judge(Name, received == Senders, $"{how}: {received} of {Senders} replies are there");

        async Task SenderAsync(int n)
        {
            var wait = (Over * n / Senders) - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, cancellationToken);
            try
            {
                using var wire = await Wire.OpenAsync(entrance, cancellationToken);
                await (n % 2 == 0 ? ByPagesAsync(wire, n) : ByApiAsync(wire, n));
            }
            catch (Exception broken) when (broken is IOException or SocketException)
            {
                Count("connection", 0);
            }
        }

        async Task ByPagesAsync(Wire wire, int n)
        {
            await GetAsync(wire, "hearing's page", hearing.Page);
            await GetAsync(wire, "form", $"{hearing.Page}/send");
            await wire.WriteAsync(await Requests.FormAsync(entrance, hearing, generator, n, withFile: false), cancellationToken);
            var sent = await wire.ReadAsync(cancellationToken);
            Count("sent by the form", sent.Status);
            if (sent.Header("Location") is { } receipt)
                await GetAsync(wire, "receipt", receipt);
        }

        async Task ByApiAsync(Wire wire, int n)
        {
            await wire.WriteAsync(Requests.Json(entrance, hearing, generator, n), cancellationToken);
            Count("sent by the API", (await wire.ReadAsync(cancellationToken)).Status);
        }

        async Task GetAsync(Wire wire, string step, string path)
        {
            await wire.WriteAsync(RawRequest.Get(entrance, path, acceptEncoding: null), cancellationToken);
            Count(step, (await wire.ReadAsync(cancellationToken)).Status);
        }

        void Count(string step, int status) => answers.AddOrUpdate((step, status), 1, (_, count) => count + 1);
    }

    private static void Judge(string how, ConcurrentDictionary<(string Step, int Status), int> answers, TimeSpan took, Verdicts verdicts)
    {
        var refused = answers.Where(answer => answer.Key.Status is < 200 or >= 400).ToArray();
        var told = string.Join(
            ", ",
            answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Value} x {answer.Key.Step} {answer.Key.Status}")
        );
        verdicts.Judge(
            Name,
            refused.Length == 0 && took <= AtMost,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{how}: {Senders} senders from one address in {took.TotalSeconds:0} s, none refused: {told}"
            )
        );
    }
}
