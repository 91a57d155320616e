using System.Text;
using Consultation.Bench.Load;
using Consultation.Bench.Product;
using Consultation.Bench.Results;

namespace Consultation.Bench.Measures;

/// <summary>Seconds from creating the process to the first good answer of the front page, against bare Kestrel.</summary>
internal static class StartMeasure
{
    private const string Page = "/";

    private static readonly Asked AtMost = Asked.AtMost(2);

    /// <summary>On a new data directory each time (null), or on one that exists.</summary>
    public static async Task<Figure> MeasureAsync(
        ProductProgram program,
        string? dataFolder,
        int replies,
        Settings settings,
        CancellationToken cancellationToken
    )
    {
        var (product, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round < settings.Rounds; round++)
        {
            product.Add(await ProductAsync(program, dataFolder ?? BareServers.FreshFolder(settings, "start"), cancellationToken));
            bare.Add(await BareAsync(settings, cancellationToken));
        }
        return new Figure
        {
            What = dataFolder is null ? "start to first answer, new database" : "start to first answer",
            Replies = replies,
            Unit = "s",
            Product = product.Median(),
            Bare = bare.Median(),
            Asked = AtMost,
            Note = $"slowest {product.Max():0.00} s; less is better, so no ratio is asked",
        };
    }

    private static async Task<double> ProductAsync(ProductProgram program, string dataFolder, CancellationToken cancellationToken)
    {
        await using var server = program.Start(dataFolder);
        return (await server.FirstAnswerAsync(Page, cancellationToken)).TotalSeconds;
    }

    private static async Task<double> BareAsync(Settings settings, CancellationToken cancellationToken)
    {
        var answer = new KeptAnswer(200, [KeyValuePair.Create("Content-Type", "text/plain")], Encoding.UTF8.GetBytes("bare"));
        await using var server = await BareServers.BytesAsync(
            settings,
            new Dictionary<string, KeptAnswer>(StringComparer.Ordinal) { [Page] = answer },
            cancellationToken
        );
        return server.FirstAnswer!.Value.TotalSeconds;
    }
}
