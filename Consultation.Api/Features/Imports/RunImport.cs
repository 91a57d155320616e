using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Imports;

/// <summary>Reads an import's file row by row and stores it in pieces; goes on after the rows that are stored already.</summary>
public static class RunImport
{
    [Requires(Permission.RunJobs)]
    internal sealed record Query(long Id) : IQuery<ImportView>;

    [Requires(Permission.RunJobs)]
    internal sealed record Finish(long Id, ImportStatus Status) : ICommand<Unit>;

    internal sealed record ImportView
    {
        public required long Id { get; init; }
        public required long HearingId { get; init; }
        public required long RoundId { get; init; }
        public required PublicationRule Publication { get; init; }
        public required string Language { get; init; }
        public required ImportStatus Status { get; init; }
        public required string FileName { get; init; }
        public required string StoredAs { get; init; }
        public required string Channel { get; init; }
        public required int RowsRead { get; init; }
    }

    internal sealed class Reader(Db db) : IRequestHandler<Query, ImportView>
    {
        public async Task<ImportView> Handle(Query request, CancellationToken cancellationToken) =>
            await db.First<ImportView>(SelectImport, new { request.Id }) ?? throw Refusals.NotFound();
    }

    internal sealed class Finisher(Db db, TimeProvider clock) : IRequestHandler<Finish, Unit>
    {
        public async Task<Unit> Handle(Finish request, CancellationToken cancellationToken)
        {
            await db.Run(
                UpdateFinished,
                new
                {
                    request.Id,
                    Status = request.Status.Code(),
                    Now = Instants.Floor(clock.GetUtcNow()),
                }
            );
            return Unit.Value;
        }
    }

    internal sealed class Job(IMediator mediator, ImportFiles files) : IWork
    {
        public string Kind => Work.RunImport;

        public async Task Run(long subject, Lease lease, CancellationToken cancellation)
        {
            var import = await mediator.Send(new Query(subject), cancellation);
            if (import.Status is ImportStatus.Done or ImportStatus.Failed)
            {
                return;
            }
            var status = ImportStatus.Done;
            try
            {
                await using var file = files.Open(import.StoredAs);
                foreach (var rows in RegulationsGovReader.Read(file, import.FileName, import.RowsRead).Chunk(ImportRows.Piece))
                {
                    cancellation.ThrowIfCancellationRequested();
                    var piece = new ImportRows.Command
                    {
                        Import = import,
                        Lease = lease,
                        Rows = rows,
                    };
                    await mediator.Send(piece, cancellation);
                }
            }
            catch (Refusal)
            {
                status = ImportStatus.Failed; // The file as a whole cannot be read: trying again would not help.
            }
            await mediator.Send(new Finish(subject, status), cancellation);
            files.Drop(import.StoredAs);
        }

        public Task GaveUp(long subject) => mediator.Send(new Finish(subject, ImportStatus.Failed));
    }

    private const string SelectImport = """
        select i.Id, i.HearingId, i.RoundId, h.Publication, h.Language, i.Status, i.FileName, i.StoredAs, i.Channel, i.RowsRead
        from Import i
        join Hearing h on h.Id = i.HearingId
        where i.Id = @Id
        """;

    private const string UpdateFinished = "update Import set Status = @Status, FinishedAt = @Now where Id = @Id";
}
