using System.Diagnostics;
using System.Security.Cryptography;

namespace Consultation.Bench.Product;

/// <summary>The published product, and how it is started as an operator would start it.</summary>
internal sealed class ProductProgram(string dll, string workFolder)
{
    /// <summary>The administrator's key of this run.</summary>
    public string Key { get; } = RandomNumberGenerator.GetHexString(48, lowercase: true);

    /// <summary>Publishes <c>Consultation.Web</c> of the repository that this program lies in.</summary>
    /// <exception cref="BenchException">The build failed; its output has been shown.</exception>
    public static async Task<string> PublishAsync(string repository, string folder, CancellationToken cancellationToken)
    {
        var project = Path.Combine(repository, "Consultation.Web");
        using var publish = Process.Start("dotnet", ["publish", project, "-c", "Release", "-o", folder, "-v", "q", "--nologo"]);
        await publish.WaitForExitAsync(cancellationToken);
        return publish.ExitCode == 0
            ? Path.Combine(folder, "Consultation.Web.dll")
            : throw new BenchException($"Publishing {project} failed with {publish.ExitCode}.");
    }

    /// <summary>Calls the product as its own tool; answers the exit code.</summary>
    public async Task<int> ToolAsync(string dataFolder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Consultation__DataDirectory"] = dataFolder;
        using var tool = Process.Start(start)!;
        var said = Task.WhenAll(tool.StandardOutput.ReadToEndAsync(), tool.StandardError.ReadToEndAsync());
        await tool.WaitForExitAsync();
        if (tool.ExitCode != 0)
            await Console.Error.WriteLineAsync(string.Concat(await said));
        return tool.ExitCode;
    }

    /// <summary>Starts the product on a data directory, which it fills if it is new.</summary>
    /// <param name="dataFolder">A second one on the same is fine as long as nobody writes.</param>
    /// <param name="keepsAnswers">False: every answer is made anew.</param>
    public ServerProcess Start(string dataFolder, bool keepsAnswers = true) =>
        Start(
            dataFolder,
            [
                KeyValuePair.Create("Consultation__RateLimits__Enabled", "false"),
                KeyValuePair.Create("Consultation__AnswerMegabytes", keepsAnswers ? "96" : "0"),
            ],
            keepsAnswers ? "product.log" : "product-keeping-nothing.log"
        );

    /// <summary>Starts the product with its own defaults but for what is given.</summary>
    /// <param name="environment">Settings as environment variables, by their whole names.</param>
    /// <param name="log">The file's name; it lies in the folder of the run.</param>
    public ServerProcess Start(string dataFolder, IEnumerable<KeyValuePair<string, string>> environment, string log) =>
        ServerProcess.Start(
            dll,
            [],
            new Dictionary<string, string>(environment, StringComparer.Ordinal)
            {
                ["Consultation__DataDirectory"] = dataFolder,
                ["Consultation__BootstrapKey"] = Key,
            },
            Path.Combine(workFolder, log)
        );
}
