using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Mail;

/// <summary>A real mail server as its own process, on a port of 127.0.0.1; it comes by <c>npm ci</c> when the tests are built.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    private readonly Process _process;
    private readonly BlockingCollection<JsonNode> _said = [];
    private readonly List<JsonNode> _letters = [];

    private PostOffice(Process process) => _process = process;

    public int Port { get; private set; }

    /// <summary>Those that it has taken, as another program reads them, in the order in which they came.</summary>
    public IReadOnlyList<JsonNode> Letters
    {
        get
        {
            while (_said.TryTake(out var letter))
            {
                _letters.Add(letter);
            }
            return _letters;
        }
    }

    /// <param name="port">0: a free one.</param>
    /// <param name="certificate">A folder with key.pem and cert.pem: then it asks for TLS and a password.</param>
    /// <param name="isImplicit">TLS from the first byte, not by STARTTLS.</param>
    public static PostOffice Open(int port = 0, string? certificate = null, bool isImplicit = false)
    {
        var script = Path.Combine(Repository.Root, "Consultation.Tests", "Features", "Mail", "post-office.mjs");
        var start = new ProcessStartInfo("node", [script, $"{port}", certificate ?? "none", isImplicit ? "implicit" : ""])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        var office = new PostOffice(Process.Start(start)!);
        office._process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                office._said.Add(JsonNode.Parse(line.Data)!);
            }
        };
        office._process.BeginOutputReadLine();
        office.Port = office.Next("a port").Number("port");
        return office;
    }

    /// <summary>take, refuse, busy or hold; done when it does so.</summary>
    public async Task Behave(string behaviour)
    {
        await _process.StandardInput.WriteLineAsync(behaviour);
        await _process.StandardInput.FlushAsync();
        for (JsonNode? said = null; said?["behaviour"] is null; )
        {
            said = Next("an answer");
            if (said["behaviour"] is null)
            {
                _letters.Add(said);
            }
        }
    }

    /// <summary>The next letter, when it has come.</summary>
    public JsonNode Next(string what = "a letter") =>
        _said.TryTake(out var said, TimeSpan.FromSeconds(30)) ? said : throw new TimeoutException($"The mail server has not got {what}.");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        _said.Dispose();
    }
}

/// <summary>What tests of mail stand on.</summary>
internal static class Mailing
{
    public const string Origin = "https://hoering.example.no";
    public const string Recipient = "kari@example.no";

    /// <summary>The program with this office as its mail server.</summary>
    public static TestApp AppWith(int port, params (string Name, string Value)[] settings) => new(Through(port, settings));

    /// <summary>The settings of a program with this office as its mail server.</summary>
    public static (string Name, string Value)[] Through(int port, params (string Name, string Value)[] settings) =>
        [
            .. new (string Name, string Value)[]
            {
                ("Mail:Host", "127.0.0.1"),
                ("Mail:Port", $"{port}"),
                ("Mail:Tls", "None"),
                ("Mail:From", "ikke-svar@hoering.example.no"),
                ("PublicUrl", Origin),
            }.Where(usual => !settings.Any(own => own.Name == usual.Name)),
            .. settings,
        ];

    /// <summary>Sends a reply whose sender wants a receipt by mail; answers the receipt on the screen.</summary>
    public static Task<JsonNode> Reply(
        this TestApp app,
        string hearing,
        string language = "nb",
        string email = Recipient,
        string text = "Jeg er enig i forslaget.",
        string? key = null
    )
    {
        var reply = Given.Reply(text);
        reply["language"] = language;
        reply["sender"]!["email"] = email;
        return app.Anonymous.Send(hearing, reply, key).Json(201);
    }

    public static string Token(this JsonNode receipt) => receipt.Text("editUrl").Split('#')[1];

    /// <summary>A header's values as they stand in the letter.</summary>
    public static string[] Header(this JsonNode letter, string name) =>
        [.. letter["headers"]!.AsArray().Where(header => header!.Text("key") == name).Select(header => header!.Text("value"))];

    public static Task<IReadOnlyList<Row>> Rows(this TestApp app) =>
        app.Database.Read(db =>
            db.All<Row>("select Id, Kind, Recipient, Facts, Attempts, LastError, SentAt, ParkedAt from Mail order by Id")
        );

    internal sealed record Row
    {
        public required long Id { get; init; }
        public required string Kind { get; init; }
        public string? Recipient { get; init; }
        public string? Facts { get; init; }
        public required int Attempts { get; init; }
        public string? LastError { get; init; }
        public DateTimeOffset? SentAt { get; init; }
        public DateTimeOffset? ParkedAt { get; init; }
    }
}
