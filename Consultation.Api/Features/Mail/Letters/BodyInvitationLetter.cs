using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Mail.Letters;

/// <summary>Asks an invited body (høringsinstans) for its reply.</summary>
internal sealed class BodyInvitationLetter(OwnAddress address, TimeProvider clock) : ILetter
{
    public string Kind => "body.invitation";

    public async Task<Letter?> Write(Db db, LetterRequest request)
    {
        var now = Instants.Floor(clock.GetUtcNow());
        if (await LetterInvitation.Find(db, request.About, now) is not { } body)
        {
            return null;
        }
        var texts = request.Texts;
        var title = body.TitleIn(texts.Language);
        var ministry = body.MinistryIn(texts.Language);
        return new Letter(
            ministry,
            texts.Get("body.invitation.subject", title),
            [
                new Letter.Paragraph(texts.Get("body.to", body.Name)),
                new Letter.Paragraph(texts.Get("body.invitation.intro", ministry, title)),
                new Letter.Facts([.. body.Marks(texts, now)]),
                new Letter.Paragraph(texts.Get("body.invitation.forward")),
                .. body.Ending(texts, address),
            ]
        );
    }
}
