using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Jobs;
using Consultation.Domain;

namespace Consultation.Api.Features.Mail;

/// <summary>
/// The way to send somebody a letter: in the command that it follows from, so that it is sent if and only if the command was. What stands in
/// the row is what the letter is written from; it is written when it is sent (<see cref="ILetter"/>, one file a letter in
/// <c>Letters/</c>). A letter may arrive twice, with the same Message-ID, when the program dies between the server's yes and our own note of it.
/// </summary>
internal static class Mailing
{
    /// <summary>
    /// To whoever sent a reply, in the language that it was sent in; nothing where no address is known. Answers whether there is a letter.
    /// Inside a command only.
    /// </summary>
    public static async Task<bool> ToSender(Db db, IdGenerator ids, string kind, long reply, DateTimeOffset now, object? facts = null)
    {
        var values = new
        {
            Id = ids.Next(),
            Kind = kind,
            ReplyId = reply,
            Facts = facts is null ? null : Stored.Json(facts),
            Now = now,
        };
        if (await db.Run(InsertToSender, values) == 0)
        {
            return false;
        }
        await Outbox.Add(db, ids, Work.SendMail, values.Id, now, now);
        return true;
    }

    /// <summary>To an address. Inside a command only.</summary>
    /// <param name="recipient">An address without a name; another kind of text is parked and never sent.</param>
    /// <param name="language">nb, nn or en; another gives bokmål.</param>
    /// <param name="about">The Id of what the letter reads of, as its kind has it.</param>
    /// <param name="facts">What the letter needs beside that, as a record; forgotten when it is sent.</param>
    public static async Task To(
        Db db,
        IdGenerator ids,
        string kind,
        string recipient,
        string language,
        DateTimeOffset now,
        long? about = null,
        object? facts = null
    )
    {
        var values = new
        {
            Id = ids.Next(),
            Kind = kind,
            Language = language,
            Recipient = recipient,
            About = about,
            Facts = facts is null ? null : Stored.Json(facts),
            Now = now,
        };
        await db.Run(InsertMail, values);
        await Outbox.Add(db, ids, Work.SendMail, values.Id, now, now);
    }

    private const string InsertToSender = """
        insert into Mail (Id, Kind, Language, Recipient, About, Facts, CreatedAt, Attempts)
        select @Id, @Kind, Language, SenderEmail, @ReplyId, @Facts, @Now, 0 from Reply where Id = @ReplyId and SenderEmail is not null
        """;

    private const string InsertMail = """
        insert into Mail (Id, Kind, Language, Recipient, About, Facts, CreatedAt, Attempts)
        values (@Id, @Kind, @Language, @Recipient, @About, @Facts, @Now, 0)
        """;
}
