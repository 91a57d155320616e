using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.RegularExpressions;
using Consultation.Api.Files;

namespace Consultation.Api.Features.Mail;

/// <summary>Hands letters to the mail server, or lays them into a folder where none is set.</summary>
internal sealed partial class MailPost(Settings settings)
{
    private const int MostError = 500;

    /// <summary>Done when the server has taken the letter, or the file is on disk. Doing it again gives the same Message-ID, and the same file.</summary>
    /// <exception cref="MailNotSent">It was not taken, or nobody knows whether it was.</exception>
    public async Task Deliver(WrittenLetter letter, CancellationToken cancellation)
    {
        using var message = Message(letter);
        try
        {
            await (settings.Mail.Host is { Length: > 0 } host ? ToServer(host, message, cancellation) : ToFolder(letter.Id, message));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (SmtpFailedRecipientException refused) when (IsAboutTheRecipient(refused.StatusCode))
        {
            throw new MailNotSent(Told(refused), isFinal: true);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            throw new MailNotSent(Told(problem), isFinal: false);
        }
    }

    private async Task ToServer(string host, MailMessage message, CancellationToken cancellation)
    {
        var mail = settings.Mail;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(mail.TimeoutSeconds));
        try
        {
            await using var tunnel = await MailTunnel.Open(host, mail.ServerPort, mail.Tls, patience.Token);
            using var client = Client(tunnel.Here, message);
            try
            {
                await client.SendMailAsync(message, patience.Token);
            }
            catch (SmtpException cut) when (tunnel.SaidTooMuch)
            {
                throw new InvalidDataException(MailTunnel.TooMuch, cut);
            }
        }
        catch (Exception late) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"The server did not take the letter within {mail.TimeoutSeconds} s.", late);
        }
    }

    /// <summary>In clear as far as the tunnel, which is on this machine.</summary>
    private SmtpClient Client(IPEndPoint tunnel, MailMessage message)
    {
        var mail = settings.Mail;
        return new SmtpClient(tunnel.Address.ToString(), tunnel.Port)
        {
            UseDefaultCredentials = false,
            Credentials = mail.User is { Length: > 0 } user ? new NetworkCredential(user, mail.Password) : null,
            // Only an address that needs it is written in UTF-8: not all servers take that.
            DeliveryFormat = message.To[0].Address.All(char.IsAscii) ? SmtpDeliveryFormat.SevenBit : SmtpDeliveryFormat.International,
        };
    }

    private async Task ToFolder(long id, MailMessage message)
    {
        var folder = settings.Mail.FolderIn(settings.DataDirectory);
        var name = id.ToString(CultureInfo.InvariantCulture);
        // Beside the others but out of sight, until it is whole.
        var fresh = Path.Combine(folder, ".new-" + name);
        Synced.CreateDirectory(folder);
        Directory.CreateDirectory(fresh);
        try
        {
            using (
                var client = new SmtpClient
                {
                    DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                    PickupDirectoryLocation = fresh,
                }
            )
            {
                await client.SendMailAsync(message);
            }
            var file = Directory.EnumerateFiles(fresh).Single();
            await using (var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }
            File.Move(file, Path.Combine(folder, name + ".eml"), overwrite: true);
            Synced.Directory(folder);
        }
        finally
        {
            Directory.Delete(fresh, recursive: true);
        }
    }

    private MailMessage Message(WrittenLetter letter)
    {
        if (!MailAddress.TryCreate(letter.Recipient, out var recipient) || recipient.Address != letter.Recipient)
        {
            throw new MailNotSent("The recipient is no e-mail address.", isFinal: true);
        }
        var sender = new MailAddress(settings.Mail.Sender, letter.From, Encoding.UTF8);
        var message = new MailMessage(sender, recipient)
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", $"<letter-{letter.Id.ToString(CultureInfo.InvariantCulture)}@{sender.Host}>");
        // RFC 3834: nobody's holiday notice answers it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add("Content-Language", letter.Language);
        if (letter.EndUrl is { } end)
        {
            // RFC 2369 and RFC 8058: the reader's own program has a button for it.
            message.Headers.Add("List-Unsubscribe", $"<{end}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.AlternateViews.Add(View(letter.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(letter.Html, MediaTypeNames.Text.Html));
        return message;
    }

    private static AlternateView View(string text, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }

    /// <summary>The server knows the recipient and will have none; a server that refuses us may have been set up wrongly and is asked again.</summary>
    private static bool IsAboutTheRecipient(SmtpStatusCode status) =>
        status is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath;

    /// <summary>For the log and the table: what went wrong, without anybody's address.</summary>
    private static string Told(Exception problem)
    {
        var text = problem is SmtpException smtp ? $"{smtp.StatusCode}: {smtp.Message}" : problem.Message;
        for (var inner = problem.InnerException; inner is not null; inner = inner.InnerException)
        {
            text += " " + inner.Message;
        }
        text = Address().Replace(text, "(address)");
        return text.Length > MostError ? text[..MostError] : text;
    }

    [GeneratedRegex(@"[^\s<>""',;:()]+@[^\s<>""',;:()]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}

/// <summary>A letter was not taken.</summary>
/// <param name="reason">Without anybody's address.</param>
/// <param name="isFinal">Trying again would not help.</param>
internal sealed class MailNotSent(string reason, bool isFinal) : Exception(reason)
{
    public bool IsFinal { get; } = isFinal;
}
