using System.Net;
using System.Net.Sockets;
using System.Text;
using Consultation.Api.Features.Mail;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Mail;

/// <summary>
/// A mail server out of its mind: the letter waits and is sent once by a sound one, what is kept of its talk is bounded, and nobody else
/// notices.
/// </summary>
public sealed class MailNonsenseTests
{
    private static readonly byte[] Endless = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
    private static readonly byte[] Lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("220-and more\r\n", 5000)));
    private static readonly byte[] Garbage = [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 7919 % 251))];

    [TestCase("endless line", "StartTls")]
    [TestCase("endless line", "None")]
    [TestCase("endless lines", "StartTls")]
    [TestCase("endless lines", "None")]
    [TestCase("endless after the letter", "None")]
    [TestCase("garbage", "StartTls")]
    [TestCase("garbage", "None")]
    [TestCase("garbage", "Implicit")]
    [TestCase("a byte at a time", "StartTls")]
    [TestCase("a byte at a time", "None")]
    [TestCase("silent after the letter", "None")]
    [TestCase("250 to everything", "None")]
    [TestCase("354 to everything", "None")]
    [TestCase("554 after the letter", "None")]
    [TestCase("injected behind STARTTLS", "StartTls")]
    [TestCase("hangs up at EHLO", "None")]
    [TestCase("hangs up at EHLO", "StartTls")]
    [TestCase("hangs up at MAIL", "None")]
    [TestCase("hangs up at RCPT", "None")]
    [TestCase("hangs up at DATA", "None")]
    [TestCase("hangs up after the letter", "None")]
    public async Task Server_OutOfItsMind_LosesNoLetter(string madness, string tls)
    {
        await using var server = new MadServer(madness);
        await using var app = Mailing.AppWith(server.Port, ("Mail:Tls", tls), ("Mail:TimeoutSeconds", "2"));
        await app.Reply(await app.OpenHearing());
        Assert.That(await app.DoDueWork(), Is.Zero);
        var waiting = (await app.Rows()).Single();
        Assert.That((waiting.Attempts, waiting.Recipient, waiting.SentAt), Is.EqualTo((1, Mailing.Recipient, (DateTimeOffset?)null)));
        Assert.That(waiting.LastError, Is.Not.Empty.And.Not.Contain("xxxx"));
        Assert.That(waiting.ParkedAt, Is.Null, "it is tried again");
        Assert.That(server.Said, Is.LessThan(16_000_000), "it was cut short, and what it said is not kept");
        if (madness.StartsWith("endless", StringComparison.Ordinal))
        {
            Assert.That(waiting.LastError, Does.Contain(MailTunnel.TooMuch).Or.Contain("no 220"));
        }
        var port = server.Port;
        await server.DisposeAsync();
        await using var office = PostOffice.Open(port);
        await using var again = app.Second([.. Mailing.Through(port)]);
        again.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That(await again.DoDueWork(), Is.EqualTo(1));
        Assert.That(office.Next().Header("message-id"), Is.EqualTo([$"<letter-{waiting.Id}@hoering.example.no>"]));
        Assert.That(office.Letters, Is.Empty, "once");
    }

    /// <summary>Talks SMTP as far as its madness lets it.</summary>
    private sealed class MadServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _ended = new();
        private readonly string _madness;
        private readonly Task _serving;
        private long _said;

        public MadServer(string madness)
        {
            _madness = madness;
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _serving = Serve();
        }

        public int Port { get; }

        /// <summary>Bytes that somebody took.</summary>
        public long Said => Interlocked.Read(ref _said);

        public async ValueTask DisposeAsync()
        {
            await _ended.CancelAsync();
            await _serving;
            _listener.Dispose();
        }

        private async Task Serve()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync(_ended.Token);
                    await Talk(client.GetStream());
                }
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }

        private async Task Talk(NetworkStream line)
        {
            try
            {
                await Greet(line);
                using var reader = new StreamReader(line, Encoding.ASCII);
                while (await reader.ReadLineAsync(_ended.Token) is { } command)
                {
                    var verb = command.Split(' ')[0].ToUpperInvariant();
                    if (_madness == "hangs up at " + verb)
                    {
                        return;
                    }
                    await Say(line, Encoding.ASCII.GetBytes(Answer(verb) + "\r\n"));
                    if (verb == "DATA" && _madness.EndsWith("after the letter", StringComparison.Ordinal))
                    {
                        while (await reader.ReadLineAsync(_ended.Token) is not (null or ".")) { }
                        await AfterTheLetter(line);
                        return;
                    }
                }
            }
            catch (IOException)
            {
                // Who was talked to has hung up.
            }
        }

        private async Task Greet(NetworkStream line)
        {
            switch (_madness)
            {
                case "endless line":
                    await Forever(line, Endless);
                    break;
                case "endless lines":
                    await Forever(line, Lines);
                    break;
                case "garbage":
                    await Say(line, Garbage);
                    break;
                case "a byte at a time":
                    for (var i = 0; i < 60; i++)
                    {
                        await Say(line, "2"u8.ToArray());
                        await Task.Delay(TimeSpan.FromSeconds(1), _ended.Token);
                    }
                    break;
                default:
                    await Say(line, "220 mad.example.no\r\n"u8.ToArray());
                    break;
            }
        }

        private string Answer(string verb) =>
            _madness switch
            {
                "250 to everything" => "250 yes",
                "354 to everything" => "354 go on",
                "injected behind STARTTLS" => verb == "EHLO" ? "250 STARTTLS" : "220 yes\r\n250 and this",
                _ => verb switch
                {
                    "DATA" => "354 go on",
                    "QUIT" => "221 bye",
                    _ => "250 yes",
                },
            };

        private async Task AfterTheLetter(NetworkStream line)
        {
            if (_madness.StartsWith("endless", StringComparison.Ordinal))
            {
                await Forever(line, Endless);
            }
            else if (_madness.StartsWith("silent", StringComparison.Ordinal))
            {
                await line.ReadExactlyAsync(new byte[1], _ended.Token);
            }
            else if (_madness.StartsWith("554", StringComparison.Ordinal))
            {
                await Say(line, "554 5.3.0 not today\r\n"u8.ToArray());
            }
        }

        /// <summary>A gigabyte.</summary>
        private async Task Forever(NetworkStream line, byte[] what)
        {
            for (var i = 0; i < 16_000; i++)
            {
                await Say(line, what);
            }
        }

        private async Task Say(NetworkStream line, byte[] what)
        {
            await line.WriteAsync(what, _ended.Token);
            Interlocked.Add(ref _said, what.Length);
        }
    }
}
