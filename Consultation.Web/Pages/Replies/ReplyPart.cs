using Consultation.Api.Features.Replies;
using Consultation.Domain;

namespace Consultation.Web.Pages.Replies;

/// <summary>What one page of a reply holds. Nearly all replies have one; a very long one is read in parts.</summary>
internal sealed class ReplyPart
{
    /// <summary>UTF-16 units: with all else that the first visit fetches, well under 100 kB compressed.</summary>
    private const int Most = 30_000;
    private int _left = Most;

    public string? Text { get; private init; }
    public IList<AnswerView> Answers { get; } = [];
    public IList<CommentView> Comments { get; } = [];

    public static IReadOnlyList<ReplyPart> Of(ReplyView reply)
    {
        var parts = new List<ReplyPart>();
        foreach (var text in reply.Text is { Length: > 0 } whole ? LongText.Pages(whole, Most) : [])
            parts.Add(new ReplyPart { Text = text, _left = Most - text.Length });
        if (parts.Count == 0)
            parts.Add(new ReplyPart());
        foreach (var answer in reply.Answers ?? [])
            Room(parts, answer.Value.GetRawText().Length).Answers.Add(answer);
        foreach (var comment in reply.Comments ?? [])
            Room(parts, (comment.Text?.Length ?? 0) + (comment.Quote?.Text.Length ?? 0) + 400).Comments.Add(comment);
        return parts;
    }

    private static ReplyPart Room(List<ReplyPart> parts, int length)
    {
        if (length > parts[^1]._left && parts[^1]._left < Most)
            parts.Add(new ReplyPart());
        parts[^1]._left -= length;
        return parts[^1];
    }
}
