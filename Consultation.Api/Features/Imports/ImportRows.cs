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
    /// <summary>The most rows of a piece: well under 20 ms, so that senders are not kept waiting.</summary>
    public const int Piece = 50;

    /// <summary>The most UTF-16 units of text in a piece, beyond its first row.</summary>
    private const int PieceWeight = 128 * 1024;

    private const int MostSource = 400;
    private const int MostMessage = 1000;

    /// <summary>The rows in pieces of <see cref="Piece"/>; in shorter ones where the texts are long.</summary>
    internal static IEnumerable<IReadOnlyList<ImportRow>> Pieces(IEnumerable<ImportRow> rows)
    {
        var piece = new List<ImportRow>(Piece);
        var weight = 0;
        foreach (var row in rows)
        {
            if (piece.Count == Piece || (piece.Count > 0 && weight + row.Weight > PieceWeight))
            {
                yield return piece;
                (piece, weight) = (new List<ImportRow>(Piece), 0);
            }
            piece.Add(row);
            weight += row.Weight;
        }
        if (piece.Count > 0)
        {
            yield return piece;
        }
    }

    [Requires(Permission.RunJobs)]
    internal sealed record Command : ICommand<Unit>
    {
        public required RunImport.ImportView Import { get; init; }
        public required Lease Lease { get; init; }
        public required IReadOnlyList<ImportRow> Rows { get; init; }

        /// <summary>How much of the file has been read with this piece, from 0 to 1.</summary>
        public double Share { get; init; }
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
                SenderName = row.SenderName,
                Position = row.Position,
                Text = row.Text,
                Answers = row.Answers,
            };
            var receivedAt = Instants.Floor(row.ReceivedAt ?? now);
            return new NewReply
            {
                Id = id,
                HearingId = import.HearingId,
                RoundId = import.RoundId,
                SenderType = row.SenderType,
                SenderEmail = row.Email,
                OrganisationNumber = row.OrganisationNumber,
                Verified = Verification.Staff,
                Language = row.Language ?? import.Language,
                Content = content,
                Search = vocabulary.Prepare(content),
                ReceivedAt = receivedAt,
                Publication = ReplyRules.FirstPublication(
                    import.Publication,
                    row.SenderType,
                    Verification.Staff,
                    HoldsNationalId(content),
                    importedByStaff: true
                ),
                Channel = import.Channel,
                ExternalId = row.ExternalId,
                Sha256 = ReplyDigest.Sha256(secrets.Salt(id), content),
                UpdatedAt = now,
            };
        }

        private static bool HoldsNationalId(ReplyContent content) =>
            content
                .Answers.SelectMany(answer => answer.Values)
                .Append(content.Text)
                .Append(content.SenderName)
                .Any(text => NationalIdentityNumber.FindIn(text) is not null);
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            await request.Lease.Renew(db, Instants.Floor(clock.GetUtcNow()));
            // Read with the piece: the deadline may have moved since the import began.
            var round = (await db.First<RoundRow>(SelectRound, new { request.Import.RoundId }))!;
            var known = await Known(request);
            var (accepted, rejected, skipped) = (0, 0, 0);
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
                    request.Share,
                    Read = request.Rows.Count,
                    Accepted = accepted,
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
            wanted.AddRange(Enumerable.Repeat(wanted[0], Piece - wanted.Count));
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
