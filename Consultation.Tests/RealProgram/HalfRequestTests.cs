using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>
/// Requests that stop half-way, say one thing and do another, or come a byte at a time: told by a status where anybody is there to be told, and
/// nothing of them is left. What takes half a minute by its nature is tried by <c>deploy/faults</c>.
/// </summary>
public sealed class HalfRequestTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly byte[] Reply = Encoding.UTF8.GetBytes(Given.Reply("Halvt.").ToJsonString());

    private string _folder = "";
    private string _temporary = "";
    private RunningProgram _program = null!;
    private string _hearing = "";
    private string _address = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("consultation-half-").FullName;
        _temporary = Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName;
        _program = await RunningProgram.Start(Path.Combine(_folder, "data"), null, ("ASPNETCORE_TEMP", _temporary));
        _hearing = (await _program.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(kind: "input")).Json(201)).Text("id");
        var now = TimeProvider.System.GetUtcNow();
        var round = new { opensAt = now.AddMinutes(-1), closesAt = now.AddHours(1) };
        await _program.Staff.PostAsJsonAsync($"/api/v1/hearings/{_hearing}/rounds", round).Json(201);
        await _program.Staff.PostAsync($"/api/v1/hearings/{_hearing}/publish", null).Json(200);
        var slug = (await _program.Anonymous.GetAsync($"/api/v1/hearings/{_hearing}").Json(200)).Text("slug");
        _address = $"/hearings/{_hearing}/{slug}";
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Body_ThatIsNotWhatItsHeadSays_IsMalformed_AndNothingOfItIsKept()
    {
        var before = await Received();
        var chunked = Head("Transfer-Encoding: chunked");
        Assert.That(await Told([.. Head("Content-Length: 5000"), .. Reply], ends: true), Is.Zero.Or.EqualTo(400), "shorter than said");
        Assert.That(await Told([.. Head($"Content-Length: {Reply.Length - 3}"), .. Reply]), Is.EqualTo(400), "longer than said");
        Assert.That(await Told([.. chunked, .. "zz\r\n"u8, .. Reply]), Is.EqualTo(400), "no length of a chunk");
        Assert.That(
            await Told([.. chunked, .. Chunk(Reply, said: Reply.Length - 2), .. "0\r\n\r\n"u8]),
            Is.EqualTo(400),
            "a chunk too long"
        );
        Assert.That(
            await Told([.. chunked, .. Chunk(Reply[..20], said: 20)], ends: true),
            Is.Zero.Or.EqualTo(400),
            "chunks that do not end"
        );
        Assert.That(await Told([.. Head("Content-Length: x"), .. Reply]), Is.EqualTo(400), "no number");
        Assert.That(
            await Told([.. Head($"Content-Length: {Reply.Length}\r\nContent-Length: 3"), .. Reply]),
            Is.EqualTo(400),
            "two lengths"
        );
        Assert.That(await Told(Encoding.ASCII.GetBytes("GET /" + new string('x', 20_000))), Is.EqualTo(414), "an address without end");
        Assert.That(
            await Told(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: x\r\nX: " + new string('x', 40_000))),
            Is.EqualTo(431),
            "a header without end"
        );
        Assert.That(await Told("\x16\x03\x01\x02 no such language\r\n\r\n"u8.ToArray()), Is.EqualTo(400), "something else than HTTP");
        Assert.That(await Received(), Is.EqualTo(before));
        Assert.That(await Told([.. chunked, .. Chunk(Reply, Reply.Length), .. "0\r\n\r\n"u8]), Is.EqualTo(201), "and one that is whole");
        Assert.That(await Received(), Is.EqualTo(before + 1));
    }

    /// <summary>All of a reply must have come within thirty seconds.</summary>
    [Test]
    public async Task Body_ThatStops_OrComesAByteASecond_Is408_AndNothingOfItIsKept()
    {
        var before = await Received();
        var silent = Told([.. Head($"Content-Length: {Reply.Length}"), .. Reply[..30]]);
        var trickling = Told([.. Head($"Content-Length: {Reply.Length}"), .. Reply[..30]], trickles: true);
        Assert.That(await Task.WhenAll(silent, trickling), Is.All.EqualTo(408));
        Assert.That(await Received(), Is.EqualTo(before));
        await NothingIsLeft();
    }

    [Test]
    public async Task Upload_CutByTheCaller_LeavesNoFile()
    {
        var before = await Received();
        var file = Form(("file", "stor.pdf", [.. Uploads.Pdf, .. new byte[900_000]]));
        var form = Form(("navn", null, "Kari"u8.ToArray()), ("filer", "stor.pdf", [.. Uploads.Pdf, .. new byte[900_000]]));
        for (var i = 0; i < 3; i++)
        {
            foreach (var reset in (bool[])[true, false])
            {
                await Cut([.. Head($"Content-Length: {file.Length}", "/api/v1/attachments", Multipart), .. file[..600_000]], reset);
                await Cut(
                    [.. Head($"Content-Length: {file.Length}", $"/api/v1/hearings/{_hearing}/imports", Key), .. file[..600_000]],
                    reset
                );
                await Cut([.. Head($"Content-Length: {form.Length}", _address + "/send", Own), .. form[..600_000]], reset);
                await Cut([.. Head("Content-Length: 5000"), .. Reply], reset);
            }
        }
        await NothingIsLeft();
        Assert.That(await Received(), Is.EqualTo(before));
        // Kestrel itself may remark that it could not read the rest (event 67), when a line breaks just as it answers.
        var problems = _program.Log.Split('\n').Where(line => line.StartsWith("fail: ", StringComparison.Ordinal)).ToArray();
        Assert.That(problems, Is.All.StartsWith("fail: Microsoft.AspNetCore.Server.Kestrel[67]"), "who goes away is nobody's fault");
    }

    private const string Multipart = "Content-Type: multipart/form-data; boundary=x";
    private const string Key = Multipart + "\r\nAuthorization: Bearer " + TestApp.BootstrapKey;
    private const string Own = Multipart + "\r\nSec-Fetch-Site: same-origin";

    private byte[] Head(string length, string? path = null, string more = "Content-Type: application/json") =>
        Encoding.ASCII.GetBytes($"POST {path ?? $"/api/v1/hearings/{_hearing}/replies"} HTTP/1.1\r\nHost: x\r\n{more}\r\n{length}\r\n\r\n");

    private static byte[] Chunk(byte[] bytes, int said) => [.. Encoding.ASCII.GetBytes($"{said:x}\r\n"), .. bytes, .. "\r\n"u8];

    private static byte[] Form(params (string Name, string? File, byte[] Content)[] parts)
    {
        var bytes = new List<byte>();
        foreach (var (name, file, content) in parts)
        {
            var called = file is null ? "" : $"; filename=\"{file}\"";
            bytes.AddRange(Encoding.ASCII.GetBytes($"--x\r\nContent-Disposition: form-data; name=\"{name}\"{called}\r\n\r\n"));
            bytes.AddRange([.. content, .. "\r\n"u8]);
        }
        return [.. bytes, .. "--x--\r\n"u8];
    }

    private async Task<Socket> Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, _program.Address.Port);
        return socket;
    }

    /// <summary>The first status that the server says; 0: none, it hung up.</summary>
    private async Task<int> Told(byte[] bytes, bool ends = false, bool trickles = false)
    {
        using var socket = await Connect();
        using var limit = new CancellationTokenSource(Patience);
        await SendAll(socket, bytes, limit.Token);
        if (ends)
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        using var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        var trickle = trickles ? Trickle(socket, over.Token) : Task.CompletedTask;
        var told = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while (told.Length < 12 && (read = await socket.ReceiveAsync(buffer, limit.Token)) > 0)
            {
                told.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // It hung up while we sent.
        }
        await over.CancelAsync();
        await trickle;
        return told.Length < 12 ? 0 : int.Parse(told.ToString(9, 3), null);
    }

    private static async Task SendAll(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[await socket.SendAsync(bytes, cancellation)..];
            }
        }
        catch (SocketException)
        {
            // It hung up before it had all; what it said is read.
        }
    }

    private static async Task Trickle(Socket socket, CancellationToken over)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), over);
                await socket.SendAsync(" "u8.ToArray(), over);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            // The server has hung up, or has answered.
        }
    }

    private async Task Cut(byte[] bytes, bool reset)
    {
        using var socket = await Connect();
        using var limit = new CancellationTokenSource(Patience);
        await SendAll(socket, bytes, limit.Token);
        if (reset)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        socket.Close();
    }

    private async Task NothingIsLeft() =>
        await Poll.Until(
            () => Task.FromResult(Left().Length == 0 ? "" : null),
            Patience,
            "an end of what was begun: " + string.Join(", ", Left())
        );

    private string[] Left() =>
        ((string[])[Path.Combine(_folder, "data", "files"), Path.Combine(_folder, "data", "imports"), _temporary])
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .ToArray();

    private async Task<int> Received() =>
        (await _program.Staff.GetAsync($"/api/v1/hearings/{_hearing}").Json(200))["counts"]!.Number("received");
}
