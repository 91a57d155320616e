using System.Globalization;
using System.Net.Mail;
using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>
/// Letters to people who work here. Each carries a one-time link and is written when it is sent, from the link's row; nothing secret waits
/// in a table. Until mail is sent by a server of its own, letters are put as .eml files into <c>mail</c> in the data directory.
/// </summary>
internal static class StaffLetters
{
    /// <summary>Sends the letter of a link after the running command is durable.</summary>
    public static Task Queue(Db db, IdGenerator ids, long linkId, DateTimeOffset now) =>
        Outbox.Add(db, ids, Work.SendStaffLetter, linkId, now, now);

    internal sealed record Letter(string To, string Name, string Subject, string Text);

    /// <summary>The letter in the language of who gets it.</summary>
    public static Letter Of(ReadLetter.Result row, string link)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(row.Language);
            var kind = row.Purpose == LinkPurpose.Invitation ? "letter.invitation" : "letter.reset";
            return new Letter(row.Email, row.Name, Messages.Get(kind + ".subject"), Messages.Get(kind + ".text", row.Name, link));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>Done when the outbox comes to it.</summary>
    internal sealed class Job(IMediator mediator, Settings settings, Secrets secrets, TimeProvider clock) : IWork
    {
        public string Kind => Work.SendStaffLetter;

        public async Task Run(long subject, Lease lease, CancellationToken cancellation)
        {
            if (await mediator.Send(new ReadLetter.Query(subject), cancellation) is not { } row)
            {
                return; // Used or too old already.
            }
            var link = settings.OwnAddress + StaffLinks.Link(row.Language, secrets.LinkToken(subject));
            await Deliver(Of(row, link), subject, cancellation);
        }

        private async Task Deliver(Letter letter, long id, CancellationToken cancellation)
        {
            var folder = Directory.CreateDirectory(Path.Combine(settings.DataDirectory, "mail")).FullName;
            var file = Path.Combine(folder, id.ToString(CultureInfo.InvariantCulture) + ".eml");
            var to = new MailAddress(letter.To, letter.Name);
            var text = $"""
                To: {to.Address}
                Date: {clock.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture)}
                Subject: =?utf-8?B?{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(letter.Subject))}?=
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                {letter.Text}

                """;
            await File.WriteAllTextAsync(file, text.ReplaceLineEndings("\r\n"), cancellation);
        }
    }
}
