using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using MediatR;
using Spectre.Console;

namespace Consultation.Api.Commands;

/// <summary>The application without its server: nothing listens, and no job runs but what a command starts.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Session(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public Settings Settings => Services.GetRequiredService<Settings>();

    /// <summary>Progress bars, on standard error; where that is no terminal, lines.</summary>
    public static IAnsiConsole Screen { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>With <paramref name="migrated"/> the database is made or brought up to date first, as at the server's start.</summary>
    public static async Task<Session> Begin(bool migrated = true)
    {
        var builder = WebApplication.CreateBuilder().AddConsultation();
        builder.Logging.ClearProviders();
        var session = new Session(builder.Build());
        if (migrated)
        {
            var database = session.Services.GetRequiredService<Database>();
            await (session.Settings.MigrateAtStart ? database.Migrate() : database.MustBeCurrent());
        }
        return session;
    }

    /// <summary>Sends a request as the program itself: whoever may start it on this data directory may do all.</summary>
    public async Task<T> Send<T>(IRequest<T> request, CancellationToken cancellation = default)
    {
        await using var scope = Services.CreateAsyncScope();
        return await Send(scope.ServiceProvider, request, cancellation);
    }

    public static Task<T> Send<T>(IServiceProvider scope, IRequest<T> request, CancellationToken cancellation)
    {
        scope.GetRequiredService<CurrentUser>().IsJob("command line");
        return scope.GetRequiredService<IMediator>().Send(request, cancellation);
    }

    /// <summary>A bar for work whose length is known.</summary>
    public static Progress Bar() =>
        Screen.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn());

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
