using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Domain;

namespace Consultation.Api.Features.Moderation;

/// <summary>A reply as moderation needs it: what is published of it, where it stands, and the originals behind it.</summary>
internal static class StoredReply
{
    internal sealed record Row
    {
        public required long Id { get; init; }
        public required long HearingId { get; init; }
        public required long RoundId { get; init; }
        public required int Number { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public required Publication Publication { get; init; }
        public Ground? Ground { get; init; }
        public required bool AwaitsSecondPerson { get; init; }

        /// <summary>The version that is public, or waits to be.</summary>
        public required int Version { get; init; }

        /// <summary>Greater than <see cref="Version"/> when a correction waits to be read.</summary>
        public required int LatestVersion { get; init; }
        public required Position Position { get; init; }
        public required SenderType SenderType { get; init; }
        public string? SenderName { get; init; }
        public string? OnBehalfOf { get; init; }
        public string? OrganisationNumber { get; init; }
        public required Verification Verified { get; init; }
        public required string Language { get; init; }
        public required string Text { get; init; }
        public string? Answers { get; init; }
        public required string Sha256 { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
        public string? JournalCase { get; init; }
        public int? JournalDocument { get; init; }
        public DateTimeOffset? JournalledAt { get; init; }

        public bool IsCorrected => LatestVersion > Version;
        public Publication Counted => ReplyRules.Counted(Publication, Ground);
        public SenderFacts Sender => new(SenderType, Verified, Language, OrganisationNumber);
    }

    /// <summary>A version as it was sent.</summary>
    internal sealed record Original
    {
        public required int Version { get; init; }
        public required ReplyContent Content { get; init; }
        public required string Sha256 { get; init; }
        public required DateTimeOffset MadeAt { get; init; }

        /// <summary>Whether it lies apart from what is published.</summary>
        public required bool IsKept { get; init; }
    }

    public static async Task<Row> Find(Db db, long hearing, int number) =>
        await db.First<Row>(SelectReply, new { HearingId = hearing, Number = number }) ?? throw Refusals.NotFound();

    /// <summary>Every version that there is, in order, as it was sent; the last one is <see cref="Row.LatestVersion"/>.</summary>
    public static async Task<IReadOnlyList<Original>> Originals(Db db, Row reply)
    {
        var kept = await db.All<VersionRow>(SelectVersions, new { ReplyId = reply.Id });
        var originals = kept.Select(row => row.Original).ToList();
        if (originals.TrueForAll(original => original.Version != reply.Version))
        {
            // Nothing was ever taken out of the version that is published.
            originals.Add(
                new Original
                {
                    Version = reply.Version,
                    Content = await Published(db, reply),
                    IsKept = false,
                    Sha256 = reply.Sha256,
                    MadeAt = reply.Version == 1 ? reply.ReceivedAt : reply.UpdatedAt,
                }
            );
        }
        return [.. originals.OrderBy(original => original.Version)];
    }

    /// <summary>Keeps an original before the reply is published otherwise. What is kept stays kept. Inside a command only.</summary>
    public static Task<int> Keep(Db db, Row reply, Original original) =>
        ReplyVersions.Keep(db, reply.Id, new(original.Version, original.Content, original.Sha256), original.MadeAt);

    /// <summary>What is published of it, or would be.</summary>
    public static async Task<ReplyContent> Published(Db db, Row reply) =>
        new()
        {
            SenderName = reply.SenderName,
            OnBehalfOf = reply.OnBehalfOf,
            Position = reply.Position,
            Text = reply.Text,
            Answers = ReplyParts.Answers(reply.Answers),
            Comments = [.. (await ReplyParts.Comments(db, [reply.Id]))[reply.Id]],
            Attachments = [.. (await ReplyParts.Attachments(db, [reply.Id]))[reply.Id]],
            Sender = reply.Sender,
        };

    private sealed record VersionRow
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
                IsKept = true,
                Sha256 = Sha256,
                MadeAt = MadeAt,
            };
    }

    private const string SelectReply = """
        select r.Id, r.HearingId, r.RoundId, r.Number, hr.ClosesAt, r.Publication, r.Ground, r.AwaitsSecondPerson, r.Version,
            r.LatestVersion, r.Position, r.SenderType, r.SenderName, r.OnBehalfOf, r.OrganisationNumber, r.Verified, r.Language, r.Text,
            r.Answers, r.Sha256, r.ReceivedAt, r.UpdatedAt, r.JournalCase, r.JournalDocument, r.JournalledAt
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number = @Number
        """;

    private const string SelectVersions = """
        select Version, Content, Sha256, MadeAt from ReplyVersion where ReplyId = @ReplyId
        """;
}
