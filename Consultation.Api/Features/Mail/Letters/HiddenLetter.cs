using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;

namespace Consultation.Api.Features.Mail.Letters;

/// <summary>
/// Tells a sender that words of a reply, or all of it, are not published: on which ground, and how to object. Of what was taken for spam
/// nobody is told: its address is as false as the rest, and the letter would be spam to whoever has it.
/// </summary>
internal sealed class HiddenLetter(OwnAddress address) : ILetter
{
    public const string Name = "reply.hidden";

    public string Kind => Name;

    /// <summary>Staff have it sent, and whoever is hidden must hear of it.</summary>
    public bool IsForAnyAddress => false;

    /// <param name="Whole">Nothing of it is published; else some words are taken out.</param>
    /// <param name="LegalBasis">As the moderator put it.</param>
    /// <param name="Message">To the sender, in the moderator's words.</param>
    internal sealed record Decision(bool Whole, Ground Ground, string? LegalBasis = null, string? Message = null);

    /// <summary>Inside a command only.</summary>
    public static async Task Send(Db db, IdGenerator ids, long reply, Decision decision, DateTimeOffset now)
    {
        if (decision.Ground != Ground.Spam)
        {
            await Mailing.ToSender(db, ids, Name, reply, now, decision);
        }
    }

    public async Task<Letter?> Write(Db db, LetterRequest request)
    {
        if (request.Facts is null || await LetterReply.Find(db, request.About) is not { } reply)
        {
            return null;
        }
        var decision = Stored.Read<Decision>(request.Facts);
        var texts = request.Texts;
        var ministry = reply.MinistryIn(texts.Language);
        var kind = decision.Whole ? "withheld" : "redacted";
        var facts = reply.Marks(texts).Append((texts.Get("ground"), texts.Of(decision.Ground)));
        if (!string.IsNullOrWhiteSpace(decision.LegalBasis))
        {
            facts = facts.Append((texts.Get("legal_basis"), decision.LegalBasis));
        }
        var page = Links.Reply(texts.Language, reply.HearingId, reply.Slug, reply.Number);
        return new Letter(
            ministry,
            texts.Get(kind + ".subject", reply.Number),
            [
                .. Paragraphs(decision.Message),
                new Letter.Paragraph(texts.Get(kind + ".intro", reply.TitleIn(texts.Language))),
                new Letter.Facts([.. facts]),
                new Letter.Paragraph(texts.Get("hidden.considered")),
                new Letter.Paragraph(texts.Get("hidden.complain", ministry)),
                new Letter.Link(texts.Get("hidden.page"), address + page),
            ]
        );
    }

    private static IEnumerable<Letter.IPart> Paragraphs(string? message) =>
        (message ?? "")
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => new Letter.Paragraph(text));
}
