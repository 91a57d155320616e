using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Consultation.Bench.Load;

namespace Consultation.Bench.Storms;

/// <summary>One sender's connection to a server on this machine, plain or TLS, opened before it is needed; a request goes out piece by piece.</summary>
internal sealed class Wire : IDisposable
{
    private readonly AnswerReader reader = new();
    private readonly Socket socket;
    private readonly Stream stream;

    private Wire(Socket socket, Stream stream) => (this.socket, this.stream) = (socket, stream);

    public static async Task<Wire> OpenAsync(Uri server, CancellationToken cancellationToken)
    {
        var fresh = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await fresh.ConnectAsync(IPAddress.Loopback, server.Port, cancellationToken);
            var plain = new NetworkStream(fresh, ownsSocket: false);
            var isSecure = server.Scheme == Uri.UriSchemeHttps;
            return new Wire(fresh, isSecure ? await SecureAsync(plain, server.Host, cancellationToken) : plain);
        }
        catch
        {
            fresh.Dispose();
            throw;
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(bytes, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    /// <exception cref="IOException">The server closed the connection within the answer.</exception>
    public async Task<WireAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        reader.Begin(body);
        while (!reader.Done)
        {
            var received = await stream.ReadAsync(reader.Free(), cancellationToken);
            if (received == 0)
                throw new IOException("The server closed the connection before the answer was whole.");
            reader.Take(received);
        }
        return new WireAnswer(reader.Answer.Status, reader.Headers(), Encoding.UTF8.GetString(body.ToArray()));
    }

    public void Dispose()
    {
        stream.Dispose();
        socket.Dispose();
    }

    /// <summary>The certificate was made a moment ago and nobody vouches for it, so it is known by its own name.</summary>
    private static async Task<SslStream> SecureAsync(Stream plain, string host, CancellationToken cancellationToken)
    {
        var secure = new SslStream(
            plain,
            leaveInnerStreamOpen: false,
            (_, certificate, _, _) => string.Equals(certificate?.Subject, NginxProcess.Subject, StringComparison.Ordinal)
        );
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellationToken);
        return secure;
    }
}

/// <summary>An answer as text.</summary>
internal sealed record WireAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    public string? Header(string name) =>
        Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
