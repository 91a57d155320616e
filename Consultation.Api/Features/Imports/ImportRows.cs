using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Imports;

/// <summary>
/// Stores one piece of an import: the rows and how far it has come in one transaction, so that a run that was killed goes on
/// where it stood and stores nothing twice.
/// </summary>
public static class ImportRows
{
    private const int MostSource = 400;
    private const int MostMessage = 1000;

    [Requires(Permission.RunJobs)]
    internal sealed record Command : ICommand<Unit>
    {
        public required RunImport.ImportView Import { get; init; }
        public required Lease Lease { get; init; }
        public required IReadOnlyList<ImportRow> Rows { get; init; }

        /// <summary>What becomes of each row, as far as it can be known before its turn; null of one that is left out.</summary>
        public required IReadOnlyList<NewReply?> Replies { get; init; }

        /// <summary>How much of the file has been read with this piece, from 0 to 1.</summary>
        public double Share { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            await request.Lease.Renew(db, now);
            // Read with the piece: the deadline may have moved since the import began.
            var round = (await db.First<RoundRow>(SelectRound, new { request.Import.RoundId }))!;
            var known = await Known(request);
            var accepted = new List<NewReply>(request.Rows.Count);
            var (rejected, skipped) = (0, 0);
            foreach (var (row, reply) in request.Rows.Zip(request.Replies))
            {
                if (reply is null)
                {
                    await Reject(request.Import.Id, row);
                    rejected++;
                }
                else if (row.ExternalId is not null && !known.Add(row.ExternalId))
                {
                    skipped++;
                }
                else
                {
                    accepted.Add(
                        reply with
                        {
                            Late = !Deadline.IsOnTime(reply.ReceivedAt, round.ClosesAt),
                            ClosesAt = round.ClosesAt,
                            UpdatedAt = now,
                        }
                    );
                }
            }
            if (accepted.Count > 0)
            {
                await NewReply.Insert(db, ids, accepted);
            }
            await db.Run(
                UpdateProgress,
                new
                {
                    request.Import.Id,
                    request.Share,
                    Read = request.Rows.Count,
                    Accepted = accepted.Count,
                    Rejected = rejected,
                    Skipped = skipped,
                }
            );
            return Unit.Value;
        }

        /// <summary>Which external ids of the piece the hearing has already, read at once; always so many, so that it is one statement.</summary>
        private async Task<HashSet<string>> Known(Command request)
        {
            var wanted = request.Rows.Select(row => row.RejectCode is null ? row.ExternalId : null).OfType<string>().ToList();
            if (wanted.Count == 0)
            {
                return [];
            }
            wanted.AddRange(Enumerable.Repeat(wanted[0], ImportPieces.MostRows - wanted.Count));
            var known = await db.All<string>(SelectKnown, new { request.Import.HearingId, ExternalIds = wanted });
            return known.ToHashSet(StringComparer.Ordinal);
        }

        private Task<int> Reject(long import, ImportRow row) =>
            db.Run(
                InsertError,
                new
                {
                    Id = ids.Next(),
                    ImportId = import,
                    RowNumber = row.Row,
                    Source = Cut(row.Source, MostSource),
                    Code = row.RejectCode,
                    Message = Cut(row.RejectMessage, MostMessage) ?? row.RejectCode,
                }
            );

        private static string? Cut(string? text, int most) => text?.Length > most ? text[..most] : text;
    }

    private sealed record RoundRow
    {
        public required DateTimeOffset ClosesAt { get; init; }
    }

    private const string SelectRound = "select ClosesAt from HearingRound {locked} where Id = @RoundId";

    private const string SelectKnown = "select ExternalId from Reply where HearingId = @HearingId and ExternalId in @ExternalIds";

    private const string InsertError = """
        insert into ImportError (Id, ImportId, RowNumber, Source, Code, Message)
        values (@Id, @ImportId, @RowNumber, @Source, @Code, @Message)
        """;

    private const string UpdateProgress = """
        update Import
        set Status = 'running', Share = @Share, RowsRead = RowsRead + @Read, Accepted = Accepted + @Accepted,
            Rejected = Rejected + @Rejected, Skipped = Skipped + @Skipped
        where Id = @Id
        """;
}
