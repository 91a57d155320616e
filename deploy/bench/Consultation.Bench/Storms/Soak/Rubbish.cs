using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace Consultation.Bench.Storms.Soak;

/// <summary>
/// Has a program collect its whole heap, as a tool that takes a picture of it does. Left alone, the runtime lets rubbish lie as long as the machine
/// has room, and a growing heap tells of the room and not of what is held.
/// </summary>
internal static class Rubbish
{
    /// <summary>Keyword GCHeapCollect of the runtime's own provider, and GC beside it: beginning to listen for it collects.</summary>
    private const long HeapCollect = 0x800000 | 0x1;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(3);

    public static async Task CollectAsync(int process, CancellationToken cancellationToken)
    {
        var client = new DiagnosticsClient(process);
        EventPipeProvider[] providers = [new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, HeapCollect)];
        using var session = await client.StartEventPipeSessionAsync(providers, requestRundown: false, token: cancellationToken);
        var reading = session.EventStream.CopyToAsync(Stream.Null, cancellationToken);
        await Task.Delay(Most, cancellationToken);
        await session.StopAsync(cancellationToken);
        await reading;
    }
}
