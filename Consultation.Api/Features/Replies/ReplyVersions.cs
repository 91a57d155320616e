using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>Originals of versions that <c>Reply</c> no longer, or not yet, holds as they were sent.</summary>
internal static class ReplyVersions
{
    /// <summary>A version as it was sent.</summary>
    internal sealed record Original
    {
        public required int Version { get; init; }
        public required ReplyContent Content { get; init; }

        /// <summary>As on the receipt of that version.</summary>
        public required string Sha256 { get; init; }
        public required DateTimeOffset MadeAt { get; init; }

        /// <summary>Whether it lies apart from what is published.</summary>
        public required bool IsKept { get; init; }
    }

    /// <summary>The latest version as it was sent; null when <c>Reply</c> itself holds it.</summary>
    public static async Task<Original?> Latest(Db db, long reply) => (await db.First<Row>(SelectLatest, new { Id = reply }))?.Original;

    /// <summary>The latest versions of these replies, by Id, as they were sent; without those that <c>Reply</c> itself holds.</summary>
    public static async Task<IReadOnlyDictionary<long, ReplyContent>> LatestContents(Db db, IReadOnlyCollection<long> replies) =>
        replies.Count == 0
            ? new Dictionary<long, ReplyContent>()
            : (await db.All<LatestRow>(SelectLatestOf, new { Replies = replies })).ToDictionary(
                row => row.ReplyId,
                row => Stored.Read<ReplyContent>(row.Content)
            );

    private sealed record LatestRow
    {
        public required long ReplyId { get; init; }
        public required string Content { get; init; }
    }

    private const string SelectLatestOf = """
        select v.ReplyId, v.Content
        from Reply r
        join ReplyVersion v on v.ReplyId = r.Id and v.Version = r.LatestVersion
        where r.Id in @Replies
        """;

    /// <summary>Every version that there is, in order, as it was sent.</summary>
    /// <param name="published">The number of the one that <c>Reply</c> holds.</param>
    public static async Task<IReadOnlyList<Original>> All(Db db, long reply, int published)
    {
        var originals = (await db.All<Row>(SelectAll, new { Id = reply })).Select(row => row.Original).ToList();
        if (originals.TrueForAll(original => original.Version != published))
        {
            // Nothing was ever taken out of the version that is published.
            originals.Add(await HeldReply.Version(db, reply));
        }
        return [.. originals.OrderBy(original => original.Version)];
    }

    /// <summary>
    /// Keeps a version's original, before the reply is published otherwise; nothing happens when it is kept already. Inside a command only.
    /// </summary>
    public static Task<int> Keep(Db db, long reply, Original original) =>
        db.Run(
            InsertVersion,
            new
            {
                ReplyId = reply,
                original.Version,
                Content = Stored.Json(original.Content),
                original.Sha256,
                original.MadeAt,
            }
        );

    private sealed record Row
    {
        public required int Version { get; init; }
        public required string Content { get; init; }
        public required string Sha256 { get; init; }
        public required DateTimeOffset MadeAt { get; init; }

        public Original Original =>
            new()
            {
                Version = Version,
                Content = Stored.Read<ReplyContent>(Content),
                Sha256 = Sha256,
                MadeAt = MadeAt,
                IsKept = true,
            };
    }

    private const string SelectLatest = """
        select v.Version, v.Content, v.Sha256, v.MadeAt
        from Reply r
        join ReplyVersion v on v.ReplyId = r.Id and v.Version = r.LatestVersion
        where r.Id = @Id
        """;

    private const string SelectAll = "select Version, Content, Sha256, MadeAt from ReplyVersion where ReplyId = @Id";

    private const string InsertVersion = """
        insert into ReplyVersion (ReplyId, Version, Content, Sha256, MadeAt)
        select r.Id, @Version, @Content, @Sha256, @MadeAt
        from Reply r
        where r.Id = @ReplyId and not exists (select 1 from ReplyVersion v where v.ReplyId = @ReplyId and v.Version = @Version)
        """;
}
