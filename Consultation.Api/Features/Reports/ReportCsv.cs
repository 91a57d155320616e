using System.Globalization;
using Consultation.Api.Data;
using Consultation.Api.Features.Exports;
using Consultation.Domain;
using CsvHelper;

namespace Consultation.Api.Features.Reports;

/// <summary>A report as rows of section, key, label and value, in the order of the JSON; UTF-8 with a byte order mark, cells defused.</summary>
internal static class ReportCsv
{
    private static readonly CsvWriterOptions Options = new()
    {
        WriteByteOrderMark = true,
        NewLine = "\r\n",
        FormatProvider = CultureInfo.InvariantCulture,
    };

    public static byte[] Write(ReportBody report)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Options, leaveOpen: true))
        {
            csv.WriteHeader(["section", "key", "label", "value"]);
            foreach (var (section, key, label, value) in Rows(report))
            {
                csv.WriteField(SpreadsheetCell.Defuse(section));
                csv.WriteField(SpreadsheetCell.Defuse(key));
                csv.WriteField(SpreadsheetCell.Defuse(label));
                csv.WriteField(value);
                csv.EndRecord();
            }
        }
        return bytes.ToArray();
    }

    private static IEnumerable<(string Section, string Key, string Label, string Value)> Rows(ReportBody report) =>
        [
            ("report", "round", "", Text(report.Round)),
            ("report", "cutoff", "", ExportCells.Instant(report.Cutoff)),
            ("report", "compiledAt", "", report.CompiledAt is { } at ? ExportCells.Instant(at) : ""),
            ("counts", "replies", "", Text(report.Replies)),
            ("counts", "published", "", Text(report.Published)),
            ("counts", "publishedRedacted", "", Text(report.PublishedRedacted)),
            ("counts", "inReview", "", Text(report.InReview)),
            ("counts", "awaitingDeadline", "", Text(report.AwaitingDeadline)),
            ("counts", "withheld", "", Text(report.Withheld)),
            ("counts", "withdrawn", "", Text(report.Withdrawn)),
            ("counts", "late", "", Text(report.Late)),
            ("counts", "withRemarks", "", Text(report.WithRemarks)),
            ("counts", "withoutRemarks", "", Text(report.WithoutRemarks)),
            .. report.BySenderType.Select(sender => ("bySenderType", sender.Key, "", Text(sender.Value))),
            .. report.ByDay.Select(day => ("byDay", day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "", Text(day.Count))),
            .. report.Questions.SelectMany(Rows),
            .. report.Paragraphs.SelectMany(place => Rows("paragraphs", place)),
            .. report.Documents.SelectMany(place => Rows("documents", place)),
            .. report.Campaigns.SelectMany(Rows),
            .. report.Invited is { } invited ? Rows(invited) : [],
            .. report.Notes.Select(note => ("notes", note.Code, "", ExportCells.Instant(note.At))),
            ("report", "sha256", "", report.Sha256 ?? ""),
        ];

    private static IEnumerable<(string Section, string Key, string Label, string Value)> Rows(QuestionCount question) =>
        [
            ("questions", question.Key, question.Label, Text(question.Answered)),
            .. question.Mean is { } mean
                ? [($"questions:{question.Key}", "mean", "", mean.ToString("0.##", CultureInfo.InvariantCulture))]
                : Array.Empty<(string, string, string, string)>(),
            .. (question.Options ?? []).Select(option => ($"questions:{question.Key}", option.Value, option.Label, Text(option.Count))),
        ];

    private static IEnumerable<(string Section, string Key, string Label, string Value)> Rows(string section, PlaceCount place)
    {
        var id = place.Id.ToString(CultureInfo.InvariantCulture);
        return
        [
            (section, id, place.Label, Text(place.Comments)),
            .. place.Stances.Select(stance => ($"{section}:{id}", stance.Key, "", Text(stance.Value))),
        ];
    }

    private static IEnumerable<(string Section, string Key, string Label, string Value)> Rows(CampaignCount campaign)
    {
        var section = $"campaigns:{campaign.Id.ToString(CultureInfo.InvariantCulture)}";
        return
        [
            (section, "size", "", Text(campaign.Size)),
            (section, "identical", "", Text(campaign.Identical)),
            (section, "representative", "", Text(campaign.Representative)),
        ];
    }

    private static IEnumerable<(string Section, string Key, string Label, string Value)> Rows(ReportInvited invited) =>
        [
            ("invited", "invited", "", Text(invited.Invited)),
            ("invited", "replied", "", Text(invited.Replied)),
            ("invited", "withoutRemarks", "", Text(invited.WithoutRemarks)),
            ("invited", "silent", "", Text(invited.Silent)),
            ("invited", "declined", "", Text(invited.Declined)),
            .. invited.Bodies.Select(body => ("invited:bodies", body.Group.Code(), body.Name, StateOf(body))),
        ];

    private static string StateOf(InvitedLine body) =>
        body.Position is { } position ? position.Code()
        : body.Declined ? "declined"
        : "silent";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
