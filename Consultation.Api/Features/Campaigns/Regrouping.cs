using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Domain;

namespace Consultation.Api.Features.Campaigns;

/// <summary>
/// Says, in the command that does it, that replies came or changed, so that the hearing's campaigns are brought up to date. One piece of
/// work is enough for all that happens before it begins: whoever finds none waiting adds one. The flag lies in the row that numbers
/// replies: a command holds that row until it commits, so a reply is either there when the work has taken the flag down and begins to
/// read, or finds it down and adds the next piece.
/// </summary>
internal static class Regrouping
{
    /// <summary>Replies of this long are grouped together.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A stored reply's text or publication has changed: after a correction, a decision or a withdrawal. New replies need no such word,
    /// they are found by their numbers. Inside a command only.
    /// </summary>
    public static async Task Changed(Db db, IdGenerator ids, long hearing, int number, DateTimeOffset now)
    {
        await db.Run(
            InsertChange,
            new
            {
                Id = ids.Next(),
                HearingId = hearing,
                Number = number,
                Now = now,
            }
        );
        await Ask(db, ids, hearing, now);
    }

    /// <summary>Adds the work unless it waits already. Inside a command only.</summary>
    public static async Task Ask(Db db, IdGenerator ids, long hearing, DateTimeOffset now)
    {
        if (await db.Run(UpdateWaiting, new { HearingId = hearing }) == 1)
        {
            await Outbox.Add(db, ids, Work.GroupCampaigns, hearing, now + Delay, now);
        }
    }

    private const string InsertChange = """
        insert into CampaignChange (Id, HearingId, Number, ChangedAt) values (@Id, @HearingId, @Number, @Now)
        """;

    private const string UpdateWaiting = "update HearingState set CampaignsWait = 1 where HearingId = @HearingId and CampaignsWait = 0";
}
