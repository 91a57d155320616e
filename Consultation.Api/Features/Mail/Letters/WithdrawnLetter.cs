using Consultation.Api.Data;

namespace Consultation.Api.Features.Mail.Letters;

/// <summary>Confirms to its sender that a reply was withdrawn, so that one who did not do it hears of it.</summary>
internal sealed class WithdrawnLetter(OwnAddress address) : ILetter
{
    public const string Name = "reply.withdrawn";

    public string Kind => Name;

    public async Task<Letter?> Write(Db db, LetterRequest request)
    {
        if (await LetterReply.Find(db, request.About) is not { } reply)
        {
            return null;
        }
        var texts = request.Texts;
        var ministry = reply.MinistryIn(texts.Language);
        var page = Links.Reply(texts.Language, reply.HearingId, reply.Slug, reply.Number);
        return new Letter(
            ministry,
            texts.Get("withdrawn.subject", reply.Number),
            [
                new Letter.Paragraph(texts.Get("withdrawn.intro", reply.TitleIn(texts.Language))),
                new Letter.Facts([.. reply.Marks(texts)]),
                new Letter.Paragraph(texts.Get("withdrawn.kept")),
                new Letter.Paragraph(texts.Get("withdrawn.not_you", ministry)),
                new Letter.Link(texts.Get("withdrawn.page"), address + page),
            ]
        );
    }
}
