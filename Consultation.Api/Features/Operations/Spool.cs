namespace Consultation.Api.Features.Operations;

/// <summary>How letters leave.</summary>
/// <param name="Server">Name and port of the mail server; null where letters are laid into a folder.</param>
/// <param name="Folder">Where they are laid when no server is set.</param>
/// <param name="Lying">How many lie there; <see cref="MostCounted"/> stands for that many or more. Null where the folder cannot be read.</param>
/// <param name="Settled">Of those written in the last 24 hours: taken by the server, laid into the folder, or not needed any more.</param>
public sealed record Spool(string? Server, string? Folder, int? Lying, int Settled)
{
    public const int MostCounted = 10_000;

    internal static Spool Of(Settings settings, int settled)
    {
        var mail = settings.Mail;
        if (mail.Host is { Length: > 0 } host)
        {
            return new Spool(FormattableString.Invariant($"{host}:{mail.ServerPort}"), null, null, settled);
        }
        var folder = mail.FolderIn(settings.DataDirectory);
        return new Spool(null, folder, Count(folder), settled);
    }

    private static int? Count(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.eml").Take(MostCounted).Count() : 0;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
