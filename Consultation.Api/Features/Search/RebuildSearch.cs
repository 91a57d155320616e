using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Search;

/// <summary>
/// Builds the index of what the tables hold: after a migration, or when its operator wants it anew. Piece by piece, oldest first, while replies
/// come in; what is indexed twice stands there once.
/// </summary>
public static class RebuildSearch
{
    /// <summary>Replies a piece: well under 20 ms of the write lane.</summary>
    private const int Replies = 20;
    private const int OfReplies = 1;
    private const int OfHearings = 2;

    /// <summary>Puts the work down when some is left, or (<paramref name="Anew"/>) all of it again.</summary>
    [Requires(Permission.RunJobs)]
    public sealed record Command(bool Anew) : ICommand<Unit>;

    /// <summary>True while there is more to do.</summary>
    [Requires(Permission.RunJobs)]
    internal sealed record Piece(Lease Lease) : ICommand<bool>;

    internal sealed class Starter(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            foreach (var part in (int[])[OfReplies, OfHearings])
            {
                await db.Run(InsertPart, new { Id = part });
            }
            if (request.Anew)
            {
                await db.Run(UpdateAnew);
            }
            await db.Run(UpdateNothingLeft, new { Now = now });
            if (await db.First<int>(CountLeft) > 0 && await db.First<int>(CountWork, new { Kind = Work.RebuildSearch }) == 0)
            {
                await Outbox.Add(db, ids, Work.RebuildSearch, OfReplies, now, now);
            }
            return Unit.Value;
        }
    }

    internal sealed class Builder(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Piece, bool>
    {
        public async Task<bool> Handle(Piece request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            await request.Lease.Renew(db, now);
            var row = await db.First<LeftRow>(SelectLeft);
            if (row is null)
            {
                return false;
            }
            var batch = await db.All<long>(
                row.Id == OfHearings ? SelectHearings : SelectReplies,
                new { After = row.AfterId, Take = row.Id == OfHearings ? 1 : Replies }
            );
            foreach (var id in batch)
            {
                await (row.Id == OfHearings ? SearchIndex.RefreshHearing(db, ids, id) : SearchIndex.Refresh(db, ids, id));
            }
            var last = batch.Count > 0 ? batch[^1] : row.AfterId;
            await db.Run(
                UpdateProgress,
                new
                {
                    row.Id,
                    AfterId = last,
                    DoneAt = batch.Count == 0 ? now : (DateTimeOffset?)null,
                }
            );
            return true;
        }
    }

    internal sealed class Job(IMediator mediator) : IWork
    {
        public string Kind => Work.RebuildSearch;

        public async Task Run(long subject, Lease lease, CancellationToken cancellation)
        {
            while (await mediator.Send(new Piece(lease), cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private sealed record LeftRow
    {
        public required long Id { get; init; }
        public required long AfterId { get; init; }
    }

    private const string InsertPart = """
        insert into SearchRebuild (Id, AfterId) select @Id, 0 where not exists (select 1 from SearchRebuild {locked} where Id = @Id)
        """;

    private const string UpdateAnew = "update SearchRebuild set AfterId = 0, DoneAt = null";

    // Nothing is left of a part without rows, as in a new database; what comes after that is indexed as it comes. Were it not written
    // down, the next start would take all that has come meanwhile for what is left.
    private const string UpdateNothingLeft = """
        update SearchRebuild
        set DoneAt = @Now
        where DoneAt is null
            and not (Id = 1 and exists (select 1 from Reply where Reply.Id > AfterId))
            and not (Id = 2 and exists (select 1 from Hearing where Hearing.Id > AfterId))
        """;

    private const string CountLeft = "select count(*) from SearchRebuild where DoneAt is null";

    private const string CountWork = "select count(*) from Outbox where Kind = @Kind and DoneAt is null and ParkedAt is null";

    private const string SelectLeft = "select Id, AfterId from SearchRebuild {locked} where DoneAt is null order by Id {first 1}";

    private const string SelectReplies = "select Id from Reply where Id > @After order by Id {first @Take}";

    private const string SelectHearings = "select Id from Hearing where Id > @After order by Id {first @Take}";

    private const string UpdateProgress = "update SearchRebuild set AfterId = @AfterId, DoneAt = @DoneAt where Id = @Id";
}
