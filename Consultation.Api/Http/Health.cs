using Consultation.Api.Data;

namespace Consultation.Api.Http;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can read and write, and the clocks agree.</summary>
internal static class Health
{
    private static readonly TimeSpan MostApart = TimeSpan.FromSeconds(1);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => new Answer("live")).WithMetadata(new Unlimited()).WithTags("Health").WithName("live");
        app.MapGet(
                "/health/ready",
                async (Database database, TimeProvider clock) =>
                {
                    try
                    {
                        // An empty command goes the whole way: queue, transaction, commit.
                        await database.Write(_ => Task.FromResult(0));
                        var apart = (await database.Clock() - clock.GetUtcNow()).Duration();
                        return apart <= MostApart
                            ? Results.Ok(new Answer("ready"))
                            : Results.Ok(new Answer("ready", $"The clocks of node and database differ by {apart.TotalSeconds:0.0} s."));
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

    internal sealed record Answer(string Status, string? Warning = null);
}
