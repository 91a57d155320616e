using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Ministries;
using Consultation.Domain;

namespace Consultation.Api.Features.Mail.Letters;

/// <summary>What letters to an invited body tell of the hearing. Null once there is nothing to invite to: no round is open or planned.</summary>
internal static class LetterInvitation
{
    internal sealed record Row
    {
        public required string Name { get; init; }
        public DateTimeOffset? DeclinedAt { get; init; }
        public required long HearingId { get; init; }
        public required string Slug { get; init; }
        public required string Title { get; init; }
        public required string Translations { get; init; }
        public string? CaseNumber { get; init; }
        public required DateTimeOffset OpensAt { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public required string TimeZone { get; init; }
        public required string MinistryName { get; init; }
        public string? MinistryNames { get; init; }
        public string? MinistryEmail { get; init; }

        public string TitleIn(string language) =>
            Stored.Read<Dictionary<string, HearingTranslation>>(Translations).GetValueOrDefault(language)?.Title ?? Title;

        public string MinistryIn(string language) => Names.Of(MinistryName, MinistryNames).GetValueOrDefault(language) ?? MinistryName;

        public string Deadline(LetterTexts texts) => texts.LastDay(ClosesAt, TimeZone);

        /// <summary>How the ministry finds it, and until when it can be replied to.</summary>
        public IEnumerable<(string Label, string Value)> Marks(LetterTexts texts, DateTimeOffset now)
        {
            if (OpensAt > now)
            {
                yield return (texts.Get("body.opens"), texts.Day(OpensAt, TimeZone));
            }
            yield return (texts.Get("body.deadline"), Deadline(texts));
            if (CaseNumber is { Length: > 0 } number)
            {
                yield return (texts.Get("case"), number);
            }
        }

        /// <summary>What every letter to an invited body ends with.</summary>
        public IEnumerable<Letter.IPart> Ending(LetterTexts texts, OwnAddress address)
        {
            yield return new Letter.Link(texts.Get("body.read"), address + Links.Hearing(texts.Language, HearingId, Slug));
            yield return new Letter.Link(texts.Get("body.reply"), address + Links.Send(texts.Language, HearingId, Slug));
            yield return new Letter.Paragraph(texts.Get("body.without"));
            yield return new Letter.Paragraph(texts.Get("body.public"));
            if (MinistryEmail is { Length: > 0 } email)
            {
                yield return new Letter.Paragraph(texts.Get("body.contact", MinistryIn(texts.Language), email));
            }
        }
    }

    public static Task<Row?> Find(Db db, long invitation, DateTimeOffset now) =>
        db.First<Row>(SelectInvitation, new { Id = invitation, Now = now });

    private const string SelectInvitation = """
        select i.Name, i.DeclinedAt, h.Id as HearingId, h.Slug, h.Title, h.Translations, h.CaseNumber, hr.OpensAt, hr.ClosesAt, hr.TimeZone,
            m.Name as MinistryName, m.Names as MinistryNames, m.Email as MinistryEmail
        from Invitation i
        join Hearing h on h.Id = i.HearingId
        join HearingRound hr on hr.HearingId = h.Id
        join Ministry m on m.Id = h.MinistryId
        where i.Id = @Id and h.PublishedAt is not null and h.ConcludedAt is null and h.WithdrawnAt is null and hr.ClosesAt > @Now
        order by hr.OpensAt
        {first 1}
        """;
}
