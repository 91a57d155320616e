using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Mail.Letters;

/// <summary>Tells a sender that the ministry has answered the reply in public, and where; the answer itself may still be corrected there.</summary>
internal sealed class AnsweredLetter(OwnAddress address) : ILetter
{
    public const string Name = "reply.answered";

    public string Kind => Name;

    /// <summary>Staff have it sent, of a reply that is published.</summary>
    public bool IsForAnyAddress => false;

    /// <summary>Inside a command only.</summary>
    public static Task<bool> Send(Db db, IdGenerator ids, long reply, DateTimeOffset now) => Mailing.ToSender(db, ids, Name, reply, now);

    public async Task<Letter?> Write(Db db, LetterRequest request)
    {
        var isThere = await db.First<int>(CountAnswer, new { ReplyId = request.About }) > 0;
        if (!isThere || await LetterReply.Find(db, request.About) is not { } reply)
        {
            return null;
        }
        var texts = request.Texts;
        var ministry = reply.MinistryIn(texts.Language);
        var page = Links.Reply(texts.Language, reply.HearingId, reply.Slug, reply.Number) + "#svar-fra-departementet";
        return new Letter(
            ministry,
            texts.Get("answered.subject", ministry, reply.Number),
            [
                new Letter.Paragraph(texts.Get("answered.intro", ministry, reply.TitleIn(texts.Language))),
                new Letter.Facts([.. reply.Marks(texts)]),
                new Letter.Link(texts.Get("answered.page"), address + page),
                new Letter.Paragraph(texts.Get("answered.public")),
            ]
        );
    }

    // Taken back again before the letter went, it is not worth one.
    private const string CountAnswer = """
        select count(*)
        from MinistryAnswer a
        join Reply r on r.Id = a.ReplyId
        where a.ReplyId = @ReplyId and r.Publication in ('published', 'publishedRedacted', 'awaitingDeadline')
        """;
}
