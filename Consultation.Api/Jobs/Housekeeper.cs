using Consultation.Api.Data;
using Consultation.Api.Features.Attachments;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Housekeeping;
using Consultation.Api.Features.Imports;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Jobs;

/// <summary>What the engine does every hour. It can be done twice, and by several nodes at once.</summary>
internal sealed class Housekeeper(IServiceScopeFactory scopes, Database database, TimeProvider clock)
{
    public async Task Tidy(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsJob("tidy");
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        while (await mediator.Send(new Tidy.Command(), cancellationToken) > 0) { }
        // A node among several whose own clock is slow would open what is rightly closed.
        if (database is SqliteDatabase || (await database.Clock() - clock.GetUtcNow()).Duration() < UnsettleEarlyRounds.Apart)
        {
            await mediator.Send(new UnsettleEarlyRounds.Command(), cancellationToken);
        }
        await scope.ServiceProvider.GetRequiredService<TidyImportFiles.Job>().Run();
        await scope.ServiceProvider.GetRequiredService<SweepFiles.Job>().Run();
    }
}
