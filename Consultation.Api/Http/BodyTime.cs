namespace Consultation.Api.Http;

/// <summary>
/// The body must have arrived within 30 s of the request's beginning (408 else): a submission is judged by when it began, and a
/// report's cut-off waits no longer than this for those that began in time. Other bodies, as files over a slow line, may take longer, but
/// something of them must come every 30 s: the server itself looks only at how fast all of it came.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class BodyTimeAttribute : Attribute
{
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(30);
}

internal sealed class BodyTime(RequestDelegate next, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (Tags.IsRead(context.Request))
        {
            await next(context);
            return;
        }
        var isOfAll = context.GetEndpoint()?.Metadata.GetMetadata<BodyTimeAttribute>() is not null;
        using var all = isOfAll ? new CancellationTokenSource(BodyTimeAttribute.Most, clock) : null;
        context.Request.Body = new TimedStream(context.Request.Body, all, clock);
        await next(context);
    }

    /// <param name="body">As it comes.</param>
    /// <param name="all">When all of it must be here; null: each piece is waited for as long as all of another may take.</param>
    /// <param name="clock">By which is waited.</param>
    private sealed class TimedStream(Stream body, CancellationTokenSource? all, TimeProvider clock) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            using var piece = all is null ? new CancellationTokenSource(BodyTimeAttribute.Most, clock) : null;
            var time = (all ?? piece)!.Token;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time);
            try
            {
                return await body.ReadAsync(buffer, either.Token);
            }
            catch (OperationCanceledException late) when (time.IsCancellationRequested)
            {
                throw new BadHttpRequestException("The body took too long.", StatusCodes.Status408RequestTimeout, late);
            }
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
