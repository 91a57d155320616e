using System.CommandLine;

namespace Consultation.Api.Commands;

/// <summary>
/// <c>health [--address …] [--wait seconds]</c>: asks the server beside it, over HTTP, whether it is ready. For containers, which have no other
/// program to ask with, and for scripts. It reads neither settings nor database.
/// </summary>
internal static class HealthCommand
{
    private const string Path = "/health/ready";
    private static readonly TimeSpan MostForAnAnswer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(250);

    public static Command Make()
    {
        var address = new Option<Uri?>("--address")
        {
            Description = "Where the server listens; default: as ASPNETCORE_URLS or ASPNETCORE_HTTP_PORTS say",
            CustomParser = given =>
            {
                if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var read) && read.Scheme is "http" or "https")
                {
                    return read;
                }
                given.AddError($"'{given.Tokens[0].Value}' is no address, as http://127.0.0.1:5080 is.");
                return null;
            },
        };
        var wait = new Option<int>("--wait") { Description = "Seconds to go on asking for, as after a start" };
        var command = new Command("health", "Asks the running server whether it is ready; 0 when it is") { address, wait };
        command.SetAction(
            async (call, cancellation) =>
            {
                var server = call.GetValue(address) ?? Listening();
                var started = TimeProvider.System.GetTimestamp();
                var most = TimeSpan.FromSeconds(call.GetValue(wait));
                using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = MostForAnAnswer };
                while (true)
                {
                    var (isReady, said) = await Ask(client, new Uri(server, Path), cancellation);
                    if (isReady || TimeProvider.System.GetElapsedTime(started) >= most)
                    {
                        Console.WriteLine(said);
                        return Tool.ExitCode(isReady);
                    }
                    await Task.Delay(BetweenAttempts, cancellation);
                }
            }
        );
        return command;
    }

    private static async Task<(bool IsReady, string Said)> Ask(HttpClient client, Uri address, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(address, cancellation);
            return (answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellation));
        }
        catch (HttpRequestException nobody)
        {
            return (false, $"Nobody answers at {address}: {nobody.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (false, $"No answer from {address} within {MostForAnAnswer.TotalSeconds:0} s.");
        }
    }

    private static Uri Listening()
    {
        var told = new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").Build();
        return Listening(told["URLS"], told["HTTP_PORTS"]);
    }

    /// <summary>The first plain address that the server is told to listen on, seen from this machine.</summary>
    internal static Uri Listening(string? urls, string? ports)
    {
        var first = (urls ?? "").Split(';').FirstOrDefault(url => url.StartsWith("http:", StringComparison.OrdinalIgnoreCase));
        if (first is null)
        {
            return new Uri($"http://127.0.0.1:{(ports ?? "5000").Split(';')[0]}");
        }
        var bound = BindingAddress.Parse(first);
        var isAnyHost = bound.Host is "+" or "*" or "0.0.0.0" or "[::]";
        return new Uri($"http://{(isAnyHost ? "127.0.0.1" : bound.Host)}:{bound.Port}");
    }
}
