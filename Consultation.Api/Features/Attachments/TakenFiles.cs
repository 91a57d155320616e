using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Domain;

namespace Consultation.Api.Features.Attachments;

/// <summary>The files that a reply names. Only the hash of a token is stored, and it is dropped when a reply takes the file.</summary>
internal static class TakenFiles
{
    private const string Kept = "keep:";

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public static bool HoldNationalId(IReadOnlyList<AttachedFile> files) =>
        files.Any(file => NationalIdentityNumber.FindIn(file.FileName) is not null);

    /// <summary>
    /// The files in the order named. A token that is unknown, used or too old is refused (<c>attachment.unknown</c>): the update holds only
    /// while it is still there, so that of two replies at once one gets the file. Inside a command only.
    /// </summary>
    public static async Task<IReadOnlyList<AttachedFile>> Take(
        Db db,
        IReadOnlyList<string> named,
        IReadOnlyList<AttachedFile> kept,
        DateTimeOffset now,
        bool notANationalId,
        List<Refusal> refusals
    )
    {
        var files = new List<AttachedFile>(named.Count);
        for (var i = 0; i < named.Count; i++)
        {
            var file = OfKept(named[i], kept) ?? await TakeOne(db, named[i], now);
            if (file is null || files.Any(other => other.Id == file.Id))
            {
                refusals.Add(Refusals.AttachmentUnknown(ReplyDraft.Field("attachments", i)));
                continue;
            }
            files.Add(file);
            if (!notANationalId && NationalIdentityNumber.FindIn(file.FileName) is not null)
            {
                refusals.Add(Refusals.ReplyNationalId(ReplyDraft.Field("attachments", i)));
            }
        }
        return files;
    }

    private static AttachedFile? OfKept(string? named, IReadOnlyList<AttachedFile> kept) =>
        named?.StartsWith(Kept, StringComparison.Ordinal) == true
        && int.TryParse(named.AsSpan(Kept.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index < kept.Count
            ? kept[index]
            : null;

    /// <summary>The file that waits under the token, which nobody can use again; null where none waits. Inside a command only.</summary>
    public static async Task<AttachedFile?> TakeOne(Db db, string? token, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }
        var hash = Hash(token);
        var row = await db.First<Row>(SelectUploaded, new { TokenHash = hash, After = now - ReplyRules.AttachmentWaits });
        return row is not null && await db.Run(UpdateTaken, new { row.Id, TokenHash = hash }) == 1
            ? new AttachedFile(row.Id, row.FileName, row.ContentType, row.Size, row.Sha256)
            : null;
    }

    private sealed record Row
    {
        public required long Id { get; init; }
        public required string FileName { get; init; }
        public required string ContentType { get; init; }
        public required long Size { get; init; }
        public required string Sha256 { get; init; }
    }

    private const string SelectUploaded = """
        select Id, FileName, ContentType, Size, Sha256 from Attachment where TokenHash = @TokenHash and CreatedAt > @After
        """;

    private const string UpdateTaken = "update Attachment set TokenHash = null where Id = @Id and TokenHash = @TokenHash";
}
