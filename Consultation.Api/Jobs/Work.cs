namespace Consultation.Api.Jobs;

/// <summary>
/// The kinds of durable work, by names that stay as they are in the database whatever the classes are called. A queue is drained
/// one piece at a time, so that a long import never stands in the way of a deadline.
/// </summary>
internal static class Work
{
    /// <summary>Subject: round. Due at the deadline.</summary>
    public const string CloseRound = "round.close";

    /// <summary>Subject: round. Due when every submission that began in time has arrived.</summary>
    public const string CompileReport = "report.compile";

    /// <summary>Subject: round. Its replies that a deadline shows, or an extension hides, are written into the log of changes.</summary>
    public const string AnnounceChanges = "changes.announce";

    /// <summary>Subject: import.</summary>
    public const string RunImport = "import.run";

    /// <summary>Subject: none.</summary>
    public const string RebuildSearch = "search.rebuild";

    /// <summary>Subject: hearing. Due a moment after its replies came or changed.</summary>
    public const string GroupCampaigns = "campaigns.group";

    /// <summary>Subject: round. Its report is compiled again when the grouping is done that had to wait for an evening.</summary>
    public const string RenewReport = "report.renew";

    /// <summary>Subject: a letter's row in <c>Mail</c>.</summary>
    public const string SendMail = "mail.send";

    /// <summary>Subject: hearing. Its letters to invited bodies are put into the post.</summary>
    public const string WriteInvitations = "invitations.write";

    /// <summary>Subject: a row in <c>FollowerNotice</c>.</summary>
    public const string TellFollowers = "followers.tell";

    /// <summary>Subject: round. Due some days before the deadline.</summary>
    public const string RemindFollowers = "followers.remind";

    /// <summary>Where one looks at them in turn, replies are grouped before the report that shows the groups.</summary>
    public static IReadOnlyList<string> Queues { get; } = ["urgent", "analysis", "reports", "imports", "search", "followers", "mail"];

    /// <summary>Whether its work waits while the mode for the last evening is on. It is neither tried nor given up meanwhile.</summary>
    public static bool Rests(string queue) => queue is "analysis" or "search" or "followers";

    public static string QueueOf(string kind) =>
        kind switch
        {
            CompileReport => "reports",
            RunImport => "imports",
            RebuildSearch => "search",
            GroupCampaigns or RenewReport => "analysis",
            TellFollowers or RemindFollowers => "followers",
            SendMail => "mail",
            _ => "urgent",
        };
}
