using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Features.Search;
using Consultation.Api.Jobs;
using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>
/// Makes pieces of a file's rows that only have to be written: read, normalised, split into words, hashed and scanned, so that all of this
/// can be done while the piece before is being stored.
/// </summary>
internal sealed class ImportPieces(IdGenerator ids, Secrets secrets, Vocabulary vocabulary, TimeProvider clock)
{
    /// <summary>The most rows of a piece: under 20 ms of the write lane, so that senders are not kept waiting.</summary>
    public const int MostRows = 100;

    /// <summary>The most UTF-16 units of text in a piece, beyond its first row.</summary>
    private const int MostWeight = 192 * 1024;

    /// <summary>The rows that are not stored yet, read while they are taken.</summary>
    /// <exception cref="Refusal">The file as a whole cannot be read.</exception>
    public IEnumerable<ImportRows.Command> Of(Stream file, RunImport.ImportView import, Lease lease) =>
        Cut(Rows(file, import))
            .Select(rows => new ImportRows.Command
            {
                Import = import,
                Lease = lease,
                Rows = rows,
                Replies = Replies(rows, import),
                Share = (double)file.Position / file.Length,
            });

    private static IEnumerable<ImportRow> Rows(Stream file, RunImport.ImportView import)
    {
        if (import.Mapping is null)
        {
            return RegulationsGovReader.Read(file, import.FileName, import.RowsRead);
        }
        var mapping = Stored.Read<StartImport.Mapping>(import.Mapping);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(import.TimeZone);
        var mapper = new RowMapper(mapping, zone, Stored.Read<Question[]>(import.Questions));
        return mapping.Format switch
        {
            StartImport.Csv => CsvRows.Read(file, mapping, mapper, import.RowsRead),
            StartImport.JsonLines => JsonRows.Read(file, mapper, import.RowsRead),
            _ => RegulationsGovReader.Read(file, import.FileName, import.RowsRead),
        };
    }

    private static IEnumerable<IReadOnlyList<ImportRow>> Cut(IEnumerable<ImportRow> rows)
    {
        var piece = new List<ImportRow>(MostRows);
        var weight = 0;
        foreach (var row in rows)
        {
            if (piece.Count == MostRows || (piece.Count > 0 && weight + row.Weight > MostWeight))
            {
                yield return piece;
                (piece, weight) = (new List<ImportRow>(MostRows), 0);
            }
            piece.Add(row);
            weight += row.Weight;
        }
        if (piece.Count > 0)
        {
            yield return piece;
        }
    }

    private NewReply?[] Replies(IReadOnlyList<ImportRow> rows, RunImport.ImportView import)
    {
        var now = Instants.Floor(clock.GetUtcNow());
        return [.. rows.Select(row => row.RejectCode is null ? Reply(row, import, now) : null)];
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
            Excerpt = Excerpt.From(content.Text),
            ReceivedAt = Instants.Floor(row.ReceivedAt ?? now),
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
        };
    }

    private static bool HoldsNationalId(ReplyContent content) =>
        content
            .Answers.SelectMany(answer => answer.Values)
            .Append(content.Text)
            .Append(content.SenderName)
            .Any(text => NationalIdentityNumber.FindIn(text) is not null);
}
