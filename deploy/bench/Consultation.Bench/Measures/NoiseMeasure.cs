using System.Security.Cryptography;
using Consultation.Bench.Bare;
using Consultation.Bench.Load;
using Consultation.Bench.Results;

namespace Consultation.Bench.Measures;

/// <summary>Bare against itself: how far from 1 a ratio falls by chance on this machine, and what the client can carry.</summary>
internal static class NoiseMeasure
{
    private const int Bytes = 10_000;

    public static async Task<Figure> ReadingAsync(Settings settings, CancellationToken cancellationToken)
    {
        var answer = new KeptAnswer(
            200,
            [KeyValuePair.Create("Content-Type", "application/octet-stream")],
            RandomNumberGenerator.GetBytes(Bytes)
        );
        var answers = new Dictionary<string, KeptAnswer>(StringComparer.Ordinal) { ["/"] = answer };
        await using var one = await BareServers.BytesAsync(settings, answers, cancellationToken);
        await using var other = await BareServers.BytesAsync(settings, answers, cancellationToken);
        var figure = await Versus.MeasureAsync(SideOf(one), SideOf(other), settings, cancellationToken);
        return figure with { What = "noise: bare reading against itself", Note = $"{Bytes / 1000} kB" };

        static Side SideOf(Product.ServerProcess server)
        {
            var request = RawRequest.Get(server.Address, "/");
            return new Side(server, _ => request);
        }
    }

    public static async Task<Figure> WritingAsync(Settings settings, CancellationToken cancellationToken)
    {
        await using var one = await BareServers.InsertsAsync(settings, InsertMode.SharedConnection, cancellationToken);
        await using var other = await BareServers.InsertsAsync(settings, InsertMode.SharedConnection, cancellationToken);
        var figure = await Versus.MeasureAsync(
            SubmitMeasure.SideOf(one, InsertServer.Path, settings),
            SubmitMeasure.SideOf(other, InsertServer.Path, settings),
            settings,
            cancellationToken
        );
        return figure with { What = "noise: bare inserts against themselves" };
    }
}
