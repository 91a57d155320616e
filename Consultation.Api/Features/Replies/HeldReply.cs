using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// What the reply's own columns and tables hold: what is published of it, or would be; after a redaction the redacted form. Originals that
/// lie apart are <see cref="ReplyVersions"/>.
/// </summary>
internal static class HeldReply
{
    /// <summary>The version that it is, as it was sent if nothing was ever taken out of it.</summary>
    public static async Task<ReplyVersions.Original> Version(Db db, long reply) => (await Read(db, [reply]))[0].Version;

    public static async Task<ReplyContent> Content(Db db, long reply) => (await Read(db, [reply]))[0].Version.Content;

    /// <summary>By the replies' Ids, as many as there are.</summary>
    public static async Task<IReadOnlyDictionary<long, ReplyContent>> Contents(Db db, IReadOnlyCollection<long> replies) =>
        (await Read(db, replies)).ToDictionary(held => held.Id, held => held.Version.Content);

    private static async Task<IReadOnlyList<(long Id, ReplyVersions.Original Version)>> Read(Db db, IReadOnlyCollection<long> replies)
    {
        if (replies.Count == 0)
        {
            return [];
        }
        var rows = await db.All<Row>(SelectHeld, new { Replies = replies });
        var comments = await ReplyParts.Comments(db, [.. rows.Where(row => row.Comments > 0).Select(row => row.Id)]);
        var files = await ReplyParts.Attachments(db, [.. rows.Where(row => row.Attachments > 0).Select(row => row.Id)]);
        return [.. rows.Select(row => (row.Id, row.Version([.. comments[row.Id]], [.. files[row.Id]])))];
    }

    private sealed record Row
    {
        public required long Id { get; init; }
        public required SenderType SenderType { get; init; }
        public string? SenderName { get; init; }
        public string? OrganisationNumber { get; init; }
        public string? OnBehalfOf { get; init; }
        public required Verification Verified { get; init; }
        public required string Language { get; init; }
        public required Position Position { get; init; }
        public required string Text { get; init; }
        public string? Answers { get; init; }
        public required int Comments { get; init; }
        public required int Attachments { get; init; }
        public required int VersionNumber { get; init; }
        public required string Sha256 { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }

        public ReplyVersions.Original Version(IReadOnlyList<Comment> comments, IReadOnlyList<AttachedFile> files) =>
            new()
            {
                Version = VersionNumber,
                Content = new ReplyContent
                {
                    SenderName = SenderName,
                    OnBehalfOf = OnBehalfOf,
                    Position = Position,
                    Text = Text,
                    Answers = ReplyParts.Answers(Answers),
                    Comments = comments,
                    Attachments = files,
                    Sender = new SenderFacts(SenderType, Verified, Language, OrganisationNumber),
                },
                Sha256 = Sha256,
                MadeAt = VersionNumber == 1 ? ReceivedAt : UpdatedAt,
                IsKept = false,
            };
    }

    private const string SelectHeld = """
        select Id, SenderType, SenderName, OrganisationNumber, OnBehalfOf, Verified, Language, Position, Text, Answers, Comments, Attachments,
            Version as VersionNumber, Sha256, ReceivedAt, UpdatedAt
        from Reply
        where Id in @Replies
        """;
}
