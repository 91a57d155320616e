using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace Consultation.Tests.Support;

/// <summary>
/// The real program as its own process: real Kestrel on a free port of 127.0.0.1, default database in a folder that outlives it, so
/// that a test can kill it and start it again. Where the tests run on SQL Server, programs with one folder have one database there.
/// </summary>
internal sealed partial class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan MostStart = TimeSpan.FromSeconds(60);
    private static readonly ConcurrentDictionary<string, string> _databases = new(StringComparer.Ordinal);
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
    }

    public HttpClient Anonymous { get; } =
        new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { Timeout = TimeSpan.FromSeconds(100) };

    public HttpClient Staff { get; } = new() { Timeout = TimeSpan.FromSeconds(100) };

    public Uri Address { get; private set; } = null!;

    /// <summary>Of the process.</summary>
    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts it and waits until it listens. <paramref name="launcher"/> wraps the command line, say to set a limit.</summary>
    public static async Task<RunningProgram> Start(
        string dataDirectory,
        string? launcher = null,
        params (string Name, string Value)[] settings
    )
    {
        var dll = Repository.WebProgram;
        var start = launcher is null
            ? new ProcessStartInfo("dotnet", [dll])
            : new ProcessStartInfo("bash", ["-c", $"{launcher} exec dotnet '{dll}'"]);
        start.WorkingDirectory = Path.Combine(Repository.Root, "Consultation.Web");
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Consultation__DataDirectory"] = dataDirectory;
        start.Environment["Consultation__BootstrapKey"] = TestApp.BootstrapKey;
        if (SqlServer.ConnectionString is { } server)
        {
            start.Environment["Consultation__DatabaseProvider"] = "sqlserver";
            start.Environment["Consultation__Database"] = DatabaseOf(dataDirectory, server);
        }
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }
        var program = new RunningProgram(Process.Start(start)!);
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(MostStart);
        using var ended = limit.Token.Register(() => program._listening.TrySetException(new TimeoutException(program.Log)));
        program.Address = await program._listening.Task;
        program.Anonymous.BaseAddress = program.Staff.BaseAddress = program.Address;
        program.Staff.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestApp.BootstrapKey);
        return program;
    }

    /// <summary>On SQL Server: the connection string to the database of the programs with this folder.</summary>
    public static string DatabaseOf(string dataDirectory, string server) =>
        _databases.GetOrAdd(dataDirectory, _ => SqlServer.NewDatabase(server));

    /// <summary>As <c>kill -9</c>: nothing is flushed, nothing is said goodbye to.</summary>
    public async Task Kill()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }
        _process.Dispose();
        Anonymous.Dispose();
        Staff.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }
        lock (_log)
        {
            _log.AppendLine(line);
        }
        if (Listening().Match(line) is { Success: true } found)
        {
            _listening.TrySetResult(new Uri(found.Groups["address"].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}

/// <summary>Where the project and the real data beside it lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Built in the same configuration as the tests.</summary>
    public static string WebProgram
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(Root, "Consultation.Web", "bin", here.Parent!.Name, here.Name, "Consultation.Web.dll");
        }
    }

    /// <summary>A folder of the real data; the test is ignored, with the reason, where it is missing.</summary>
    public static string RealData(string name)
    {
        var folder = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", name));
        if (!Directory.Exists(folder))
        {
            Assert.Ignore($"The real data is not here: {folder}");
        }
        return folder;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Consultation.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }
        return folder.FullName;
    }
}

/// <summary>Waiting for something that a real program does at a real instant.</summary>
internal static class Poll
{
    public static async Task<T> Until<T>(Func<Task<T?>> look, TimeSpan most, string what)
        where T : class
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < most)
        {
            if (await look() is { } found)
            {
                return found;
            }
            await Task.Delay(100);
        }
        throw new TimeoutException($"Not within {most}: {what}");
    }

    public static async Task UntilInstant(DateTimeOffset instant)
    {
        while (TimeProvider.System.GetUtcNow() < instant)
        {
            await Task.Delay(5);
        }
    }
}
