using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Imports;

public enum ImportStatus
{
    Queued,
    Running,
    Done,
    Failed,
}

/// <summary>How far an import has come, and every row that was left out, with the reason.</summary>
public static class GetImport
{
    /// <summary>The most bad rows that are listed; the count tells of the rest.</summary>
    private const int MostErrors = 1000;

    [Requires(Permission.ImportReplies)]
    public sealed record Query(long HearingId, long Id) : IQuery<Result>;

    public sealed record Result
    {
        public required ImportStatus Status { get; init; }
        public required int Read { get; init; }
        public required int Accepted { get; init; }
        public required int Rejected { get; init; }

        /// <summary>Known before, by their external id.</summary>
        public required int Skipped { get; init; }
        public required IReadOnlyList<RowError> Errors { get; init; }
    }

    public sealed record RowError
    {
        /// <summary>Counted from 1.</summary>
        public required int Row { get; init; }

        /// <summary>The file inside the zip.</summary>
        public string? Source { get; init; }
        public required string Code { get; init; }
        public required string Message { get; init; }
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var import =
                await db.First<Row>(
                    SelectImport,
                    new
                    {
                        request.Id,
                        request.HearingId,
                        user.MinistryId,
                    }
                ) ?? throw Refusals.NotFound();
            return new Result
            {
                Status = import.Status,
                Read = import.RowsRead,
                Accepted = import.Accepted,
                Rejected = import.Rejected,
                Skipped = import.Skipped,
                Errors = await db.All<RowError>(SelectErrors, new { request.Id, Take = MostErrors }),
            };
        }
    }

    private sealed record Row
    {
        public required ImportStatus Status { get; init; }
        public required int RowsRead { get; init; }
        public required int Accepted { get; init; }
        public required int Rejected { get; init; }
        public required int Skipped { get; init; }
    }

    private const string SelectImport = """
        select i.Status, i.RowsRead, i.Accepted, i.Rejected, i.Skipped
        from Import i
        join Hearing h on h.Id = i.HearingId
        where i.Id = @Id and i.HearingId = @HearingId and (@MinistryId is null or h.MinistryId = @MinistryId)
        """;

    private const string SelectErrors = """
        select e.RowNumber as Row, e.Source, e.Code, e.Message
        from ImportError e
        where e.ImportId = @Id
        order by e.RowNumber
        {first @Take}
        """;
}
