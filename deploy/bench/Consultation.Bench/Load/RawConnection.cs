using System.Net;
using System.Net.Sockets;

namespace Consultation.Bench.Load;

/// <summary>One kept-alive HTTP/1.1 connection without pipelining: a preformatted request goes out, the answer is counted and dropped (or kept).</summary>
internal sealed class RawConnection(Uri server) : IDisposable
{
    private readonly AnswerReader reader = new();
    private Socket? socket;

    /// <summary>Sends one request and reads its whole answer; the body goes to <paramref name="sink"/> if one is given.</summary>
    /// <exception cref="IOException">The server closed the connection within an answer, or spoke something else than HTTP/1.1.</exception>
    public async ValueTask<RawAnswer> SendAsync(ReadOnlyMemory<byte> request, Stream? sink, CancellationToken cancellationToken)
    {
        var live = socket ??= await ConnectAsync(cancellationToken);
        for (var sent = 0; sent < request.Length; )
            sent += await live.SendAsync(request[sent..], SocketFlags.None, cancellationToken);

        reader.Begin(sink);
        while (!reader.Done)
        {
            var received = await live.ReceiveAsync(reader.Free(), SocketFlags.None, cancellationToken);
            if (received == 0)
                throw new IOException("The server closed the connection before the answer was whole.");
            reader.Take(received);
        }

        var answer = reader.Answer;
        if (answer.Closes)
            Close();
        return answer;
    }

    /// <summary>Sends one request and keeps its answer whole.</summary>
    public async Task<KeptAnswer> KeepAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var answer = await SendAsync(request, body, cancellationToken);
        return new KeptAnswer(answer.Status, reader.Headers(), body.ToArray());
    }

    /// <summary>Forgets the connection; the next request opens a new one.</summary>
    public void Close()
    {
        socket?.Dispose();
        socket = null;
    }

    public void Dispose() => Close();

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var fresh = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await fresh.ConnectAsync(IPAddress.Loopback, server.Port, cancellationToken);
            return fresh;
        }
        catch
        {
            fresh.Dispose();
            throw;
        }
    }
}
