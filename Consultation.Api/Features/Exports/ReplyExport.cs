using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Domain;
using CsvHelper;
using MediatR;

namespace Consultation.Api.Features.Exports;

/// <summary>
/// A hearing's replies as CSV or JSON lines, streamed in order of number. An export is a cut-off, not a snapshot: each row is as it
/// is when it is read. Both ways answer how many rows they wrote.
/// </summary>
internal sealed class ReplyExport(IMediator mediator, Secrets secrets, TimeProvider clock, ExportMetaCache kept)
{
    /// <summary>Bytes that are gathered before they are sent.</summary>
    private const int Piece = 32 * 1024;

    private static readonly CsvWriterOptions Options = new()
    {
        WriteByteOrderMark = true,
        NewLine = "\r\n",
        TrueValue = "true",
        FalseValue = "false",
        FormatProvider = CultureInfo.InvariantCulture,
    };

    private static readonly JsonWriterOptions JsonOptions = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        SkipValidation = true,
    };

    /// <summary>UTF-8 with a byte order mark, comma and CRLF (RFC 4180); cells that a spreadsheet would run are defused.</summary>
    public async Task<int> Csv(ExportOrder order, Stream output, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(output, Options, leaveOpen: true);
        csv.WriteHeader(order.Columns);
        var count = 0;
        await foreach (var rows in Batches(order, cancellation))
        {
            foreach (var row in rows)
            {
                Write(csv, order, row);
                await csv.EndRecordAsync(cancellation);
            }
            count += rows.Count;
            order.Written?.Invoke(count);
        }
        return count;
    }

    /// <summary>One JSON object a line, with the columns of the CSV as names; what has a structure keeps it, what is absent is left out.</summary>
    public async Task<int> JsonLines(ExportOrder order, Stream output, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * Piece);
        await using var json = new Utf8JsonWriter(buffer, JsonOptions);
        var count = 0;
        await foreach (var rows in Batches(order, cancellation))
        {
            foreach (var row in rows)
            {
                Write(json, order, row);
                await json.FlushAsync(cancellation);
                json.Reset();
                buffer.Write("\n"u8);
                if (buffer.WrittenCount >= Piece)
                {
                    await output.WriteAsync(buffer.WrittenMemory, cancellation);
                    buffer.ResetWrittenCount();
                }
            }
            count += rows.Count;
            order.Written?.Invoke(count);
        }
        await output.WriteAsync(buffer.WrittenMemory, cancellation);
        return count;
    }

    /// <summary>
    /// What stands beside an export. The checksum takes as long as the export itself, for it is of every byte; so it is kept while the
    /// hearing stays as it is.
    /// </summary>
    public Task<ExportMeta> Meta(ExportOrder order, ExportFormat format, CancellationToken cancellation) =>
        kept.Get(
            new(order.HearingId, order.Scope, order.Filter, format),
            async () =>
            {
                var state = await mediator.Send(new OpenExport.Query(order.HearingId, order.Scope), cancellation);
                return (state.Version, state.Passed);
            },
            () => Measured(order, format, cancellation),
            cancellation
        );

    private async Task<ExportMeta> Measured(ExportOrder order, ExportFormat format, CancellationToken cancellation)
    {
        var at = Instants.Floor(clock.GetUtcNow());
        await using var sum = new ChecksumStream();
        var rows = await (format == ExportFormat.Csv ? Csv(order, sum, cancellation) : JsonLines(order, sum, cancellation));
        var filter = order.Filter;
        var counted = await mediator.Send(
            new CountReplies.Query(order.HearingId, order.Scope, filter.SenderType, filter.Position, filter.Round),
            cancellation
        );
        return ExportMeta.Of(order, format, at, rows, counted, sum.Sha256());
    }

    private void Write(CsvWriter csv, ExportOrder order, ReadReplyRows.Row row)
    {
        csv.WriteField(row.Number);
        csv.WriteField(row.Round);
        csv.WriteField(ExportCells.Instant(row.ReceivedAt));
        csv.WriteField(row.Late);
        csv.WriteField(row.SenderType.Code());
        csv.WriteField(SpreadsheetCell.Defuse(row.SenderName ?? ""));
        csv.WriteField(row.OrganisationNumber);
        csv.WriteField(row.Verified.Code());
        csv.WriteField(row.Position.Code());
        csv.WriteField(ReplyRules.Shown(row.Publication, row.Ground, row.ClosesAt, clock.GetUtcNow()).Code());
        csv.WriteField(row.Language);
        csv.WriteField(SpreadsheetCell.Defuse(row.Text));
        var answers = order.Questions.Count == 0 ? [] : row.Answers;
        foreach (var question in order.Questions)
        {
            var answer = answers.FirstOrDefault(answer => answer.Question == question.Key);
            csv.WriteField(SpreadsheetCell.Defuse(ExportCells.Answer(answer)));
        }
        csv.WriteField(SpreadsheetCell.Defuse(ExportCells.Comments(row.Comments)));
        csv.WriteField(SpreadsheetCell.Defuse(ExportCells.Attachments(row.Attachments, order.IsAll)));
        csv.WriteField(row.Campaign?.Id.ToString(CultureInfo.InvariantCulture) ?? "");
        if (order.IsAll)
        {
            csv.WriteField(secrets.Reference(row.Id));
            csv.WriteField(SpreadsheetCell.Defuse(row.SenderEmail ?? ""));
            csv.WriteField(SpreadsheetCell.Defuse(row.Channel ?? ""));
        }
    }

    private void Write(Utf8JsonWriter json, ExportOrder order, ReadReplyRows.Row row)
    {
        json.WriteStartObject();
        json.WriteNumber("number", row.Number);
        json.WriteNumber("round", row.Round);
        json.WriteString("receivedAt", ExportCells.Instant(row.ReceivedAt));
        json.WriteBoolean("late", row.Late);
        json.WriteString("senderType", row.SenderType.Code());
        json.WriteString("senderName", row.SenderName);
        json.WriteString("organisationNumber", row.OrganisationNumber);
        json.WriteString("verified", row.Verified.Code());
        json.WriteString("position", row.Position.Code());
        json.WriteString("publication", ReplyRules.Shown(row.Publication, row.Ground, row.ClosesAt, clock.GetUtcNow()).Code());
        json.WriteString("language", row.Language);
        json.WriteString("text", row.Text);
        var answers = order.Questions.Count == 0 ? [] : row.Answers;
        foreach (var question in order.Questions)
        {
            if (answers.FirstOrDefault(answer => answer.Question == question.Key) is { Values.Count: > 0 } answer)
            {
                ExportCells.Answer(json, ExportOrder.Column(question), answer);
            }
        }
        ExportCells.Comments(json, row.Comments);
        ExportCells.Attachments(json, row.Attachments, order.IsAll);
        if (row.Campaign is { } campaign)
        {
            json.WriteStartObject("campaign");
            json.WriteString("id", campaign.Id.ToString(CultureInfo.InvariantCulture));
            json.WriteNumber("size", campaign.Size);
            json.WriteEndObject();
        }
        if (order.IsAll)
        {
            json.WriteString("reference", secrets.Reference(row.Id));
            json.WriteString("email", row.SenderEmail);
            json.WriteString("channel", row.Channel);
        }
        json.WriteEndObject();
    }

    private async IAsyncEnumerable<IReadOnlyList<ReadReplyRows.Row>> Batches(
        ExportOrder order,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var after = 0;
        while (true)
        {
            var query = new ReadReplyRows.Query
            {
                HearingId = order.HearingId,
                Scope = order.Scope,
                SenderType = order.Filter.SenderType,
                Position = order.Filter.Position,
                Round = order.Filter.Round,
                WithCampaigns = true,
                After = after,
            };
            var rows = await mediator.Send(query, cancellation);
            yield return rows;
            if (rows.Count < ReadReplyRows.Batch)
            {
                yield break;
            }
            after = rows[^1].Number;
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
