using Consultation.Domain;

namespace Consultation.Api.Features.Search;

/// <summary>
/// The texts of a reply that can be found, named as a redaction names them: <c>text</c>, <c>answer:&lt;key&gt;</c> (answers in words),
/// <c>comment:&lt;n&gt;</c>, <c>sender.name</c>, <c>sender.onBehalfOf</c> and <c>attachment:&lt;k&gt;</c> (the file's name).
/// n and k are places in the reply's lists, counted from 0.
/// </summary>
internal static class ReplyFields
{
    public static IEnumerable<(string Question, string Text)> Answers(ReplyContent content) =>
        content
            .Answers.Where(answer => answer.Kind == QuestionKind.Text)
            .SelectMany(answer => answer.Values, (answer, value) => (answer.Question, value));

    /// <summary>All but the answers; a file that a redaction has hidden has no name.</summary>
    public static IEnumerable<(string Field, string Text)> Others(ReplyContent content) =>
        content
            .Comments.Select((comment, n) => ($"comment:{n}", comment.Text))
            .Prepend(("text", content.Text))
            .Append(("sender.name", content.SenderName))
            .Append(("sender.onBehalfOf", content.OnBehalfOf))
            .Concat(content.Attachments.Select((file, k) => ($"attachment:{k}", file.Hidden ? null : file.FileName)))
            .Where(field => !string.IsNullOrEmpty(field.Item2))
            .Select(field => (field.Item1, field.Item2!));

    /// <summary>In the order in which a hit is looked for: what was said first, who said it last.</summary>
    public static IEnumerable<(string Field, string? Text)> Public(ReplyContent content, IReadOnlyCollection<string> privateQuestions)
    {
        var others = Others(content).ToArray();
        var answers = Answers(content)
            .Where(answer => !privateQuestions.Contains(answer.Question))
            .Select(answer => ($"answer:{answer.Question}", (string?)answer.Text));
        return others
            .Where(field => field.Field == "text")
            .Select(field => (field.Field, (string?)field.Text))
            .Concat(answers)
            .Concat(others.Where(field => field.Field != "text").Select(field => (field.Field, (string?)field.Text)));
    }
}
