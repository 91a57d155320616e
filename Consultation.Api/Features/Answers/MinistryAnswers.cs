using Consultation.Api.Data;
using Consultation.Api.Features.Changes;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Moderation;
using Consultation.Domain;

namespace Consultation.Api.Features.Answers;

/// <summary>What the ministry answers a reply, for everybody to read as long as the reply is.</summary>
public sealed record MinistryAnswerView
{
    public required string Markdown { get; init; }

    /// <summary>Who answers for the ministry.</summary>
    public required string AnsweredBy { get; init; }

    /// <summary>What that person is in the ministry.</summary>
    public string? Title { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was last corrected; null: never.</summary>
    public DateTimeOffset? CorrectedAt { get; init; }
}

/// <summary>What the commands on a ministry's answer share.</summary>
internal static class MinistryAnswers
{
    /// <summary>Needs <c>a</c>, the answer, which may be none.</summary>
    public const string Columns = """
        a.Markdown as AnswerMarkdown, a.AnsweredBy, a.Title as AnswerTitle, a.MadeAt as AnsweredAt, a.CorrectedAt as AnswerCorrectedAt
        """;

    /// <summary>Tells caches and mirrors, when the reply itself can be read.</summary>
    public static async Task Changed(Db db, StoredReply.Row reply, DateTimeOffset now)
    {
        await db.Run(UpdateReply, new { reply.Id, Now = now });
        await HearingStore.Turn(db, reply.HearingId);
        db.Effects.HidingHearings.Add(reply.HearingId);
        if (ReplyRules.IsPublic(reply.Publication, reply.ClosesAt, now))
        {
            await PublicChanges.Reply(db, reply.HearingId, reply.Number, PublicChangeKind.Updated, now);
        }
    }

    private const string UpdateReply = "update Reply set UpdatedAt = @Now where Id = @Id";
}
