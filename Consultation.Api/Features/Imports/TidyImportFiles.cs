using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Imports;

/// <summary>
/// Takes away files that no import is going to read: those of a server that died between keeping a file and acknowledging it, or between
/// reading it to its end and dropping it.
/// </summary>
public static class TidyImportFiles
{
    /// <summary>No request takes so long to acknowledge a file.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>The files of imports that are not finished.</summary>
    [Requires(Permission.RunJobs)]
    public sealed record Query : IQuery<IReadOnlyList<string>>;

    internal sealed class Handler(Db db) : IRequestHandler<Query, IReadOnlyList<string>>
    {
        public Task<IReadOnlyList<string>> Handle(Query request, CancellationToken cancellationToken) => db.All<string>(SelectWaiting);
    }

    internal sealed class Job(IMediator mediator, ImportFiles files, TimeProvider clock)
    {
        public async Task Run()
        {
            // The instant first: what is kept after it stays, whether its import is seen or not.
            var before = clock.GetUtcNow() - Kept;
            var waiting = await mediator.Send(new Query());
            files.DropOthers(waiting.ToHashSet(StringComparer.Ordinal), before);
        }
    }

    private const string SelectWaiting = "select StoredAs from Import where Status in ('queued', 'running')";
}
