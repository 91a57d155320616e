using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Consultation.Bench.Product;

/// <summary>A server in a process of its own on a free loopback port; its output goes to a log file, and it is ended by its id.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly string log;

    private ServerProcess(Process process, Uri address, string log, long started)
    {
        this.process = process;
        this.log = log;
        Address = address;
        StartedAt = started;
    }

    public Uri Address { get; }

    public int Id => process.Id;

    /// <summary>Stopwatch timestamp from just before the process was created.</summary>
    public long StartedAt { get; }

    /// <summary>Time from there to the first good answer, once that has been waited for.</summary>
    public TimeSpan? FirstAnswer { get; private set; }

    /// <summary>Starts <c>dotnet dll arguments…</c>; the shell only redirects and then becomes the server, so the id is the server's own.</summary>
    public static ServerProcess Start(
        string dll,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string logFile
    )
    {
        var address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(dll))! };
        foreach (var argument in (string[])["-c", "exec dotnet \"$@\" >>\"$BENCH_LOG\" 2>&1", "sh", dll, .. arguments])
            start.ArgumentList.Add(argument);
        foreach (
            var tuning in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_GC", StringComparison.OrdinalIgnoreCase)).ToArray()
        )
            start.Environment.Remove(tuning);
        start.Environment["BENCH_LOG"] = logFile;
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var started = Stopwatch.GetTimestamp();
        var server = Process.Start(start) ?? throw new BenchException($"Could not start {dll}.");
        return new ServerProcess(server, address, logFile, started);
    }

    /// <summary>Waits until <paramref name="path"/> answers below 400 and tells how long that took from the start of the process.</summary>
    public async Task<TimeSpan> FirstAnswerAsync(string path, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        while (Stopwatch.GetElapsedTime(StartedAt) < Patience)
        {
            if (process.HasExited)
                throw new BenchException($"The server ended with {process.ExitCode} before it answered:\n{LastLines()}");
            try
            {
                using var answer = await client.GetAsync(path, cancellationToken);
                if ((int)answer.StatusCode < 400)
                    return FirstAnswer ??= Stopwatch.GetElapsedTime(StartedAt);
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(2, cancellationToken);
        }
        throw new BenchException($"{path} gave no good answer within {Patience.TotalSeconds} s:\n{LastLines()}");
    }

    public string LastLines() => File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(20)) : "(no output)";

    public ProcessUse Use() => ProcessUse.Read(process.Id);

    /// <summary>As <c>kill -9</c>: nothing is flushed.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Asks the server to stop, and after ten seconds makes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var ask = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
