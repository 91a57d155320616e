using Consultation.Api.Data;

namespace Consultation.Api.Http;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can read and write; the answer warns of clocks that do not agree and of a disk that will soon be full.</summary>
internal static class Health
{
    private const long LeastFree = 1024L * 1024 * 1024;
    private static readonly TimeSpan MostApart = TimeSpan.FromSeconds(1);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => new Answer("live")).WithMetadata(new Unlimited()).WithTags("Health").WithName("live");
        app.MapGet(
                "/health/ready",
                async (Database database, TimeProvider clock, Settings settings) =>
                {
                    try
                    {
                        // An empty command goes the whole way: queue, transaction, commit.
                        await database.Write(_ => Task.FromResult(0));
                        var apart = (await database.Clock() - clock.GetUtcNow()).Duration();
                        return Results.Ok(new Answer("ready", Warning(apart, FreeBytes(settings.DataDirectory))));
                    }
                    catch (Unavailable problem)
                    {
                        return Results.Json(
                            new Answer("unavailable", problem.Message),
                            statusCode: StatusCodes.Status503ServiceUnavailable
                        );
                    }
                }
            )
            .WithMetadata(new Unlimited())
            .Produces<Answer>()
            .Produces<Answer>(503)
            .WithTags("Health")
            .WithName("ready");
    }

    /// <summary>A commit of nothing needs no room, so a full disk shows here and nowhere else until somebody sends.</summary>
    internal static string? Warning(TimeSpan apart, long? free) =>
        apart > MostApart ? FormattableString.Invariant($"The clocks of node and database differ by {apart.TotalSeconds:0.0} s.")
        : free < LeastFree ? FormattableString.Invariant($"The disk of the data directory has {free / 1_000_000} MB left.")
        : null;

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

    internal sealed record Answer(string Status, string? Warning = null);
}
