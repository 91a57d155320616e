using System.CommandLine;
using System.Globalization;
using Consultation.Bench.Product;
using Consultation.Bench.Results;

namespace Consultation.Bench.Faults;

/// <summary>The command <c>faults</c>: what a test of half a minute and more tries on the published program. One verdict a line.</summary>
internal static class FaultsCommand
{
    public static Command Create()
    {
        var only = new Option<string>("--only") { Description = "By commas", DefaultValueFactory = _ => "idle,slow,kill" };
        var connections = new Option<int>("--connections")
        {
            Description = "Idle ones beside those that work",
            DefaultValueFactory = _ => 10_000,
        };
        var product = new Option<string?>("--product") { Description = "Published Consultation.Web.dll; default: publish this repository" };
        var command = new Command("faults", "Tries what goes wrong slowly, and says for each whether the program bears it")
        {
            only,
            connections,
            product,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    parsed.GetValue(only)!.Split(','),
                    parsed.GetValue(connections),
                    parsed.GetValue(product) is { } dll ? Path.GetFullPath(dll) : null,
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(string[] only, int connections, string? product, CancellationToken cancellationToken)
    {
        var repository = Repository();
        var artifacts = Path.Combine(repository, "artifacts", "faults");
        var folder = Path.Combine(artifacts, $"work-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}");
        Directory.CreateDirectory(folder);
        var verdicts = new Verdicts();
        try
        {
            var dll = product ?? await ProductProgram.PublishAsync(repository, Path.Combine(artifacts, "product"), cancellationToken);
            var program = new ProductProgram(dll, folder);
            if (only.Contains("slow", StringComparer.Ordinal))
                await SlowFaults.RunAsync(program, Path.Combine(folder, "slow"), verdicts, cancellationToken);
            if (only.Contains("idle", StringComparer.Ordinal))
                await IdleFault.RunAsync(program, Path.Combine(folder, "idle"), connections, verdicts, cancellationToken);
            if (only.Contains("kill", StringComparer.Ordinal))
                await KillFault.RunAsync(program, Path.Combine(folder, "kill"), verdicts, cancellationToken);
        }
        catch (BenchException broken)
        {
            verdicts.Judge("faults", isGood: false, $"it could not be tried: {broken.Message}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return verdicts.AllGood ? 0 : 1;
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Consultation.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new BenchException("Not built inside the repository.");
    }
}
