using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>Originals of versions that <c>Reply</c> no longer, or not yet, holds as they were sent.</summary>
internal static class ReplyVersions
{
    /// <param name="Sha256">As on the receipt of that version.</param>
    public sealed record Original(int Version, ReplyContent Content, string Sha256);

    /// <summary>The latest version as it was sent; null when <c>Reply</c> itself holds it.</summary>
    public static async Task<Original?> Latest(Db db, long reply) =>
        await db.First<Row>(SelectLatest, new { Id = reply }) is { } row
            ? new(row.Version, Stored.Read<ReplyContent>(row.Content), row.Sha256)
            : null;

    /// <summary>Keeps a version's original; nothing happens when it is kept already. Inside a command only.</summary>
    public static Task<int> Keep(Db db, long reply, Original original, DateTimeOffset madeAt) =>
        db.Run(
            InsertVersion,
            new
            {
                ReplyId = reply,
                original.Version,
                Content = Stored.Json(original.Content),
                original.Sha256,
                MadeAt = madeAt,
            }
        );

    private sealed record Row
    {
        public required int Version { get; init; }
        public required string Content { get; init; }
        public required string Sha256 { get; init; }
    }

    private const string SelectLatest = """
        select v.Version, v.Content, v.Sha256
        from Reply r
        join ReplyVersion v on v.ReplyId = r.Id and v.Version = r.LatestVersion
        where r.Id = @Id
        """;

    private const string InsertVersion = """
        insert into ReplyVersion (ReplyId, Version, Content, Sha256, MadeAt)
        select r.Id, @Version, @Content, @Sha256, @MadeAt
        from Reply r
        where r.Id = @ReplyId and not exists (select 1 from ReplyVersion v where v.ReplyId = @ReplyId and v.Version = @Version)
        """;
}
