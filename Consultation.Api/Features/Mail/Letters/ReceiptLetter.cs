using Consultation.Api.Data;

namespace Consultation.Api.Features.Mail.Letters;

/// <summary>The receipt of a reply, as on its page, with the links that are its sender's alone.</summary>
internal sealed class ReceiptLetter(Secrets secrets, OwnAddress address) : ILetter
{
    public const string Name = "reply.received";

    public string Kind => Name;

    public async Task<Letter?> Write(Db db, LetterRequest request)
    {
        if (await LetterReply.Find(db, request.About) is not { } reply)
        {
            return null;
        }
        var texts = request.Texts;
        var title = reply.TitleIn(texts.Language);
        var reference = secrets.Reference(reply.Id);
        var edit = Links.Edit(texts.Language, reply.HearingId, reply.Slug, reply.Number) + "#" + secrets.EditToken(reply.Id);
        var parts = new List<Letter.Part>
        {
            new Letter.Paragraph(texts.Get("received.intro", title)),
            new Letter.Facts([
                .. reply.Marks(texts),
                (texts.Get("reference"), reference),
                (texts.Get("received"), texts.Instant(reply.ReceivedAt, reply.TimeZone)),
                (texts.Get("checksum"), reply.Sha256),
                (texts.Get("salt"), secrets.Salt(reply.Id)),
            ]),
            new Letter.Paragraph(texts.Get("received.checksum")),
            new Letter.Link(texts.Get("received.receipt"), address + Links.Receipt(texts.Language, reference)),
            new Letter.Link(texts.Get("received.edit"), address + edit),
            new Letter.Paragraph(texts.Get("received.private")),
        };
        if (reply.Late)
        {
            parts.Insert(1, new Letter.Paragraph(texts.Get("received.late")));
        }
        return new Letter(reply.MinistryIn(texts.Language), texts.Get("received.subject", reply.Number, title), parts);
    }
}
