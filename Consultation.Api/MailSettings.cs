using System.Net.Mail;

namespace Consultation.Api;

/// <summary>How the connection to the mail server is made secret.</summary>
public enum MailTls
{
    /// <summary>By STARTTLS; where the server has none, nothing is sent.</summary>
    StartTls,

    /// <summary>From the first byte, as on port 465.</summary>
    Implicit,

    /// <summary>Not at all: only where the server is on this machine or on a network of one's own.</summary>
    None,
}

/// <summary>Where mail goes, under <c>Consultation:Mail</c>. Without a host every letter becomes a file, to be read or to be fetched by another program.</summary>
public sealed class MailSettings
{
    /// <summary>Name or address of an SMTP server.</summary>
    public string? Host { get; init; }

    /// <summary>Default: 465 with <see cref="MailTls.Implicit"/>, else 587.</summary>
    public int? Port { get; init; }

    public MailTls Tls { get; init; } = MailTls.StartTls;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The address that letters come from, under the name of the ministry that they are about. Needed with <see cref="Host"/>.</summary>
    public string? From { get; init; }

    /// <summary>Without a host: where each letter becomes an <c>.eml</c> file. Default: <c>mail</c> in the data directory.</summary>
    public string? Folder { get; init; }

    /// <summary>How long one letter may take, seconds.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>
    /// So many letters are sent to one address in an hour, of those that anybody can have sent by giving it; the rest are never sent.
    /// </summary>
    public int MostAnHour { get; init; } = 20;

    internal int ServerPort => Port ?? (Tls == MailTls.Implicit ? 465 : 587);

    internal string Sender => From ?? "ikke-svar@localhost";

    internal string FolderIn(string dataDirectory) => Path.GetFullPath(Folder ?? Path.Combine(dataDirectory, "mail"));

    /// <summary>The first thing that is wrong, as a sentence for the operator; null when all is well.</summary>
    internal string? Problem(string? publicUrl) =>
        this switch
        {
            { From: { } from } when !IsPlain(from) => "Consultation:Mail:From must be an e-mail address without a name, in ASCII",
            { TimeoutSeconds: < 1 } => "Consultation:Mail:TimeoutSeconds must be at least 1",
            { MostAnHour: < 1 } => "Consultation:Mail:MostAnHour must be at least 1",
            { Host: null or "" } => null,
            { From: null } => "Consultation:Mail:From is needed with Mail:Host",
            { Port: < 1 or > 65535 } => "Consultation:Mail:Port must be from 1 to 65535",
            { User: null or "", Password.Length: > 0 } or { User.Length: > 0, Password: null or "" } =>
                "Consultation:Mail:User and Mail:Password go together",
            { User.Length: > 0, Tls: MailTls.None } =>
                "Consultation:Mail:Password would be sent in clear: Mail:Tls must be StartTls or Implicit",
            _ when string.IsNullOrEmpty(publicUrl) => "Consultation:PublicUrl is needed with Mail:Host: letters hold links",
            _ => null,
        };

    private static bool IsPlain(string address) =>
        MailAddress.TryCreate(address, out var read) && read.Address == address && address.All(char.IsAscii);
}
