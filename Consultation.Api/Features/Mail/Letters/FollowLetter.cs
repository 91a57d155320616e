using Consultation.Api.Data;

namespace Consultation.Api.Features.Mail.Letters;

/// <summary>
/// Asks the owner of an address whether letters about a hearing shall go there. Who follows it already is told that, in the letter alone:
/// whoever typed the address does not learn it.
/// </summary>
internal sealed class FollowLetter(Secrets secrets, OwnAddress address) : ILetter
{
    public const string Name = "follow.confirm";

    public string Kind => Name;

    public async Task<Letter?> Write(Db db, LetterRequest request)
    {
        if (
            await LetterHearing.OfFollower(db, request.About) is not { } follower
            || await LetterHearing.Find(db, follower.HearingId) is not { } hearing
        )
        {
            return null;
        }
        var texts = request.Texts;
        var title = hearing.TitleIn(texts.Language);
        var token = secrets.FollowerToken(request.About);
        Letter.IPart[] parts = follower.ConfirmedAt is null
            ?
            [
                new Letter.Paragraph(texts.Get("follow.intro", title)),
                new Letter.Link(texts.Get("follow.confirm"), address + Links.ConfirmFollowing(texts.Language, token)),
                new Letter.Paragraph(texts.Get("follow.not_you")),
            ]
            :
            [
                new Letter.Paragraph(texts.Get("follow.already", title)),
                new Letter.Link(texts.Get("follow.hearing"), address + Links.Hearing(texts.Language, hearing.Id, hearing.Slug)),
                new Letter.Link(texts.Get("follow.end"), address + Links.EndFollowing(texts.Language, token)),
            ];
        return new Letter(hearing.MinistryIn(texts.Language), texts.Get("follow.subject", title), parts);
    }
}
