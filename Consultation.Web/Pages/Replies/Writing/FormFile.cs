using System.Globalization;
using Consultation.Domain;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>
/// A file that has been uploaded and waits for the reply to be sent, or that the reply has already. Name and size are told by the form
/// itself and are only shown to whoever posts it; what is published is what was written down at the upload.
/// </summary>
internal sealed record FormFile(string Token, long Size, string Name)
{
    private const string KeptPrefix = "keep:";
    private const int MaxName = 300;
    private const long Kilo = 1024;

    /// <summary>One field: token, size and name with a slash between.</summary>
    public string Field => string.Create(CultureInfo.InvariantCulture, $"{Token}/{Size}/{Name}");

    public static FormFile? Read(string? field) =>
        field?.Split('/', 3) is [{ Length: > 0 and <= 100 } token, var size, { Length: > 0 and <= MaxName } name]
        && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? new(token, bytes, name)
            : null;

    /// <param name="index">Its place among the files of the version that is corrected.</param>
    public static FormFile Kept(AttachedFile file, int index) =>
        new(KeptPrefix + index.ToString(CultureInfo.InvariantCulture), file.Size, file.FileName);

    /// <summary>«642 kB», «1,2 MB»</summary>
    public static string Readable(long bytes) =>
        bytes switch
        {
            < Kilo => T("send.bytes", bytes),
            < Kilo * Kilo => T("send.kilobytes", (bytes + Kilo / 2) / Kilo),
            _ => T("send.megabytes", Math.Round(bytes / (double)(Kilo * Kilo), 1)),
        };
}
