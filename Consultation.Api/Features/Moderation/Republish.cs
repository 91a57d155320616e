using Consultation.Api.Data;
using Consultation.Api.Features.Changes;
using Consultation.Api.Features.Replies;
using Consultation.Domain;

namespace Consultation.Api.Features.Moderation;

/// <summary>
/// The one way in which a decision reaches what is published: the reply's own columns and tables, the counters, the log of changes, the
/// search index, campaigns, the kept answers and the report, in one transaction. Everything that shows replies reads what this writes.
/// </summary>
internal sealed class Republish(Db db, IdGenerator ids)
{
    internal sealed record Change
    {
        public required Publication Publication { get; init; }
        public Ground? Ground { get; init; }
        public bool AwaitsSecondPerson { get; init; }

        /// <summary>Null: what is published of it (or would be) stays as it is.</summary>
        public Content? Content { get; init; }
    }

    internal sealed record Content(ReplyVersions.Original Version, ReplyContent Published);

    public async Task To(StoredReply.Row was, Change change, DateTimeOffset now)
    {
        await FilterCounters.Take(db, was.Id);
        if (change.Content is { } content)
        {
            await ReplyParts.Replace(db, ids, was.Id, was.HearingId, content.Published);
        }
        await db.Run(
            UpdateReply,
            new
            {
                was.Id,
                Publication = change.Publication.Code(),
                Ground = change.Ground?.Code(),
                change.AwaitsSecondPerson,
                Version = change.Content?.Version.Version ?? was.Version,
                Sha256 = change.Content?.Version.Sha256 ?? was.Sha256,
                Now = now,
            }
        );
        await Counters.Move(
            db,
            was.RoundId,
            new Counters.Standing(was.Counted, was.Position, Late: false),
            new Counters.Standing(
                ReplyRules.Counted(change.Publication, change.Ground),
                change.Content?.Published.Position ?? was.Position,
                Late: false
            )
        );
        await FilterCounters.Put(db, was.Id);
        await Tell(was, change, now);
    }

    /// <summary>Those who have seen something, or can see it now, hear of it.</summary>
    private async Task Tell(StoredReply.Row was, Change change, DateTimeOffset now)
    {
        var seen = ReplyRules.IsPublic(was.Publication, was.ClosesAt, now);
        var visible = ReplyRules.IsPublic(change.Publication, was.ClosesAt, now);
        var changed = new ChangedReply(was.HearingId, was.Number, was.Id, was.RoundId);
        await changed.Follow(db, ids, hides: seen, counted: seen || visible, now);
        // Placeholders are public too: one that comes, goes, or is confirmed.
        if (seen || visible || was.Publication == Publication.Withheld || change.Publication == Publication.Withheld)
        {
            var kind = (seen, visible) switch
            {
                (_, false) => PublicChangeKind.Withheld,
                (false, true) => PublicChangeKind.Published,
                _ => change.Ground is null ? PublicChangeKind.Updated : PublicChangeKind.Redacted,
            };
            await PublicChanges.Reply(db, was.HearingId, was.Number, kind, now);
        }
    }

    private const string UpdateReply = """
        update Reply
        set Publication = @Publication, Ground = @Ground, AwaitsSecondPerson = @AwaitsSecondPerson, Version = @Version, Sha256 = @Sha256,
            UpdatedAt = @Now
        where Id = @Id
        """;
}
