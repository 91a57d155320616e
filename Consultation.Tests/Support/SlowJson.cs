using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Consultation.Tests.Support;

/// <summary>
/// A body whose end waits until the test lets it. It must be larger than what lies between client and server (64 kB): then the
/// first part is through only when the server has begun to read.
/// </summary>
internal sealed class SlowJson : HttpContent
{
    private readonly byte[] _bytes;
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SlowJson(JsonNode body)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(body.ToJsonString().Length, 200_000, nameof(body));
        _bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        Assert.That(_bytes, Has.Length.AtLeast(200_000), "too small to be held back");
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>Something else than JSON.</summary>
    public SlowJson(byte[] bytes, string contentType)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes.Length, 200_000, nameof(bytes));
        _bytes = bytes;
        Headers.TryAddWithoutValidation("Content-Type", contentType);
    }

    /// <summary>The server has the headers and reads the body.</summary>
    public Task Begun => _begun.Task;

    public void Finish() => _finish.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_bytes.AsMemory(0, _bytes.Length - 1));
        await stream.FlushAsync();
        _begun.TrySetResult();
        await _finish.Task;
        await stream.WriteAsync(_bytes.AsMemory(_bytes.Length - 1));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
