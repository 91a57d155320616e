using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Consultation.Bench.Load;
using Consultation.Bench.Product;
using Consultation.Bench.Replies;
using Consultation.Bench.Results;

namespace Consultation.Bench.Faults;

/// <summary>
/// Thousands of connections that do nothing, half of which have asked for something before, while others read and send: nobody is refused, and
/// when they have gone the server has let go of them.
/// </summary>
internal static class IdleFault
{
    /// <summary>Answer times of those who work, milliseconds; client and server share the machine.</summary>
    private const double MostP99 = 250;
    private const int Workers = 8;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(8);

    public static async Task RunAsync(
        ProductProgram program,
        string data,
        int connections,
        Verdicts verdicts,
        CancellationToken cancellationToken
    )
    {
        await using var server = program.Start(data);
        await server.FirstAnswerAsync("/health/ready", cancellationToken);
        using var staff = new StaffClient(server.Address, program.Key);
        var generator = new ReplyGenerator(1);
        var hearing = await staff.OpenHearingAsync("Forslag under stillstand", generator.Paper(10), cancellationToken);
        var sends = ProductRun.Submissions(server.Address, hearing.Api + "/replies", 1);
        var reads = RawRequest.Get(server.Address, hearing.Page);
        await LoadAsync(server, sends, reads, cancellationToken);
        var (before, _) = await LoadAsync(server, sends, reads, cancellationToken);
        var (handles, memory) = (Handles.Of(server), server.Use().Own);

        var idle = await OpenAsync(server, connections, reads, cancellationToken);
        var held = Handles.Of(server) - handles;
        var (beside, refused) = await LoadAsync(server, sends, reads, cancellationToken);
        var added = server.Use().Own - memory;
        var silent = idle.Count(socket => !socket.Connected);
        idle.ForEach(socket => socket.Dispose());
        verdicts.Judge(
            "idle",
            held >= connections && silent == 0 && refused == 0 && beside.P99 < MostP99,
            Told(
                $"{held} idle connections: reading and sending by {Workers} others p50 {beside.P50:0.0} ms, p99 {beside.P99:0.0} ms (without them {before.P50:0.0} and {before.P99:0.0}; at most {MostP99:0}), {refused} refused, own memory {added / 1e6:0} MB more"
            )
        );
        var left = await Handles.FallToAsync(server, handles + 50, TimeSpan.FromSeconds(30), cancellationToken) - handles;
        verdicts.Judge("idle", left <= 50, Told($"when they have gone, {left} handles more than before are left (at most 50)"));
        var received = await staff.ReceivedAsync(hearing.Id, cancellationToken);
        verdicts.Judge("idle", received > 0, Told($"{received} replies were taken meanwhile"));
    }

    private static async Task<(Percentiles Times, int Refused)> LoadAsync(
        ServerProcess server,
        byte[][] sends,
        byte[] reads,
        CancellationToken cancellationToken
    )
    {
        var load = await ClosedLoop.RunAsync(
            server.Address,
            Workers,
            Turn,
            long.MaxValue,
            n => n % 4 == 0 ? sends[n / 4 % sends.Length] : reads,
            cancellationToken
        );
        return (load.Times.ToPercentiles(), load.Refused.Values.Sum());
    }

    private static async Task<List<Socket>> OpenAsync(ServerProcess server, int count, byte[] request, CancellationToken cancellationToken)
    {
        var open = new List<Socket>(count);
        var buffer = new byte[256 * 1024];
        try
        {
            while (open.Count < count)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                open.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, cancellationToken);
                if (open.Count % 2 == 0)
                {
                    await socket.SendAsync(request, cancellationToken);
                    // The page is small enough to lie in the socket; what is read of it does not matter.
                    await socket.ReceiveAsync(buffer, cancellationToken);
                }
            }
            return open;
        }
        catch (SocketException closed)
        {
            open.ForEach(socket => socket.Dispose());
            throw new BenchException($"only {open.Count} connections could be opened ({closed.Message}); look at ulimit -n", closed);
        }
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Files and sockets that a process has open.</summary>
internal static class Handles
{
    public static int Of(ServerProcess server) =>
        Directory.GetFileSystemEntries($"/proc/{server.Id.ToString(CultureInfo.InvariantCulture)}/fd").Length;

    /// <summary>Waits until there are no more than so many; answers how many there are then, or at the end of the patience.</summary>
    public static async Task<int> FallToAsync(ServerProcess server, int most, TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < patience && Of(server) > most; waited += TimeSpan.FromSeconds(1))
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        return Of(server);
    }
}
