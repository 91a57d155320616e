using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Consultation.Bench.Product;
using Consultation.Bench.Replies;
using Consultation.Bench.Results;

namespace Consultation.Bench.Faults;

/// <summary>Callers who begin and do not end: all are told so within a minute, and nothing of them is left.</summary>
internal static class SlowFaults
{
    private const int Each = 50;

    /// <summary>The documented thirty seconds, and what a busy machine needs.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(45);

    public static async Task RunAsync(ProductProgram program, string data, Verdicts verdicts, CancellationToken cancellationToken)
    {
        await using var server = program.Start(data);
        await server.FirstAnswerAsync("/health/ready", cancellationToken);
        using var staff = new StaffClient(server.Address, program.Key);
        var generator = new ReplyGenerator(1);
        var hearing = await staff.OpenHearingAsync("Forslag med treg forbindelse", generator.Paper(200), cancellationToken);
        var head = Encoding.ASCII.GetBytes($"GET {hearing.Page} HTTP/1.1\r\nHost: x\r\nX-Never: ");
        var letters = Encoding.ASCII.GetBytes(new string('x', 400));
        var json =
            $"POST {hearing.Api}/replies HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {1_000_000}\r\n\r\n";
        var file =
            "POST /api/v1/attachments HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000\r\n\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7\n";
        var all = await Task.WhenAll(
            ManyAsync(server, head, _ => Array.Empty<byte>(), cancellationToken),
            ManyAsync(server, [.. Encoding.ASCII.GetBytes(json), .. "{\"text\":\""u8], _ => letters, cancellationToken),
            ManyAsync(server, [.. Encoding.ASCII.GetBytes(file), .. new byte[50_000]], _ => Array.Empty<byte>(), cancellationToken)
        );
        Tell(verdicts, all[0], "headers without an end", 408);
        Tell(verdicts, all[1], "bodies of 400 bytes a second that take more than thirty seconds", 408);
        Tell(verdicts, all[2], "files of which nothing more comes", 408);

        var files = Directory.Exists(Path.Combine(data, "files"))
            ? Directory.GetFiles(Path.Combine(data, "files"), "*", SearchOption.AllDirectories).Length
            : 0;
        var received = await staff.ReceivedAsync(hearing.Id, cancellationToken);
        verdicts.Judge("slow", files == 0 && received == 0, Told($"of all these {files} files and {received} replies are left"));
    }

    private static void Tell(Verdicts verdicts, (int Status, TimeSpan Took)[] ends, string what, int status) =>
        verdicts.Judge(
            "slow",
            ends.All(end => end.Status == status && end.Took < Most),
            Told(
                $"{ends.Length} {what}: {ends.Count(end => end.Status == status)} told {status}, the last after {ends.Max(end => end.Took).TotalSeconds:0} s"
            )
        );

    private static Task<(int Status, TimeSpan Took)[]> ManyAsync(
        ServerProcess server,
        byte[] beginning,
        Func<int, byte[]> eachSecond,
        CancellationToken cancellationToken
    ) => Task.WhenAll(Enumerable.Range(0, Each).Select(_ => OneAsync(server, beginning, eachSecond, cancellationToken)));

    /// <summary>Sends the beginning, then so much a second until the server answers or hangs up (0), or twice the time has passed (-1).</summary>
    private static async Task<(int Status, TimeSpan Took)> OneAsync(
        ServerProcess server,
        byte[] beginning,
        Func<int, byte[]> eachSecond,
        CancellationToken cancellationToken
    )
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, cancellationToken);
        var began = Stopwatch.GetTimestamp();
        var answer = new byte[4096];
        var read = 0;
        try
        {
            await socket.SendAsync(beginning, cancellationToken);
            var receiving = socket.ReceiveAsync(answer, cancellationToken).AsTask();
            for (var second = 0; !receiving.IsCompleted; second++)
            {
                if (Stopwatch.GetElapsedTime(began) > Most * 2)
                    return (-1, Stopwatch.GetElapsedTime(began));
                await Task.WhenAny(receiving, Task.Delay(TimeSpan.FromSeconds(1), cancellationToken));
                if (!receiving.IsCompleted)
                    await socket.SendAsync(eachSecond(second), cancellationToken);
            }
            read = await receiving;
        }
        catch (SocketException)
        {
            // It has hung up.
        }
        var said = Encoding.ASCII.GetString(answer, 0, read);
        var status = said.Length > 12 ? int.Parse(said.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;
        return (status, Stopwatch.GetElapsedTime(began));
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
