using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Consultation.Api.Features.Mail;

/// <summary>
/// Stands between the framework's mail client and the server, for what that client lacks: TLS from the first byte, and an end to how much it
/// keeps of a line that does not end. Takes its one connection on this machine.
/// </summary>
internal sealed class MailTunnel : IAsyncDisposable
{
    /// <summary>Bytes of all that a server says about one letter; one that is in its right mind needs one or two thousand.</summary>
    public const int MostSaid = 64 * 1024;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly TcpClient _server;
    private readonly Stream _line;
    private readonly byte[] _greeting;
    private readonly Task _carrying;

    private MailTunnel(TcpClient server, Stream line, byte[] greeting)
    {
        (_server, _line, _greeting) = (server, line, greeting);
        _listener.Start(backlog: 1);
        _carrying = Carry();
    }

    /// <summary>Where the client finds it.</summary>
    public IPEndPoint Here => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>The server was cut short, see <see cref="MostSaid"/>.</summary>
    public bool SaidTooMuch { get; private set; }

    /// <summary>Connected, and where TLS is asked for, the server's certificate trusted and its own; an exception else.</summary>
    public static async Task<MailTunnel> Open(string host, int port, MailTls tls, CancellationToken cancellation)
    {
        var server = new TcpClient();
        try
        {
            await server.ConnectAsync(host, port, cancellation);
            var plain = server.GetStream();
            if (tls == MailTls.None)
            {
                return new MailTunnel(server, plain, []);
            }
            if (tls == MailTls.StartTls)
            {
                await AskForTls(plain, cancellation);
            }
            var secret = new SslStream(plain);
            await secret.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellation);
            // After STARTTLS the server has greeted already, and the client has not heard it.
            return new MailTunnel(server, secret, tls == MailTls.StartTls ? "220 ready\r\n"u8.ToArray() : []);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The client's last word may be under way; whether it comes through no longer matters.
        await Task.WhenAny(_carrying, Task.Delay(Farewell));
        await _ended.CancelAsync();
        await Task.WhenAny(_carrying);
        _listener.Dispose();
        await _line.DisposeAsync();
        _server.Dispose();
        _ended.Dispose();
    }

    private async Task Carry()
    {
        using var client = await _listener.AcceptTcpClientAsync(_ended.Token);
        _listener.Stop();
        var plain = client.GetStream();
        await plain.WriteAsync(_greeting, _ended.Token);
        await Task.WhenAny(plain.CopyToAsync(_line, _ended.Token), Answers(plain));
    }

    private async Task Answers(NetworkStream client)
    {
        var buffer = new byte[4096];
        var (said, read) = (0, 0);
        while ((read = await _line.ReadAsync(buffer, _ended.Token)) > 0)
        {
            said += read;
            if (said > MostSaid)
            {
                SaidTooMuch = true;
                return;
            }
            await client.WriteAsync(buffer.AsMemory(0, read), _ended.Token);
        }
    }

    /// <summary>RFC 3207, up to where TLS begins. What a server says behind its yes was put in by somebody else: nothing is sent then.</summary>
    private static async Task AskForTls(NetworkStream plain, CancellationToken cancellation)
    {
        var said = new List<byte>();
        await Expect("220", said, plain, cancellation);
        await plain.WriteAsync("EHLO [127.0.0.1]\r\n"u8.ToArray(), cancellation);
        var offered = await Expect("250", said, plain, cancellation);
        if (!offered.Any(static line => line.Length > 4 && line[4..].Trim().Equals("STARTTLS", StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidOperationException("The server does not offer TLS.");
        }
        await plain.WriteAsync("STARTTLS\r\n"u8.ToArray(), cancellation);
        await Expect("220", said, plain, cancellation);
        if (said.Count > 0)
        {
            throw new InvalidDataException("The server says something in clear behind its yes to TLS.");
        }
    }

    /// <summary>The lines of one answer, taken from the front of <paramref name="said"/>, which is filled as they come.</summary>
    private static async Task<IReadOnlyList<string>> Expect(string code, List<byte> said, Stream plain, CancellationToken cancellation)
    {
        var lines = new List<string>();
        var buffer = new byte[4096];
        while (true)
        {
            for (int end; (end = said.IndexOf((byte)'\n')) >= 0; )
            {
                lines.Add(Encoding.ASCII.GetString([.. said[..end]]).TrimEnd('\r'));
                said.RemoveRange(0, end + 1);
                if (!lines[^1].StartsWith(code, StringComparison.Ordinal))
                {
                    throw new InvalidDataException($"The server answers what is no {code}.");
                }
                if (lines[^1].Length == 3 || lines[^1][3] == ' ')
                {
                    return lines;
                }
            }
            var read = await plain.ReadAsync(buffer, cancellation);
            said.AddRange(buffer.AsSpan(0, read));
            if (read == 0 || said.Count + lines.Sum(static line => line.Length) > MostSaid)
            {
                throw new InvalidDataException(read == 0 ? "The server has hung up." : TooMuch);
            }
        }
    }

    public const string TooMuch = "The server says more than a mail server does.";
}
