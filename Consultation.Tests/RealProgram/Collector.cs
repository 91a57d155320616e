using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>Takes what is sent to it by OTLP over HTTP, on a free port of 127.0.0.1. Texts stand in protobuf as they are, in UTF-8.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, string Body)> _taken = new();
    private readonly Task _taking;

    public Collector()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _taking = Take();
    }

    public string Address { get; }

    public string All => string.Join('\n', _taken.Select(one => one.Body));

    /// <summary>Waits until all of these have come to the path.</summary>
    public async Task Has(string path, string[] texts, TimeSpan most)
    {
        string[] missing = texts;
        try
        {
            await Poll.Until(
                () =>
                {
                    var come = string.Join('\n', _taken.Where(one => one.Path == path).Select(one => one.Body));
                    missing = [.. texts.Where(text => !come.Contains(text, StringComparison.Ordinal))];
                    return Task.FromResult(missing.Length == 0 ? come : null);
                },
                most,
                path
            );
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{path} never got {string.Join(", ", missing)}; what came: {_taken.Count} messages");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _taking;
        _listener.Close();
    }

    private async Task Take()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _taken.Enqueue((context.Request.Url!.AbsolutePath, Encoding.UTF8.GetString(body.ToArray())));
                context.Response.StatusCode = 200;
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // Told to stop.
        }
    }
}
