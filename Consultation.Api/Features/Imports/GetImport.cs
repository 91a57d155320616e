using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
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
    /// <summary>The most bad rows of a page.</summary>
    private const int MostErrors = 1000;

    [Requires(Permission.ImportReplies)]
    public sealed record Query(long HearingId, long Id) : IQuery<Result>
    {
        /// <summary>Where the list of bad rows goes on.</summary>
        public string? Cursor { get; init; }

        /// <summary>How many bad rows; at most 1000.</summary>
        public int Limit { get; init; } = MostErrors;
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Limit).Between(1, MostErrors);
    }

    public sealed record Result
    {
        public required ImportStatus Status { get; init; }

        /// <summary>As it was called where it came from.</summary>
        [JsonIgnore]
        public string FileName { get; init; } = "";

        [JsonIgnore]
        public DateTimeOffset CreatedAt { get; init; }

        /// <summary>How much of the file has been read, from 0 to 1.</summary>
        public required double Share { get; init; }
        public required int Read { get; init; }
        public required int Accepted { get; init; }
        public required int Rejected { get; init; }

        /// <summary>Known before, by their external id.</summary>
        public required int Skipped { get; init; }

        /// <summary>Why the file as a whole could not be read, when it could not.</summary>
        public string? Message { get; init; }
        public required IReadOnlyList<RowError> Errors { get; init; }

        /// <summary>The cursor of the bad rows after these.</summary>
        public string? Next { get; init; }
    }

    public sealed record RowError
    {
        /// <summary>Counted from 1, without the header and empty lines; 0: the file as a whole.</summary>
        public required int Row { get; init; }

        /// <summary>The file inside the zip, or the line on which the row begins (<c>line 17</c>).</summary>
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
            var list = FormattableString.Invariant($"imports.{request.Id}");
            var limit = Math.Clamp(request.Limit, 1, MostErrors);
            var after = Cursor.Read(list, 2, request.Cursor) ?? [-1, 0];
            var errors = await db.All<ErrorRow>(
                SelectErrors,
                new
                {
                    request.Id,
                    AfterRow = after[0],
                    AfterId = after[1],
                    Take = limit + 1,
                }
            );
            var page = errors.Take(limit).ToArray();
            return new Result
            {
                Status = import.Status,
                FileName = import.FileName,
                CreatedAt = import.CreatedAt,
                Share = import.Share,
                Read = import.RowsRead,
                Accepted = import.Accepted,
                Rejected = import.Rejected,
                Skipped = import.Skipped,
                Message = import.Message,
                Errors = [.. page.Select(row => row.Error())],
                Next = errors.Count > limit ? Cursor.Of(list, page[^1].RowNumber, page[^1].Id) : null,
            };
        }
    }

    private sealed record Row
    {
        public required ImportStatus Status { get; init; }
        public required string FileName { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public required double Share { get; init; }
        public required int RowsRead { get; init; }
        public required int Accepted { get; init; }
        public required int Rejected { get; init; }
        public required int Skipped { get; init; }
        public string? Message { get; init; }
    }

    private sealed record ErrorRow
    {
        public required long Id { get; init; }
        public required int RowNumber { get; init; }
        public string? Source { get; init; }
        public required string Code { get; init; }
        public required string Message { get; init; }

        public RowError Error() =>
            new()
            {
                Row = RowNumber,
                Source = Source,
                Code = Code,
                Message = Message,
            };
    }

    private const string SelectImport = """
        select i.Status, i.FileName, i.CreatedAt, i.Share, i.RowsRead, i.Accepted, i.Rejected, i.Skipped, i.Message
        from Import i
        join Hearing h on h.Id = i.HearingId
        where i.Id = @Id and i.HearingId = @HearingId and (@MinistryId is null or h.MinistryId = @MinistryId)
        """;

    private const string SelectErrors = """
        select e.Id, e.RowNumber, e.Source, e.Code, e.Message
        from ImportError e
        where e.ImportId = @Id and (e.RowNumber > @AfterRow or (e.RowNumber = @AfterRow and e.Id > @AfterId))
        order by e.RowNumber, e.Id
        {first @Take}
        """;
}
