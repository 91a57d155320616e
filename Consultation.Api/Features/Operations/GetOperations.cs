using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Operations;

/// <summary>How the program itself is doing: what waits in its queues and since when, what has given up, and how much room there is.</summary>
public static class GetOperations
{
    private const int MostTroubles = 50;

    [Requires(Permission.Operate)]
    public sealed record Query : IQuery<Result>;

    public sealed record Result
    {
        /// <summary>Every queue there is, also the empty ones.</summary>
        public required IReadOnlyList<Queue> Queues { get; init; }

        /// <summary>What gave up after its last attempt, and what has failed and is tried again; latest first.</summary>
        public required IReadOnlyList<Trouble> Troubles { get; init; }
        public required DatabaseProvider Provider { get; init; }
        public required int Hearings { get; init; }
        public required long Replies { get; init; }

        /// <summary>Bytes; null where the database is no file of this machine.</summary>
        public long? DatabaseSize { get; init; }

        /// <summary>Of the disk that the data directory is on, bytes; null where the machine does not tell.</summary>
        public long? DiskFree { get; init; }
        public long? DiskSize { get; init; }
        public required Spool Mail { get; init; }
    }

    public sealed record Queue
    {
        public required string Name { get; init; }

        /// <summary>Due and not done.</summary>
        public int Due { get; init; }

        /// <summary>Due later.</summary>
        public int Later { get; init; }
        public int Parked { get; init; }

        /// <summary>Since when the first piece has been due.</summary>
        public DateTimeOffset? DueSince { get; init; }

        /// <summary>When the next one is due that is not due yet.</summary>
        public DateTimeOffset? NextAt { get; init; }
    }

    public sealed record Trouble
    {
        public required long Id { get; init; }
        public required string Kind { get; init; }
        public required int Attempts { get; init; }
        public string? LastError { get; init; }

        /// <summary>When it was given up; null: it is tried again.</summary>
        public DateTimeOffset? ParkedAt { get; init; }
        public required DateTimeOffset DueAt { get; init; }

        /// <summary>The hearing that it is about, where it is about one.</summary>
        public long? HearingId { get; init; }
        public string? Hearing { get; init; }
        public string? Language { get; init; }

        /// <summary>Whom the letter is to, where it is one.</summary>
        public string? Recipient { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock, Settings settings) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var values = new
            {
                Now = now,
                Take = MostTroubles,
                SendMail = Work.SendMail,
            };
            var queues = (await db.All<Queue>(SelectQueues, values)).ToDictionary(queue => queue.Name, StringComparer.Ordinal);
            var counts = (await db.First<CountRow>(SelectCounts, new { Since = now.AddDays(-1) }))!;
            var disk = Room.Of(settings);
            return new Result
            {
                Queues = [.. Work.Queues.Select(name => queues.GetValueOrDefault(name) ?? new Queue { Name = name })],
                Troubles = await db.All<Trouble>(SelectTroubles, values),
                Provider = settings.DatabaseProvider,
                Hearings = counts.Hearings,
                Replies = counts.Replies,
                DatabaseSize = disk.DatabaseSize,
                DiskFree = disk.Free,
                DiskSize = disk.Size,
                Mail = Spool.Of(settings, counts.Letters),
            };
        }
    }

    private sealed record CountRow
    {
        public required int Hearings { get; init; }
        public required long Replies { get; init; }
        public required int Letters { get; init; }
    }

    private const string SelectQueues = """
        select Queue as Name,
            sum(case when ParkedAt is null and DueAt <= @Now then 1 else 0 end) as Due,
            sum(case when ParkedAt is null and DueAt > @Now then 1 else 0 end) as Later,
            sum(case when ParkedAt is null then 0 else 1 end) as Parked,
            min(case when ParkedAt is null and DueAt <= @Now then DueAt end) as DueSince,
            min(case when ParkedAt is null and DueAt > @Now then DueAt end) as NextAt
        from Outbox
        where DoneAt is null
        group by Queue
        """;

    private const string SelectTroubles = """
        select o.Id, o.Kind, o.Attempts, o.LastError, o.ParkedAt, o.DueAt, h.Id as HearingId, h.Title as Hearing, h.Language,
            m.Recipient
        from Outbox o
        left join HearingRound r on r.Id = o.Subject and o.Kind in ('round.close', 'report.compile', 'changes.announce')
        left join Mail m on m.Id = o.Subject and o.Kind = @SendMail
        left join Import i on i.Id = o.Subject and o.Kind = 'import.run'
        left join Hearing h on h.Id = coalesce(r.HearingId, i.HearingId, case when o.Kind = 'campaigns.group' then o.Subject end)
        where o.DoneAt is null and (o.ParkedAt is not null or o.LastError is not null)
        order by case when o.ParkedAt is null then 1 else 0 end, o.Id desc
        {first @Take}
        """;

    private const string SelectCounts = """
        select (select count(*) from Hearing) as Hearings, coalesce((select sum(LastNumber) from HearingState), 0) as Replies,
            (select count(*) from Mail where CreatedAt >= @Since and SentAt is not null) as Letters
        """;
}
