namespace Consultation.Api.Features.Replies;

/// <summary>
/// The one place that says which replies the public may read. The first line is written exactly as the index <c>IX_Reply_Public</c>
/// has it; the second lets replies that awaited the deadline appear at the instant, without a job. Needs <c>r</c> (Reply), <c>hr</c>
/// (its round) and <c>@Now</c>.
/// </summary>
internal static class PublicReplies
{
    public const string Where = """
        r.Publication in ('published', 'publishedRedacted', 'awaitingDeadline')
            and (r.Publication <> 'awaitingDeadline' or hr.ClosesAt <= @Now)
        """;

    /// <summary>The state as everybody sees it, like <see cref="Domain.ReplyRules.Shown"/>. Needs the same.</summary>
    public const string Shown = """
        case
            when r.Publication <> 'awaitingDeadline' or hr.ClosesAt > @Now then r.Publication
            when r.Ground is null then 'published'
            else 'publishedRedacted'
        end
        """;
}
