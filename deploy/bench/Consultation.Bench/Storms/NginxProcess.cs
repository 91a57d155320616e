using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Consultation.Bench.Storms;

/// <summary>
/// nginx with the configuration that operators are given, in a process of its own: only ports, paths and the certificate are others. What is
/// to be replaced must stand there, so that a changed configuration is not quietly tried as something else.
/// </summary>
internal sealed class NginxProcess : IAsyncDisposable
{
    /// <summary>Whom the certificate names.</summary>
    public const string Subject = "CN=127.0.0.1";

    private const string Program = "nginx";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string folder;
    private readonly string configuration;
    private readonly int plain = FreePort();
    private readonly int secure = FreePort();
    private Process? process;

    private NginxProcess(string folder, string configuration) => (this.folder, this.configuration) = (folder, configuration);

    public static bool IsThere(out string why)
    {
        var places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin");
        var found = places.Any(place => File.Exists(Path.Combine(place, Program)));
        why = found ? "" : "nginx is not installed";
        return found;
    }

    public static async Task<NginxProcess> PrepareAsync(StormSettings settings, string name, CancellationToken cancellationToken)
    {
        var own = settings.Folder($"{name}-nginx");
        var given = await File.ReadAllTextAsync(Path.Combine(settings.DeployFolder, "nginx.conf"), cancellationToken);
        WriteCertificate(own);
        return new NginxProcess(own, given);
    }

    /// <summary>Starts it before the program; answers its address.</summary>
    public async Task<Uri> StartAsync(Uri program, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "nodes.conf"),
            $"server {program.Authority} max_fails=2 fail_timeout=10s;\n",
            cancellationToken
        );
        await File.WriteAllTextAsync(file, Ours(), cancellationToken);
        process = Process.Start(Binary(), ["-p", folder, "-c", file, "-e", Path.Combine(folder, "error.log")]);
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Patience)
        {
            if (process.HasExited)
                throw new BenchException($"nginx ended with {process.ExitCode}:\n{Errors()}");
            if (await AnswersAsync(cancellationToken))
                return new Uri($"https://127.0.0.1:{Text(secure)}");
            await Task.Delay(50, cancellationToken);
        }
        throw new BenchException($"nginx does not answer:\n{Errors()}");
    }

    public string Errors() => Path.Combine(folder, "error.log") is var log && File.Exists(log) ? File.ReadAllText(log) : "(no output)";

    public async ValueTask DisposeAsync()
    {
        if (process is null)
            return;
        if (!process.HasExited)
        {
            using var ask = Process.Start("kill", ["-TERM", Text(process.Id)]);
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        process.Dispose();
    }

    private string Ours()
    {
        (string Theirs, string Ours)[] replaced =
        [
            ("events {", $"daemon off;\npid {folder}/nginx.pid;\n{(Environment.UserName == "root" ? "user root;\n" : "")}\nevents {{"),
            ("include /etc/nginx/mime.types;", Temporary()),
            ("/var/log/nginx/access.log", $"{folder}/access.log"),
            ("include /etc/nginx/consultation-nodes.conf;", $"include {folder}/nodes.conf;"),
            ("listen 80 default_server;", $"listen 127.0.0.1:{Text(plain)} default_server;"),
            ("listen [::]:80 default_server;", ""),
            ("listen 443 ssl http2 default_server;", $"listen 127.0.0.1:{Text(secure)} ssl http2 default_server;"),
            ("listen [::]:443 ssl http2 default_server;", ""),
            ("/etc/nginx/tls/fullchain.pem", $"{folder}/fullchain.pem"),
            ("/etc/nginx/tls/privkey.pem", $"{folder}/privkey.pem"),
        ];
        var text = configuration;
        foreach (var (theirs, ours) in replaced)
        {
            if (!text.Contains(theirs, StringComparison.Ordinal))
                throw new BenchException(
                    $"deploy/nginx.conf has no '{theirs}' any more: the storm must be told what stands there instead."
                );
            text = text.Replace(theirs, ours, StringComparison.Ordinal);
        }
        return text;
    }

    private string Temporary() =>
        string.Concat(
            ((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(kind => $"{kind}_temp_path {folder}/{kind};\n    ")
        );

    private static string Binary() => File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : Program;

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, secure, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static void WriteCertificate(string place)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        File.WriteAllText(Path.Combine(place, "fullchain.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(place, "privkey.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
