using System.Security.Cryptography;

namespace Consultation.Api.Features.Exports;

/// <summary>Takes what is written to it into a checksum and keeps none of it.</summary>
internal sealed class ChecksumStream : Stream
{
    private readonly IncrementalHash _sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>SHA-256 of all that was written, lower-case hexadecimal.</summary>
    public string Sha256() => Convert.ToHexStringLower(_sum.GetCurrentHash());

    public override void Write(ReadOnlySpan<byte> buffer) => _sum.AppendData(buffer);

    public override void Write(byte[] buffer, int offset, int count) => _sum.AppendData(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _sum.AppendData(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        _sum.AppendData(buffer, offset, count);
        return Task.CompletedTask;
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sum.Dispose();
        }
        base.Dispose(disposing);
    }
}
