using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Consultation.Domain;

/// <summary>
/// The checksum on a receipt: SHA-256 over a canonical form that anybody can rebuild. It is a sequence of netstrings
/// (<c>length:bytes,</c>, the length in decimal being that of the UTF-8 bytes), in this order:
/// <list type="number">
/// <item><c>consultation-reply-1</c>, the version of this form</item>
/// <item>the salt as it stands on the receipt</item>
/// <item><c>withRemarks</c> or <c>withoutRemarks</c></item>
/// <item>the text as stored (<see cref="PlainText.Normalise"/>), empty if there is none</item>
/// <item>for each answer in the order of the questions: <c>answer</c>, the question's key, how many values, each value</item>
/// <item>for each comment in the order sent: <c>comment</c>, the id of the paragraph, chapter or document, the quoted words or empty, the
/// stance or empty, the text or empty</item>
/// <item>for each attachment in the order sent: <c>attachment</c>, its SHA-256 in lower-case hexadecimal</item>
/// </list>
/// A reply without answers, comments or attachments ends after the text.
/// </summary>
public static class ReplyDigest
{
    private const string Version = "consultation-reply-1";
    private const int Piece = 8 * 1024;

    /// <summary>The digest in lower-case hexadecimal. The salt keeps a redacted number from being found by trying.</summary>
    public static string Sha256(string salt, ReplyContent content) => new Begun(salt, content.Position, content.Text).End(content);

    /// <summary>The costly part, which is the text, done; what else the reply says may still have to be looked up.</summary>
    public sealed class Begun
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public Begun(string salt, Position position, string text)
        {
            Append(hash, Version);
            Append(hash, salt);
            Append(hash, position is Position.WithRemarks ? "withRemarks" : "withoutRemarks");
            Append(hash, text);
        }

        /// <summary>The digest; once. The content's position and text are those that it was begun with.</summary>
        public string End(ReplyContent content)
        {
            using (hash)
            {
                AppendParts(hash, content);
                return Convert.ToHexStringLower(hash.GetHashAndReset());
            }
        }
    }

    private static void AppendParts(IncrementalHash hash, ReplyContent content)
    {
        foreach (var answer in content.Answers)
        {
            Append(hash, "answer");
            Append(hash, answer.Question);
            Append(hash, answer.Values.Count.ToString(CultureInfo.InvariantCulture));
            foreach (var value in answer.Values)
                Append(hash, value);
        }
        foreach (var comment in content.Comments)
        {
            Append(hash, "comment");
            Append(hash, (comment.ParagraphId ?? comment.DocumentId).ToString(CultureInfo.InvariantCulture));
            Append(hash, comment.Quote?.Text ?? "");
            Append(hash, StanceOf(comment.Stance));
            Append(hash, comment.Text ?? "");
        }
        foreach (var file in content.Attachments)
        {
            Append(hash, "attachment");
            Append(hash, file.Sha256);
        }
    }

    private static string StanceOf(Stance? stance) =>
        stance switch
        {
            Stance.Support => "support",
            Stance.SupportWithChanges => "supportWithChanges",
            Stance.Against => "against",
            Stance.NoRemark => "noRemark",
            _ => "",
        };

    private static void Append(IncrementalHash hash, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{length}:")));
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(Piece));
        var encoder = Encoding.UTF8.GetEncoder();
        var rest = value.AsSpan();
        while (rest.Length > 0)
        {
            var piece = rest[..Math.Min(Piece, rest.Length)];
            rest = rest[piece.Length..];
            hash.AppendData(bytes, 0, encoder.GetBytes(piece, bytes, flush: rest.IsEmpty));
        }
        ArrayPool<byte>.Shared.Return(bytes);
        hash.AppendData(","u8);
    }
}
