using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Mail.Letters;

/// <summary>Tells an invited body from which nothing has come when the deadline is. Whoever has declined meanwhile is left in peace.</summary>
internal sealed class BodyReminderLetter(OwnAddress address, TimeProvider clock) : ILetter
{
    public string Kind => "body.reminder";

    public async Task<Letter?> Write(Db db, LetterRequest request)
    {
        var now = Instants.Floor(clock.GetUtcNow());
        if (await LetterInvitation.Find(db, request.About, now) is not { DeclinedAt: null } body)
        {
            return null;
        }
        var texts = request.Texts;
        var title = body.TitleIn(texts.Language);
        var ministry = body.MinistryIn(texts.Language);
        return new Letter(
            ministry,
            texts.Get("body.reminder.subject", body.Deadline(texts), title),
            [
                new Letter.Paragraph(texts.Get("body.to", body.Name)),
                new Letter.Paragraph(texts.Get("body.reminder.intro", ministry, title)),
                new Letter.Facts([.. body.Marks(texts, now)]),
                new Letter.Paragraph(texts.Get("body.reminder.crossed")),
                .. body.Ending(texts, address),
            ]
        );
    }
}
