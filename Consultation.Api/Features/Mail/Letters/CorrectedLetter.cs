using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Domain;

namespace Consultation.Api.Features.Mail.Letters;

/// <summary>
/// The receipt of a corrected reply. Whoever has an address that was taken away from the reply hears that it was corrected, but is given no
/// links: they are the sender's alone.
/// </summary>
internal sealed class CorrectedLetter(Secrets secrets, OwnAddress address) : ILetter
{
    public const string Name = "reply.corrected";

    public string Kind => Name;

    /// <param name="Sha256">Of this version.</param>
    /// <param name="Waits">It is read by the ministry before it takes the place of the version before it.</param>
    /// <param name="IsFormer">To the address that the reply had before.</param>
    internal sealed record Correction(int Version, string Sha256, DateTimeOffset At, bool Waits, bool IsFormer = false);

    /// <summary>To the address that the reply has, and to the one that it had. Inside a command only.</summary>
    public static async Task Send(Db db, IdGenerator ids, OwnReply.Row reply, string? email, Correction correction)
    {
        await Mailing.ToSender(db, ids, Name, reply.Id, correction.At, correction);
        if (reply.SenderEmail is { } former && !string.Equals(former, email, StringComparison.OrdinalIgnoreCase))
        {
            await Mailing.To(db, ids, Name, former, reply.Language, correction.At, reply.Id, correction with { IsFormer = true });
        }
    }

    public async Task<Letter?> Write(Db db, LetterRequest request)
    {
        if (request.Facts is null || await LetterReply.Find(db, request.About) is not { } reply)
        {
            return null;
        }
        var correction = Stored.Read<Correction>(request.Facts);
        var texts = request.Texts;
        var title = reply.TitleIn(texts.Language);
        var parts = new List<Letter.IPart> { new Letter.Paragraph(texts.Get("corrected.intro", title, correction.Version)) };
        if (correction.Waits)
        {
            parts.Add(new Letter.Paragraph(texts.Get("corrected.waits")));
        }
        parts.AddRange(correction.IsFormer ? Told(reply, correction, texts) : Receipt(reply, correction, texts));
        return new Letter(reply.MinistryIn(texts.Language), texts.Get("corrected.subject", reply.Number, correction.Version, title), parts);
    }

    private static IEnumerable<Letter.IPart> Told(LetterReply.Row reply, Correction correction, LetterTexts texts) =>
        [
            new Letter.Facts([.. Marks(reply, correction, texts)]),
            new Letter.Paragraph(texts.Get("corrected.former")),
            new Letter.Paragraph(texts.Get("corrected.not_you", reply.MinistryIn(texts.Language))),
        ];

    private IEnumerable<Letter.IPart> Receipt(LetterReply.Row reply, Correction correction, LetterTexts texts)
    {
        var reference = secrets.Reference(reply.Id);
        var edit = Links.Edit(texts.Language, reply.HearingId, reply.Slug, reply.Number) + "#" + secrets.EditToken(reply.Id);
        return
        [
            new Letter.Facts([
                .. Marks(reply, correction, texts),
                (texts.Get("reference"), reference),
                (texts.Get("checksum"), correction.Sha256),
                (texts.Get("salt"), secrets.Salt(reply.Id)),
            ]),
            new Letter.Paragraph(texts.Get("received.checksum")),
            new Letter.Link(texts.Get("received.receipt"), address + Links.Receipt(texts.Language, reference)),
            new Letter.Link(texts.Get("received.edit"), address + edit),
            new Letter.Paragraph(texts.Get("corrected.private")),
            new Letter.Paragraph(texts.Get("corrected.not_you", reply.MinistryIn(texts.Language))),
        ];
    }

    private static IEnumerable<(string Label, string Value)> Marks(LetterReply.Row reply, Correction correction, LetterTexts texts) =>
        [
            .. reply.Marks(texts),
            (texts.Get("version"), correction.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            (texts.Get("received"), texts.Instant(reply.ReceivedAt, reply.TimeZone)),
            (texts.Get("corrected"), texts.Instant(correction.At, reply.TimeZone)),
        ];
}
