using System.CommandLine;
using System.Globalization;
using Consultation.Bench.Product;
using Consultation.Bench.Results;
using Consultation.Bench.Storms;
using Consultation.Bench.Storms.Crowd;
using Consultation.Bench.Storms.Deadline;
using Consultation.Bench.Storms.Evening;
using Consultation.Bench.Storms.Soak;

namespace Consultation.Bench.Commands;

/// <summary>Does to the running product what its worst evening does, and judges what comes of it.</summary>
internal static class StormCommand
{
    private static readonly Dictionary<string, Func<StormSettings, Verdicts, CancellationToken, Task>> Storms = new(StringComparer.Ordinal)
    {
        [DeadlineStorm.Name] = DeadlineStorm.RunAsync,
        [DeadlineStorm.ThroughNginx] = DeadlineStorm.RunThroughNginxAsync,
        [CrowdStorm.Name] = CrowdStorm.RunAsync,
        [EveningStorm.Name] = EveningStorm.RunAsync,
        [SoakStorm.Name] = SoakStorm.RunAsync,
    };

    public static Command Create()
    {
        var names = new Argument<string[]>("storms") { Description = $"Of {string.Join(", ", Storms.Keys)}; none: all" };
        names.AcceptOnlyFromAmong([.. Storms.Keys]);
        names.Arity = ArgumentArity.ZeroOrMore;
        var minutes = new Option<double>("--minutes") { Description = "Length of the soak", DefaultValueFactory = _ => 20 };
        var pace = new Option<double>("--pace") { Description = "The soak's load by this much", DefaultValueFactory = _ => 1 };
        var busy = new Option<int>("--busy") { Description = "Threads that use the processors up while a deadline passes" };
        var seed = new Option<int>("--seed") { Description = "Seed of the made-up replies", DefaultValueFactory = _ => 1 };
        var product = new Option<string?>("--product") { Description = "Published Consultation.Web.dll; default: publish this repository" };
        var artifacts = new Option<string?>("--artifacts") { Description = "Folder for what was found, logs and databases" };
        var command = new Command("storm", "Storms on the running product, with a verdict for each line")
        {
            names,
            minutes,
            pace,
            busy,
            seed,
            product,
            artifacts,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var repository = MeasureCommand.Repository();
                var folder = Path.GetFullPath(parsed.GetValue(artifacts) ?? Path.Combine(repository, "artifacts", "storm"));
                var work = Directory.CreateDirectory(Path.Combine(folder, $"work-{Environment.ProcessId}")).FullName;
                try
                {
                    var dll = parsed.GetValue(product) is { } given
                        ? Path.GetFullPath(given)
                        : await ProductProgram.PublishAsync(repository, Path.Combine(folder, "product"), cancellation);
                    var settings = new StormSettings
                    {
                        Program = new ProductProgram(dll, folder),
                        Soak = TimeSpan.FromMinutes(Math.Clamp(parsed.GetValue(minutes), 0.5, 24 * 60)),
                        Pace = Math.Clamp(parsed.GetValue(pace), 0.1, 20),
                        Busy = Math.Clamp(parsed.GetValue(busy), 0, 64),
                        Seed = parsed.GetValue(seed),
                        WorkFolder = work,
                        DeployFolder = Path.Combine(repository, "deploy"),
                    };
                    return await RunAsync(
                        parsed.GetValue(names) is { Length: > 0 } chosen ? chosen : [.. Storms.Keys],
                        settings,
                        folder,
                        cancellation
                    );
                }
                finally
                {
                    Directory.Delete(work, recursive: true);
                }
            }
        );
        return command;
    }

    /// <summary>Answers 1 when something is not as it should be.</summary>
    private static async Task<int> RunAsync(string[] names, StormSettings settings, string folder, CancellationToken cancellationToken)
    {
        var verdicts = new Verdicts();
        foreach (var name in names)
        {
            await Console.Error.WriteLineAsync($"{name} …");
            try
            {
                await Storms[name](settings, verdicts, cancellationToken);
            }
            catch (Exception failure) when (failure is BenchException or HttpRequestException or IOException)
            {
                verdicts.Judge(name, isGood: false, failure.Message);
            }
        }
        var stamp = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(folder, $"storm-{stamp}.txt"), verdicts.Text + "\n", CancellationToken.None);
        return verdicts.AllGood ? 0 : 1;
    }
}
