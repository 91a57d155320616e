namespace Consultation.Api.Data;

/// <summary>
/// The database cannot take or keep this now: the queue is full, the disk is full or failing, the database is locked or lost.
/// Answered 503 with <c>Retry-After</c>. Nothing of the work is kept.
/// </summary>
public sealed class Unavailable(string reason, Exception? cause = null, int retryAfterSeconds = 2) : Exception(reason, cause)
{
    private const int NoSpace = 28; // ENOSPC
    private const int NoQuota = 122; // EDQUOT
    private const int DiskFull = unchecked((int)0x80070070); // ERROR_DISK_FULL
    private const int HandleDiskFull = unchecked((int)0x80070027); // ERROR_HANDLE_DISK_FULL

    public int RetryAfterSeconds { get; } = retryAfterSeconds;

    /// <summary>What it is or comes of, where that is something that the database or the disk cannot take now; else null.</summary>
    public static Unavailable? Of(Exception? problem) =>
        problem switch
        {
            null => null,
            Unavailable told => told,
            IOException { HResult: NoSpace or NoQuota or DiskFull or HandleDiskFull } => new Unavailable("The disk is full.", problem),
            _ => Of(problem.InnerException),
        };
}
