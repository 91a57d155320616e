using Consultation.Api.Data;
using Consultation.Api.Features.Accounts;
using Consultation.Domain;

namespace Consultation.Api.Features.Mail.Letters;

/// <summary>
/// A one-time link to somebody who works here: an invitation or a new password. The link follows from its row when the letter is written, so
/// nothing secret waits in a table; of a link that is used or too old nobody is told.
/// </summary>
internal sealed class StaffLinkLetter(Secrets secrets, OwnAddress address, TimeProvider clock) : ILetter
{
    public const string Name = "staff.link";

    public string Kind => Name;

    /// <summary>Those who ask for it are counted before it is written down.</summary>
    public bool IsForAnyAddress => false;

    /// <summary>Inside a command only.</summary>
    public static async Task Send(Db db, IdGenerator ids, long link, DateTimeOffset now)
    {
        var row = (await db.First<Row>(SelectLink, new { Id = link, Now = now }))!;
        await Mailing.To(db, ids, Name, row.Email, row.Language, now, about: link);
    }

    public async Task<Letter?> Write(Db db, LetterRequest request)
    {
        if (await db.First<Row>(SelectLink, new { Id = request.About, Now = Instants.Floor(clock.GetUtcNow()) }) is not { } row)
        {
            return null;
        }
        var texts = request.Texts;
        var kind = row.Purpose == LinkPurpose.Invitation ? "invitation" : "reset";
        return new Letter(
            texts.Get("service"),
            texts.Get(kind + ".subject"),
            [
                new Letter.Paragraph(texts.Get("hello", row.Name)),
                new Letter.Paragraph(texts.Get(kind + ".intro")),
                new Letter.Link(
                    texts.Get("staff.choose_password"),
                    address + StaffLinks.Link(texts.Language, secrets.LinkToken(request.About))
                ),
                new Letter.Paragraph(texts.Get(kind + ".once")),
            ]
        );
    }

    private sealed record Row
    {
        public required LinkPurpose Purpose { get; init; }
        public required string Email { get; init; }
        public required string Name { get; init; }
        public required string Language { get; init; }
    }

    private const string SelectLink = """
        select l.Purpose, u.Email, u.Name, u.Language
        from OneTimeLink l
        join StaffUser u on u.Id = l.UserId
        where l.Id = @Id and l.UsedAt is null and l.ExpiresAt > @Now and u.DisabledAt is null
        """;
}
