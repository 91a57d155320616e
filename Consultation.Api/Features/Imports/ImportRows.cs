using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Features.Search;
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
    /// <summary>Rows a piece: well under 20 ms, so that senders are not kept waiting.</summary>
    public const int Piece = 50;

    [Requires(Permission.RunJobs)]
    internal sealed record Command : ICommand<Unit>
    {
        public required RunImport.ImportView Import { get; init; }
        public required Lease Lease { get; init; }
        public required IReadOnlyList<ImportRow> Rows { get; init; }
        public IReadOnlyList<NewReply?> Replies { get; set; } = [];
    }

    /// <summary>Derives, hashes and scans before the piece takes its turn.</summary>
    internal sealed class Preparation(IdGenerator ids, Secrets secrets, Vocabulary vocabulary, TimeProvider clock) : IPrepare<Command>
    {
        public void Prepare(Command command)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            command.Replies = [.. command.Rows.Select(row => row.RejectCode is null ? Reply(row, command.Import, now) : null)];
        }

        private NewReply Reply(ImportRow row, RunImport.ImportView import, DateTimeOffset now)
        {
            var id = ids.Next();
            var content = new ReplyContent
            {
                SenderName = row.Organisation ?? row.Name,
                Position = row.Position,
                Text = row.Text,
            };
            var receivedAt = Instants.Floor(row.ReceivedAt ?? now);
            var holdsNationalId =
                NationalIdentityNumber.FindIn(row.Text) is not null || NationalIdentityNumber.FindIn(row.Name ?? "") is not null;
            return new NewReply
            {
                Id = id,
                HearingId = import.HearingId,
                RoundId = import.RoundId,
                SenderType = row.SenderType,
                Verified = Verification.Staff,
                Language = row.Language ?? import.Language,
                Content = content,
                Search = vocabulary.Prepare(content),
                ReceivedAt = receivedAt,
                Publication = ReplyRules.FirstPublication(
                    import.Publication,
                    row.SenderType,
                    Verification.Staff,
                    holdsNationalId,
                    importedByStaff: true
                ),
                Channel = import.Channel,
                ExternalId = row.ExternalId,
                Sha256 = ReplyDigest.Sha256(secrets.Salt(id), content),
                UpdatedAt = now,
            };
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            await request.Lease.Renew(db, Instants.Floor(clock.GetUtcNow()));
            // Read with the piece: the deadline may have moved since the import began.
            var round = (await db.First<RoundRow>(SelectRound, new { request.Import.RoundId }))!;
            var (accepted, rejected, skipped) = (0, 0, 0);
            foreach (var (row, reply) in request.Rows.Zip(request.Replies))
            {
                if (reply is null)
                {
                    await Reject(request.Import.Id, row);
                    rejected++;
                }
                else if (row.ExternalId is not null && await db.First<int>(CountKnown, new { reply.HearingId, row.ExternalId }) > 0)
                {
                    skipped++;
                }
                else
                {
                    await NewReply.Insert(
                        db,
                        ids,
                        reply with
                        {
                            Late = !Deadline.IsOnTime(reply.ReceivedAt, round.ClosesAt),
                            ClosesAt = round.ClosesAt,
                        }
                    );
                    accepted++;
                }
            }
            await db.Run(
                UpdateProgress,
                new
                {
                    request.Import.Id,
                    Read = request.Rows.Count,
                    Accepted = accepted,
                    Rejected = rejected,
                    Skipped = skipped,
                }
            );
            return Unit.Value;
        }

        private Task<int> Reject(long import, ImportRow row) =>
            db.Run(
                InsertError,
                new
                {
                    Id = ids.Next(),
                    ImportId = import,
                    RowNumber = row.Row,
                    row.Source,
                    Code = row.RejectCode,
                    Message = row.RejectMessage ?? row.RejectCode,
                }
            );
    }

    private sealed record RoundRow
    {
        public required DateTimeOffset ClosesAt { get; init; }
    }

    private const string SelectRound = "select ClosesAt from HearingRound {locked} where Id = @RoundId";

    private const string CountKnown = "select count(*) from Reply where HearingId = @HearingId and ExternalId = @ExternalId";

    private const string InsertError = """
        insert into ImportError (Id, ImportId, RowNumber, Source, Code, Message)
        values (@Id, @ImportId, @RowNumber, @Source, @Code, @Message)
        """;

    private const string UpdateProgress = """
        update Import
        set Status = 'running', RowsRead = RowsRead + @Read, Accepted = Accepted + @Accepted, Rejected = Rejected + @Rejected,
            Skipped = Skipped + @Skipped
        where Id = @Id
        """;
}
