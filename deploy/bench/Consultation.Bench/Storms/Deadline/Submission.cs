using System.Net.Sockets;
using System.Text.Json.Nodes;
using Consultation.Bench.Load;

namespace Consultation.Bench.Storms.Deadline;

/// <summary>A request as it is sent: the head and a first piece at once, the rest bit by bit.</summary>
/// <param name="First">Bytes that go out when it begins.</param>
/// <param name="Rest">The others, with the time that each waits after the one before.</param>
internal sealed record Pieces(ReadOnlyMemory<byte> First, IReadOnlyList<(TimeSpan Wait, ReadOnlyMemory<byte> Bytes)> Rest)
{
    public static Pieces AtOnce(byte[] request) => new(request, []);

    /// <summary>The head and the first half of the body at once, the rest in so many equal pieces spread over a time.</summary>
    public static Pieces Slowly(byte[] request, int pieces, TimeSpan over)
    {
        var first = request.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        first += (request.Length - first) / 2;
        var size = Math.Max(1, (request.Length - first + pieces - 1) / pieces);
        var rest = Enumerable
            .Range(0, pieces)
            .Select(n => (From: first + (n * size), To: Math.Min(request.Length, first + ((n + 1) * size))))
            .Where(part => part.From < part.To)
            .Select(part => (over / pieces, (ReadOnlyMemory<byte>)request.AsMemory(part.From..part.To)));
        return new(request.AsMemory(0, first), [.. rest]);
    }
}

/// <summary>One reply sent about the deadline: when it is to begin, and what its sender then knew.</summary>
internal sealed class Submission(int number, HearingAtDeadline hearing, TimeSpan offset, Pieces pieces, bool isForm)
{
    public int Number => number;

    public HearingAtDeadline Hearing => hearing;

    /// <summary>When it is to begin, from the deadline.</summary>
    public TimeSpan Offset => offset;

    /// <summary>Posted as the page's form, so that the answer leads to a receipt and holds none.</summary>
    public bool IsForm => isForm;

    public bool IsSlow => pieces.Rest.Count > 0;

    /// <summary>The sender's clock just before the first byte went out; the server's is the same machine's.</summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>When the answer was whole.</summary>
    public DateTimeOffset Answered { get; private set; }

    /// <summary>0: no answer.</summary>
    public int Status { get; private set; }

    public string Said { get; private set; } = "";

    /// <summary>Null: not acknowledged.</summary>
    public Receipt? Receipt { get; set; }

    /// <summary>Where the receipt of a form is; null where there is none.</summary>
    public string? Location { get; private set; }

    public async Task SendAsync(Wire wire, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var wait = deadline + offset - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, cancellationToken);
        try
        {
            Began = clock.GetUtcNow();
            await wire.WriteAsync(pieces.First, cancellationToken);
            foreach (var (pause, bytes) in pieces.Rest)
            {
                await Task.Delay(pause, cancellationToken);
                await wire.WriteAsync(bytes, cancellationToken);
            }
            Take(await wire.ReadAsync(cancellationToken));
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            Said = broken.Message;
        }
        Answered = clock.GetUtcNow();
    }

    private void Take(WireAnswer answer)
    {
        (Status, Said, Location) = (answer.Status, answer.Body, answer.Header("Location"));
        if (Status == 201)
            Receipt = Receipt.Of(JsonNode.Parse(answer.Body)!);
    }
}

/// <summary>What the server acknowledged.</summary>
internal sealed record Receipt(int Number, DateTimeOffset ReceivedAt, bool Late)
{
    public static Receipt Of(JsonNode receipt) =>
        new((int)receipt["number"]!, (DateTimeOffset)receipt["receivedAt"]!, (bool)receipt["late"]!);
}

/// <summary>A hearing whose round ends while the storm blows.</summary>
internal sealed record HearingAtDeadline(string Id, string Page, bool TakesLate)
{
    public string Api => $"/api/v1/hearings/{Id}";
}
