using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Imports;

/// <summary>Reads an import's file row by row and stores it in pieces; goes on after the rows that are stored already.</summary>
public static class RunImport
{
    [Requires(Permission.RunJobs)]
    internal sealed record Query(long Id) : IQuery<ImportView>;

    [Requires(Permission.RunJobs)]
    internal sealed record Finish(long Id, ImportStatus Status) : ICommand<Unit>
    {
        /// <summary>Why the file as a whole could not be read, told as row 0.</summary>
        public (string Code, string Message)? Error { get; init; }
    }

    internal sealed record ImportView
    {
        public required long Id { get; init; }
        public required long HearingId { get; init; }
        public required long RoundId { get; init; }
        public required PublicationRule Publication { get; init; }
        public required string Language { get; init; }
        public required ImportStatus Status { get; init; }
        public required string FileName { get; init; }

        /// <summary>JSON of a <see cref="StartImport.Mapping"/>; null for imports that are older than the column: regulations.gov.</summary>
        public string? Mapping { get; init; }

        /// <summary>JSON.</summary>
        public required string Questions { get; init; }
        public required string StoredAs { get; init; }
        public required string Channel { get; init; }

        /// <summary>Of the round: what dates without a zone are meant in.</summary>
        public required string TimeZone { get; init; }
        public required int RowsRead { get; init; }
    }

    internal sealed class Reader(Db db) : IRequestHandler<Query, ImportView>
    {
        public async Task<ImportView> Handle(Query request, CancellationToken cancellationToken) =>
            await db.First<ImportView>(SelectImport, new { request.Id }) ?? throw Refusals.NotFound();
    }

    internal sealed class Finisher(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Finish, Unit>
    {
        public async Task<Unit> Handle(Finish request, CancellationToken cancellationToken)
        {
            await db.Run(
                UpdateFinished,
                new
                {
                    request.Id,
                    Status = request.Status.Code(),
                    request.Error?.Message,
                    Now = Instants.Floor(clock.GetUtcNow()),
                }
            );
            if (request.Error is { } error)
            {
                await db.Run(
                    InsertError,
                    new
                    {
                        Id = ids.Next(),
                        ImportId = request.Id,
                        error.Code,
                        error.Message,
                    }
                );
            }
            return Unit.Value;
        }
    }

    internal sealed class Job(IMediator mediator, ImportFiles files, ImportPieces pieces) : IWork
    {
        public string Kind => Work.RunImport;

        public async Task Run(long subject, Lease lease, CancellationToken cancellation)
        {
            var import = await mediator.Send(new Query(subject), cancellation);
            if (import.Status is ImportStatus.Done or ImportStatus.Failed)
            {
                return;
            }
            var finish = new Finish(subject, ImportStatus.Done);
            try
            {
                await using var file = files.Open(import.StoredAs);
                await foreach (var piece in Ahead.Of(pieces.Of(file, import, lease)))
                {
                    cancellation.ThrowIfCancellationRequested();
                    await mediator.Send(piece, cancellation);
                }
            }
            catch (Refusal refusal)
            {
                // The file as a whole cannot be read: trying again would not help.
                finish = new Finish(subject, ImportStatus.Failed) { Error = (refusal.Code, Messages.InEnglish(refusal)) };
            }
            await mediator.Send(finish, cancellation);
            files.Drop(import.StoredAs);
        }

        public async Task GaveUp(long subject)
        {
            var import = await mediator.Send(new Query(subject));
            await mediator.Send(new Finish(subject, ImportStatus.Failed));
            files.Drop(import.StoredAs);
        }
    }

    private const string SelectImport = """
        select i.Id, i.HearingId, i.RoundId, h.Publication, h.Language, i.Status, i.FileName, i.StoredAs, i.Channel, i.RowsRead,
            i.Mapping, h.Questions, hr.TimeZone
        from Import i
        join Hearing h on h.Id = i.HearingId
        join HearingRound hr on hr.Id = i.RoundId
        where i.Id = @Id
        """;

    private const string UpdateFinished = """
        update Import
        set Status = @Status, Share = case when @Status = 'done' then 1 else Share end, Message = @Message, FinishedAt = @Now
        where Id = @Id
        """;

    private const string InsertError = """
        insert into ImportError (Id, ImportId, RowNumber, Source, Code, Message)
        values (@Id, @ImportId, 0, null, @Code, @Message)
        """;
}
