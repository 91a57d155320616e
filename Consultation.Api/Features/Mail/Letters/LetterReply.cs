using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Ministries;
using Consultation.Domain;

namespace Consultation.Api.Features.Mail.Letters;

/// <summary>What letters about a reply tell of it. Nothing that its sender wrote: whoever sends a reply may give another's address.</summary>
internal static class LetterReply
{
    internal sealed record Row
    {
        public required long Id { get; init; }
        public required int Number { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public required bool Late { get; init; }
        public required string Sha256 { get; init; }
        public required long HearingId { get; init; }
        public required string Slug { get; init; }
        public required string Title { get; init; }
        public required string Translations { get; init; }
        public string? CaseNumber { get; init; }
        public required string TimeZone { get; init; }
        public required string MinistryName { get; init; }
        public string? MinistryNames { get; init; }

        public string TitleIn(string language) =>
            Stored.Read<Dictionary<string, HearingTranslation>>(Translations).GetValueOrDefault(language)?.Title ?? Title;

        public string MinistryIn(string language)
        {
            var names = Names.Of(MinistryName, MinistryNames);
            return names.GetValueOrDefault(language) ?? MinistryName;
        }

        /// <summary>How the ministry finds it again.</summary>
        public IEnumerable<(string Label, string Value)> Marks(LetterTexts texts)
        {
            yield return (texts.Get("number"), Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (CaseNumber is { Length: > 0 } number)
            {
                yield return (texts.Get("case"), number);
            }
        }
    }

    public static Task<Row?> Find(Db db, long reply) => db.First<Row>(SelectReply, new { Id = reply });

    private const string SelectReply = """
        select r.Id, r.Number, r.ReceivedAt, r.Late, coalesce(v.Sha256, r.Sha256) as Sha256, h.Id as HearingId, h.Slug, h.Title,
            h.Translations, h.CaseNumber, hr.TimeZone, m.Name as MinistryName, m.Names as MinistryNames
        from Reply r
        join Hearing h on h.Id = r.HearingId
        join HearingRound hr on hr.Id = r.RoundId
        join Ministry m on m.Id = h.MinistryId
        left join ReplyVersion v on v.ReplyId = r.Id and v.Version = r.LatestVersion
        where r.Id = @Id
        """;
}
