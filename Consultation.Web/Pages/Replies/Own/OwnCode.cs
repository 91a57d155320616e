using Consultation.Api.Features.Replies;
using Consultation.Domain;
using Consultation.Web.Pages.Replies.Writing;

namespace Consultation.Web.Pages.Replies.Own;

/// <summary>The code on a receipt that opens the sender's own reply, and what follows from holding it.</summary>
internal static class OwnCode
{
    /// <summary>The code itself, also where the whole link was pasted.</summary>
    public static string Of(string? typed)
    {
        var code = (typed ?? "").Trim();
        return code[(code.LastIndexOf('#') + 1)..];
    }

    /// <summary>Whether the latest version is this very form, so that posting it twice is no second correction.</summary>
    public static bool IsTheSame(ReplyForm form, ReplyInput input, GetOwnReply.Result latest)
    {
        var content = latest.Content;
        return form.Version < latest.Version
            && input.Position == content.Position
            && Same(input.Text, content.Text)
            && Same(input.Sender.Name, content.SenderName)
            && input
                .Answers.Select(answer => answer.Question)
                .SequenceEqual(content.Answers.Select(answer => answer.Question), StringComparer.Ordinal)
            && input
                .Answers.Zip(content.Answers)
                .All(pair =>
                    form.Answers[pair.First.Question]
                        .Where(value => value?.Length > 0)
                        .SequenceEqual(pair.Second.Values, StringComparer.Ordinal)
                )
            && input.Comments.Count == content.Comments.Count
            && input
                .Comments.Zip(content.Comments)
                .All(pair => Same(pair.First.Text?.Trim(), pair.Second.Text) && pair.First.Stance == pair.Second.Stance)
            && input
                .Files.Select(file => (file.Name, file.Size))
                .SequenceEqual(content.Attachments.Select(file => (file.FileName, file.Size)));
    }

    private static bool Same(string? typed, string? stored) =>
        string.Equals(PlainText.Normalise(typed), stored ?? "", StringComparison.Ordinal);
}
