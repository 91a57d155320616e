using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using CsvHelper;
using MediatR;

namespace Consultation.Api.Features.Exports;

/// <summary>
/// A hearing's replies as CSV or JSON lines, streamed in order of number. An export is a cut-off, not a snapshot: each row is as it
/// is when it is read.
/// </summary>
internal sealed class ReplyExport(IMediator mediator, Secrets secrets, TimeProvider clock)
{
    private static readonly string[] PublicColumns =
    [
        "number",
        "round",
        "receivedAt",
        "late",
        "senderType",
        "senderName",
        "organisationNumber",
        "verified",
        "position",
        "publication",
        "language",
        "text",
        "comments",
        "attachments",
        "campaign",
    ];

    private static readonly CsvWriterOptions Options = new()
    {
        WriteByteOrderMark = true,
        NewLine = "\r\n",
        TrueValue = "true",
        FalseValue = "false",
        FormatProvider = CultureInfo.InvariantCulture,
    };

    private static readonly string[] StaffColumns = ["reference", "email", "channel"];

    /// <summary>UTF-8 with a byte order mark, comma and CRLF (RFC 4180); cells that a spreadsheet would run are defused.</summary>
    public async Task Csv(long hearing, Scope scope, Stream output, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(output, Options, leaveOpen: true);
        csv.WriteHeader(scope == Scope.All ? [.. PublicColumns, .. StaffColumns] : PublicColumns);
        await foreach (var row in Rows(hearing, scope, cancellation))
        {
            csv.WriteField(row.Number);
            csv.WriteField(row.Round);
            csv.WriteField(Instant(row.ReceivedAt));
            csv.WriteField(row.Late);
            csv.WriteField(row.SenderType.Code());
            csv.WriteField(SpreadsheetCell.Defuse(row.SenderName ?? ""));
            csv.WriteField(row.OrganisationNumber);
            csv.WriteField(row.Verified.Code());
            csv.WriteField(row.Position.Code());
            csv.WriteField(ReplyRules.Shown(row.Publication, row.Ground, row.ClosesAt, clock.GetUtcNow()).Code());
            csv.WriteField(row.Language);
            csv.WriteField(SpreadsheetCell.Defuse(row.Text));
            // Replies carry no comments, attachments or campaign yet; their columns keep their places.
            csv.WriteField("");
            csv.WriteField("");
            csv.WriteField("");
            if (scope == Scope.All)
            {
                csv.WriteField(secrets.Reference(row.Id));
                csv.WriteField(SpreadsheetCell.Defuse(row.SenderEmail ?? ""));
                csv.WriteField(SpreadsheetCell.Defuse(row.Channel ?? ""));
            }
            await csv.EndRecordAsync(cancellation);
        }
    }

    /// <summary>One JSON object a line, with the columns of the CSV as names.</summary>
    public async Task JsonLines(long hearing, Scope scope, Stream output, CancellationToken cancellation)
    {
        await using var buffered = new BufferedStream(output, 64 * 1024);
        await using var json = new Utf8JsonWriter(
            buffered,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true }
        );
        await foreach (var row in Rows(hearing, scope, cancellation))
        {
            json.WriteStartObject();
            json.WriteNumber("number", row.Number);
            json.WriteNumber("round", row.Round);
            json.WriteString("receivedAt", Instant(row.ReceivedAt));
            json.WriteBoolean("late", row.Late);
            json.WriteString("senderType", row.SenderType.Code());
            json.WriteString("senderName", row.SenderName);
            json.WriteString("organisationNumber", row.OrganisationNumber);
            json.WriteString("verified", row.Verified.Code());
            json.WriteString("position", row.Position.Code());
            json.WriteString("publication", ReplyRules.Shown(row.Publication, row.Ground, row.ClosesAt, clock.GetUtcNow()).Code());
            json.WriteString("language", row.Language);
            json.WriteString("text", row.Text);
            if (scope == Scope.All)
            {
                json.WriteString("reference", secrets.Reference(row.Id));
                json.WriteString("email", row.SenderEmail);
                json.WriteString("channel", row.Channel);
            }
            json.WriteEndObject();
            await json.FlushAsync(cancellation);
            json.Reset();
            buffered.WriteByte((byte)'\n');
        }
    }

    private async IAsyncEnumerable<ReadReplyRows.Row> Rows(
        long hearing,
        Scope scope,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var after = 0;
        while (true)
        {
            var rows = await mediator.Send(
                new ReadReplyRows.Query
                {
                    HearingId = hearing,
                    Scope = scope,
                    After = after,
                },
                cancellation
            );
            foreach (var row in rows)
            {
                yield return row;
            }
            if (rows.Count < ReadReplyRows.Batch)
            {
                yield break;
            }
            after = rows[^1].Number;
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
