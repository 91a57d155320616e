using System.Globalization;
using System.Text;
using System.Text.Json;
using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Exports;

/// <summary>How what has a structure of its own is written: as one cell of CSV, and as JSON. README tells of both.</summary>
internal static class ExportCells
{
    private const string Between = "; ";

    /// <summary>What stands in a cell for a file that a redaction has hidden.</summary>
    private const string HiddenFile = "[hidden]";

    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    public static string Answer(Answer? answer) => answer is null ? "" : string.Join(Between, answer.Values);

    /// <summary>One comment a line: <c>[paragraph id] stance: text</c>, of which stance or text may be missing.</summary>
    public static string Comments(IReadOnlyList<Comment> comments)
    {
        var cell = new StringBuilder();
        foreach (var comment in comments)
        {
            cell.Append(cell.Length == 0 ? "" : "\n")
                .Append(CultureInfo.InvariantCulture, $"[{comment.ParagraphId ?? comment.DocumentId}]");
            if (comment.Stance is { } stance)
            {
                cell.Append(' ').Append(stance.Code());
            }
            if (!string.IsNullOrEmpty(comment.Text))
            {
                cell.Append(comment.Stance is null ? " " : ": ").Append(comment.Text);
            }
        }
        return cell.ToString();
    }

    /// <param name="showHidden">Staff see the names of files that the public does not.</param>
    public static string Attachments(IReadOnlyList<AttachedFile> files, bool showHidden) =>
        string.Join(Between, files.Select(file => file.Hidden && !showHidden ? HiddenFile : file.FileName));

    /// <summary>As it was sent: text and single a string, multiple an array of strings, scale a number, yesNo a boolean.</summary>
    public static void Answer(Utf8JsonWriter json, string name, Answer answer)
    {
        switch (answer.Kind)
        {
            case QuestionKind.Multiple:
                json.WriteStartArray(name);
                foreach (var value in answer.Values)
                {
                    json.WriteStringValue(value);
                }
                json.WriteEndArray();
                break;
            case QuestionKind.Scale when int.TryParse(answer.Values[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number):
                json.WriteNumber(name, number);
                break;
            case QuestionKind.YesNo:
                json.WriteBoolean(name, answer.Values[0] == "true");
                break;
            default:
                json.WriteString(name, answer.Values[0]);
                break;
        }
    }

    public static void Comments(Utf8JsonWriter json, IReadOnlyList<Comment> comments)
    {
        json.WriteStartArray("comments");
        foreach (var comment in comments)
        {
            json.WriteStartObject();
            json.WriteString(comment.Target.Code(), Id(comment.ParagraphId ?? comment.DocumentId));
            if (comment.Quote is { } quote)
            {
                json.WriteStartObject("quote");
                json.WriteNumber("start", quote.Start);
                json.WriteNumber("length", quote.Length);
                json.WriteString("text", quote.Text);
                json.WriteEndObject();
            }
            if (comment.Stance is { } stance)
            {
                json.WriteString("stance", stance.Code());
            }
            if (comment.Text is { } text)
            {
                json.WriteString("text", text);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Attachments(Utf8JsonWriter json, IReadOnlyList<AttachedFile> files, bool showHidden)
    {
        json.WriteStartArray("attachments");
        foreach (var file in files)
        {
            json.WriteStartObject();
            if (file.Hidden)
            {
                json.WriteBoolean("hidden", true);
            }
            if (showHidden || !file.Hidden)
            {
                json.WriteString("fileName", file.FileName);
                json.WriteString("contentType", file.ContentType);
                json.WriteNumber("size", file.Size);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
