namespace Consultation.Api.Data;

/// <summary>
/// The database cannot take or keep this now: the queue is full, the disk is full or failing, the database is locked or lost.
/// Answered 503 with <c>Retry-After</c>. Nothing of the work is kept.
/// </summary>
public sealed class Unavailable(string reason, Exception? cause = null, int retryAfterSeconds = 2) : Exception(reason, cause)
{
    public int RetryAfterSeconds { get; } = retryAfterSeconds;
}
