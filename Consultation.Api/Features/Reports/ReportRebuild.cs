using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Domain;

namespace Consultation.Api.Features.Reports;

/// <summary>
/// What follows for a round's report when a reply that it counts is redacted, withheld, restored or withdrawn: a published one is compiled
/// again and replaced, with a dated note; one that is not published yet is when it is put up.
/// </summary>
internal static class ReportRebuild
{
    /// <summary>
    /// Inside the command that changed the reply, which must also touch the hearing (<see cref="Hearings.HearingStore.Touch"/>) and set
    /// the reply's <c>UpdatedAt</c>. Many changes before the job has run make one compilation.
    /// </summary>
    public static async Task After(Db db, IdGenerator ids, long round, DateTimeOffset now)
    {
        var waits = await db.First<int>(CountPublished, new { RoundId = round }) > 0;
        await db.Run(UpdateOutdated, new { RoundId = round, Now = now });
        if (waits)
        {
            await Outbox.Add(db, ids, Work.CompileReport, round, now, now);
        }
    }

    private const string CountPublished = """
        select count(*) from Report where RoundId = @RoundId and PublishedAt is not null and OutdatedAt is null
        """;

    private const string UpdateOutdated = "update Report set OutdatedAt = @Now where RoundId = @RoundId and OutdatedAt is null";
}
