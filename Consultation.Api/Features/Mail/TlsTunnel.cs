using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Consultation.Api.Features.Mail;

/// <summary>
/// The framework's mail client knows STARTTLS alone. This takes its one connection on this machine, and carries it inside TLS to a server
/// that speaks nothing else.
/// </summary>
internal sealed class TlsTunnel : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly TcpClient _server;
    private readonly SslStream _secret;
    private readonly Task _carrying;

    private TlsTunnel(TcpClient server, SslStream secret)
    {
        (_server, _secret) = (server, secret);
        _listener.Start(backlog: 1);
        _carrying = Carry();
    }

    /// <summary>Where the client finds it.</summary>
    public IPEndPoint Here => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Connected, and the server's certificate trusted and its own; an exception else.</summary>
    public static async Task<TlsTunnel> Open(string host, int port, CancellationToken cancellation)
    {
        var server = new TcpClient();
        try
        {
            await server.ConnectAsync(host, port, cancellation);
            var secret = new SslStream(server.GetStream());
            await secret.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellation);
            return new TlsTunnel(server, secret);
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
        await _secret.DisposeAsync();
        _server.Dispose();
        _ended.Dispose();
    }

    private async Task Carry()
    {
        using var client = await _listener.AcceptTcpClientAsync(_ended.Token);
        _listener.Stop();
        var plain = client.GetStream();
        await Task.WhenAny(plain.CopyToAsync(_secret, _ended.Token), _secret.CopyToAsync(plain, _ended.Token));
    }
}
