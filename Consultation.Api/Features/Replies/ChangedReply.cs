using Consultation.Api.Data;
using Consultation.Api.Features.Campaigns;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Reports;
using Consultation.Api.Features.Search;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// What follows, whoever changes it, when what a stored reply says or its state of publication has changed: caches, search, campaigns and
/// a published report. The log of changes is told by the command, which knows what it was.
/// </summary>
internal sealed record ChangedReply(long HearingId, int Number, long Id, long RoundId)
{
    /// <summary>To be called when content and state are both written. Inside a command only.</summary>
    /// <param name="hides">Something that was public may be gone: the next answer shows it.</param>
    /// <param name="counted">A published report counts it, or shall.</param>
    public async Task Follow(Db db, IdGenerator ids, bool hides, bool counted, DateTimeOffset now)
    {
        await HearingStore.Turn(db, HearingId);
        if (hides)
        {
            db.Effects.HidingHearings.Add(HearingId);
        }
        await SearchIndex.Refresh(db, ids, Id);
        await Regrouping.Changed(db, ids, HearingId, Number, now);
        if (counted)
        {
            await ReportRebuild.After(db, ids, RoundId, now);
        }
    }
}
