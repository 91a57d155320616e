namespace Consultation.Api.Features.Operations;

/// <summary>How letters leave.</summary>
/// <param name="Server">Name and port of the mail server; null where letters are laid into a folder.</param>
/// <param name="Folder">Where they are laid when no server is set.</param>
/// <param name="Lying">How many lie there; <see cref="MostCounted"/> stands for that many or more. Null where the folder cannot be read.</param>
/// <param name="Settled">Of those written in the last 24 hours: taken by the server, laid into the folder, or not needed any more.</param>
/// <param name="Newest">Of those in the folder, the latest first.</param>
public sealed record Spool(string? Server, string? Folder, int? Lying, int Settled, IReadOnlyList<LyingLetter> Newest)
{
    public const int MostCounted = 10_000;
    private const int MostLetters = 20;

    /// <summary>A folder that nobody has emptied for so long is looked at no further.</summary>
    private const int MostLookedAt = 100_000;

    internal static Spool Of(Settings settings, int settled)
    {
        var mail = settings.Mail;
        if (mail.Host is { Length: > 0 } host)
        {
            return new Spool(FormattableString.Invariant($"{host}:{mail.ServerPort}"), null, null, settled, []);
        }
        var folder = mail.FolderIn(settings.DataDirectory);
        if (Files(folder) is not { } files)
        {
            return new Spool(null, folder, null, settled, []);
        }
        // Their names are their ids, which grow with time.
        var newest = files.OrderByDescending(path => path.Length).ThenByDescending(path => path, StringComparer.Ordinal).Take(MostLetters);
        return new Spool(
            null,
            folder,
            Math.Min(files.Length, MostCounted),
            settled,
            [.. newest.Select(LyingLetter.Read).OfType<LyingLetter>()]
        );
    }

    private static string[]? Files(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.eml").Take(MostLookedAt)] : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
