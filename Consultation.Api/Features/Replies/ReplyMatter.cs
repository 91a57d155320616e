using Consultation.Api.Data;
using Consultation.Api.Features.Attachments;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>Holds what a draft says against the hearing it is sent to: questions, documents and uploaded files. Inside a command only.</summary>
internal static class ReplyMatter
{
    /// <summary>Whether the caller may bring replies in for the ministry, and so answers for who sent them; no other key does.</summary>
    public static bool Vouches(CurrentUser user, long ministry) =>
        user.May(Permission.ImportReplies) && (user.SeesAllMinistries || user.MinistryId == ministry);

    /// <summary>The content with answers, comments and attachments settled; the files named are taken, so that no other reply can have them.</summary>
    /// <param name="kept">Files that the reply has already, when it is corrected; named by <c>keep:0</c> and so on.</param>
    /// <exception cref="BrokenRules">Everything that does not fit.</exception>
    public static async Task<ReplyContent> Settle(
        Db db,
        long hearing,
        IReadOnlyList<Question> questions,
        ReplyContent content,
        IReplyInput input,
        DateTimeOffset now,
        IReadOnlyList<AttachedFile>? kept = null
    )
    {
        var draft = input.Draft;
        if (questions.Count == 0 && draft is { Answers.Count: 0, Comments.Count: 0, Attachments.Count: 0 })
        {
            return content;
        }
        var answers = AnswerRules.Check(questions, draft.Answers, mustAnswer: content.Position == Position.WithRemarks);
        var refusals = answers.Refusals.ToList();
        var comments = await ReplyPlaces.Find(db, hearing, draft.Comments, refusals);
        var files = await TakenFiles.Take(db, draft.Attachments, kept ?? [], now, input.NotANationalId, refusals);
        return refusals.Count > 0
            ? throw new BrokenRules(refusals)
            : content with
            {
                Answers = answers.Answers,
                Comments = comments,
                Attachments = files,
            };
    }
}
