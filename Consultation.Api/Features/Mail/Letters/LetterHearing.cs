using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Ministries;

namespace Consultation.Api.Features.Mail.Letters;

/// <summary>What letters about a hearing tell of it.</summary>
internal static class LetterHearing
{
    internal sealed record Row
    {
        public required long Id { get; init; }
        public required string Slug { get; init; }
        public required string Title { get; init; }
        public required string Translations { get; init; }
        public required string MinistryName { get; init; }
        public string? MinistryNames { get; init; }

        public string TitleIn(string language) =>
            Stored.Read<Dictionary<string, HearingTranslation>>(Translations).GetValueOrDefault(language)?.Title ?? Title;

        public string MinistryIn(string language) => Names.Of(MinistryName, MinistryNames).GetValueOrDefault(language) ?? MinistryName;
    }

    /// <summary>Of a follower, by the follower's Id; null when it was ended.</summary>
    public static Task<FollowedRow?> OfFollower(Db db, long follower) => db.First<FollowedRow>(SelectFollowed, new { Id = follower });

    internal sealed record FollowedRow
    {
        public required long HearingId { get; init; }
        public DateTimeOffset? ConfirmedAt { get; init; }
    }

    public static Task<Row?> Find(Db db, long hearing) => db.First<Row>(SelectHearing, new { Id = hearing });

    private const string SelectFollowed = "select HearingId, ConfirmedAt from Follower where Id = @Id";

    private const string SelectHearing = """
        select h.Id, h.Slug, h.Title, h.Translations, m.Name as MinistryName, m.Names as MinistryNames
        from Hearing h
        join Ministry m on m.Id = h.MinistryId
        where h.Id = @Id
        """;
}
