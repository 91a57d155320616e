using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Evening;
using Consultation.Api.Jobs;

namespace Consultation.Api.Http;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can read and write, in the database and beside it; it warns when the
/// clocks do not agree, and of a disk that will soon be full.
/// </summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => new Answer("live")).WithMetadata(new Unlimited()).WithTags("Health").WithName("live");
        app.MapGet(
                "/health/ready",
                async (Readiness readiness) =>
                    await readiness.Look() is var answer && answer.Reason is null
                        ? Results.Ok(answer)
                        : Results.Json(answer, statusCode: StatusCodes.Status503ServiceUnavailable)
            )
            .WithMetadata(new Unlimited())
            .Produces<Answer>()
            .Produces<Answer>(503)
            .WithTags("Health")
            .WithName("ready");
    }

    /// <param name="Evening">How the mode for the last evening is on, on this node (<c>byHand</c>, <c>byItself</c>); missing while it is off.</param>
    /// <param name="Status"><c>live</c>, <c>ready</c> or <c>unavailable</c>.</param>
    /// <param name="Warning">What an operator should look at, though all work.</param>
    /// <param name="Reason">Why it is unavailable.</param>
    internal sealed record Answer(
        string Status,
        string? Warning = null,
        string? Reason = null,
        // First, so that who looks for "ready" at the end finds it while a person has switched the mode on.
        [property: JsonPropertyOrder(-1)] EveningState? Evening = null
    );
}

/// <summary>Whether this node can take requests now. Anybody may ask, so a reason tells what is wrong, not where; the log tells the rest.</summary>
internal sealed class Readiness(
    Database database,
    EveningMode evening,
    Worker worker,
    Settings settings,
    TimeProvider clock,
    ILogger<Readiness> log
)
{
    /// <summary>A write that takes longer stands behind something that does not end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const string IsOlder = "The database is newer than this program, as while nodes are upgraded.";
    private const long LeastFree = 1024L * 1024 * 1024;
    private static readonly TimeSpan MostApart = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostDue = TimeSpan.FromMinutes(5);

    public async Task<Health.Answer> Look()
    {
        using var left = new CancellationTokenSource();
        try
        {
            return await Check(left.Token).WaitAsync(Patience, clock);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // What still waits for its turn need not run any more.
            await left.CancelAsync();
            log.LogWarning(problem, "Not ready");
            return Not(
                problem switch
                {
                    TimeoutException => "No write has come through for 5 seconds.",
                    Unavailable => problem.Message,
                    _ => "The database cannot be reached.",
                }
            );
        }
    }

    private async Task<Health.Answer> Check(CancellationToken cancellation)
    {
        if (!CanKeepFiles())
        {
            return Not("The data directory cannot be written.");
        }
        var applied = await database.Read(db => db.All<string>(SelectApplied));
        var known = Migrator.NamesFor(database.Dialect);
        if (known.Except(applied, StringComparer.Ordinal).FirstOrDefault() is { } missing)
        {
            return Not($"Migration {missing} has not been applied.");
        }
        var ahead = Migrator.AheadBy(applied, known);
        if (ahead is not null && Migrator.IsContract(ahead))
        {
            return Not("The database is too new for this program.");
        }
        // An empty command goes the whole way: queue, transaction, commit.
        await database.Write(_ => Task.FromResult(0), cancellation);
        var apart = (await database.Clock() - clock.GetUtcNow()).Duration();
        var due = clock.GetUtcNow() - (await worker.NextDue(Work.Queues[0]) ?? DateTimeOffset.MaxValue);
        var isOn = await evening.IsOn();
        var warning = Warning(apart, FreeBytes(settings.DataDirectory), due, isOlder: ahead is not null, evening.State);
        return new("ready", warning, Evening: isOn ? evening.State : null);
    }

    /// <summary>A byte is written and taken away; that fails also where the disk is full.</summary>
    private bool CanKeepFiles()
    {
        try
        {
            var probe = Path.Combine(settings.DataDirectory, $".ready-{Environment.MachineName}-{Path.GetRandomFileName()}");
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            file.WriteByte(1);
            file.Flush();
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(problem, "The data directory cannot be written");
            return false;
        }
    }

    private static Health.Answer Not(string reason) => new("unavailable", Reason: reason);

    private const string SelectApplied = "select Name from Migration";

    /// <summary>A commit of nothing needs no room, so a full disk shows here and nowhere else until somebody sends.</summary>
    internal static string? Warning(
        TimeSpan apart,
        long? free,
        TimeSpan due = default,
        bool isOlder = false,
        EveningState evening = EveningState.Off
    )
    {
        string?[] all =
        [
            apart > MostApart
                ? FormattableString.Invariant($"The clocks of node and database differ by {apart.TotalSeconds:0.0} s.")
                : null,
            free < LeastFree ? FormattableString.Invariant($"The disk of the data directory has {free / 1_000_000} MB left.") : null,
            due > MostDue ? FormattableString.Invariant($"Urgent work has been due for {due.TotalMinutes:0} minutes.") : null,
            evening == EveningState.ByItself ? "The writes fell behind: search, campaigns and letters to followers wait." : null,
            isOlder ? IsOlder : null,
        ];
        return all.Any(one => one is not null) ? string.Join(' ', all.Where(one => one is not null)) : null;
    }

    /// <summary>Null where the disk does not tell.</summary>
    internal static long? FreeBytes(string directory)
    {
        var path = Path.GetFullPath(directory);
        try
        {
            return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(path)! : path).AvailableFreeSpace;
        }
        catch (Exception silent) when (silent is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // As a share on Windows, which has no letter.
        }
    }
}
