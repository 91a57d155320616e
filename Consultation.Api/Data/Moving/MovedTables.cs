namespace Consultation.Api.Data.Moving;

/// <summary>
/// Which tables are carried when an installation moves, and which are not. A table of a new migration stands in one of the two lists, or a test
/// fails and nothing can be exported.
/// </summary>
internal static class MovedTables
{
    /// <summary>What the installation knows, in an order in which rows find those that they refer to.</summary>
    public static IReadOnlyList<string> Carried { get; } =
    [
        "Ministry",
        "Subject",
        "ApiKey",
        "StaffUser",
        "StaffRole",
        "RecoveryCode",
        "StaffSession",
        "OneTimeLink",
        "AuditEntry",
        "Hearing",
        "HearingState",
        "HearingSubject",
        "HearingRound",
        "DeadlineChange",
        "Document",
        "DocumentVersion",
        "Paragraph",
        "ParagraphVersion",
        "Attachment",
        "Annex",
        "Reply",
        "ReplyVersion",
        "ReplyComment",
        "ReplyAttachment",
        "RoundCounter",
        "FilterCounter",
        "ParagraphCounter",
        "Idempotency",
        "ModerationDecision",
        "MinistryAnswer",
        "ReplyFlag",
        "Campaign",
        "CampaignSize",
        "CampaignMember",
        "CampaignState",
        "CampaignChange",
        "Import",
        "ImportError",
        "Report",
        "Outcome",
        "Invitation",
        "Follower",
        "FollowerNotice",
        "PublicChange",
        "Mail",
        "Outbox",
        "EveningMode",
    ];

    /// <summary>What is not carried and in no sum, with the reason. They must be as migrations leave them where an installation is brought in.</summary>
    public static IReadOnlyDictionary<string, string> Left { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Migration"] = "each engine's own journal: the schema is compared by the names of its migrations",
            ["SearchReply"] = "the full-text index: SQLite keeps no text of it to carry; built anew from the replies at the server's start",
            ["SearchHearing"] = "the full-text index of the hearings; built anew likewise",
            ["SearchShelf"] = "where rows stand in the full-text index; made anew with it",
            ["SearchWord"] = "the words that the full-text index has met; met anew as it is built",
            ["SearchRebuild"] = "how far the full-text index has been built",
        };
}
