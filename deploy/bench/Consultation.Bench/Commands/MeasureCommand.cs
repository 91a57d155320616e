using System.CommandLine;
using System.Globalization;
using Consultation.Bench.Product;
using Consultation.Bench.Results;

namespace Consultation.Bench.Commands;

/// <summary>The command that an operator runs: options in, table and JSON out.</summary>
internal static class MeasureCommand
{
    private static readonly string[] Method =
    [
        "bare       a minimal Kestrel endpoint or loop in its own process, same run, measured by turns with the product; the ratio is the median of the turns",
        "shared     client and server share the cores on both sides, which draws ratios of reading towards 1; server us is the server's own processor time per request",
    ];

    public static RootCommand Create()
    {
        var sizes = new Option<string>("--sizes")
        {
            Description = "Replies stored while measuring, by commas",
            DefaultValueFactory = _ => "1000,100000",
        };
        var seconds = new Option<double>("--seconds") { Description = "Measured seconds of each side", DefaultValueFactory = _ => 10 };
        var rounds = new Option<int>("--rounds") { Description = "Turns of product and bare", DefaultValueFactory = _ => 5 };
        var connections = new Option<int>("--connections") { Description = "Connections of the client", DefaultValueFactory = _ => 64 };
        var seed = new Option<int>("--seed") { Description = "Seed of the made-up replies", DefaultValueFactory = _ => 1 };
        var quick = new Option<bool>("--quick") { Description = "1,000 replies, 3 seconds, 3 turns: to see that it works" };
        var only = new Option<string?>("--only")
        {
            Description = $"Groups to measure, by commas: {string.Join(", ", Measures.Bench.Groups)}",
        };
        var product = new Option<string?>("--product")
        {
            Description = "Published Consultation.Web.dll to measure; default: publish this repository",
        };
        var artifacts = new Option<string?>("--artifacts")
        {
            Description = "Folder for results and databases; its disk is the one measured",
        };
        var root = new RootCommand("Measures the running product against bare counterparts")
        {
            sizes,
            seconds,
            rounds,
            connections,
            seed,
            quick,
            only,
            product,
            artifacts,
        };
        root.SetAction(
            (parsed, cancellation) =>
            {
                var isQuick = parsed.GetValue(quick);
                var folder = Path.GetFullPath(parsed.GetValue(artifacts) ?? Path.Combine(Repository(), "artifacts", "bench"));
                var settings = new Settings
                {
                    Sizes = isQuick
                        ? [1000]
                        : [.. List(parsed.GetValue(sizes)!).Select(size => int.Parse(size, CultureInfo.InvariantCulture))],
                    Seconds = isQuick ? 3 : parsed.GetValue(seconds),
                    Rounds = isQuick ? 3 : Math.Max(1, parsed.GetValue(rounds)),
                    Connections = Math.Max(1, parsed.GetValue(connections)),
                    Seed = parsed.GetValue(seed),
                    Only = parsed.GetValue(only) is { } named ? List(named).ToHashSet(StringComparer.Ordinal) : null,
                    ProductDll = parsed.GetValue(product) is { } dll ? Path.GetFullPath(dll) : null,
                    WorkFolder = Path.Combine(folder, $"work-{Environment.ProcessId}"),
                };
                return MeasureAsync(settings, folder, cancellation);
            }
        );
        return root;
    }

    /// <summary>Answers 0 when everything asked was met, 2 when something is below or failed.</summary>
    private static async Task<int> MeasureAsync(Settings settings, string artifacts, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.WorkFolder);
        try
        {
            var machine = Machine.Look(settings.WorkFolder);
            var dll =
                settings.ProductDll
                ?? await ProductProgram.PublishAsync(Repository(), Path.Combine(artifacts, "product"), cancellationToken);
            var program = new ProductProgram(dll, artifacts);
            var figures = await new Measures.Bench(settings, program, cancellationToken).RunAsync();
            var report = new Report(machine, Method, figures);

            var name = Path.Combine(artifacts, $"bench-{machine.MeasuredAt.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
            await File.WriteAllTextAsync($"{name}.json", report.ToJson(), CancellationToken.None);
            await File.WriteAllTextAsync($"{name}.txt", report.ToText(), CancellationToken.None);
            Console.WriteLine(report.ToText());
            Console.WriteLine($"{name}.txt\n{name}.json");
            return figures.Any(figure => figure.Verdict is "below" or "failed") ? 2 : 0;
        }
        finally
        {
            Directory.Delete(settings.WorkFolder, recursive: true);
        }
    }

    private static string[] List(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The repository that this program was built in: the nearest folder above it with the solution.</summary>
    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Consultation.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new BenchException("Not built inside the repository: name --product and --artifacts.");
    }
}
