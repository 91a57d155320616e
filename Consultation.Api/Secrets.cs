using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Consultation.Api;

/// <summary>
/// What only receipts hold is derived from a reply's id under the installation's key, one label each: it can be given again, and
/// nothing secret lies in the database. The key is <see cref="Settings.SecretKey"/> or <c>secret.key</c> in the data directory.
/// </summary>
internal sealed class Secrets
{
    /// <summary>In the data directory.</summary>
    public const string FileName = "secret.key";

    private const int LeastBytes = 32;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: no I, L, O, U
    private readonly byte[] _key;

    public Secrets(Settings settings)
    {
        var (key, where) = settings.SecretKey is { Length: > 0 } given
            ? (given, "Consultation:SecretKey")
            : (FromFile(settings.DataDirectory), "The file secret.key in the data directory");
        var bytes = new byte[key.Length];
        if (!Convert.TryFromBase64String(key, bytes, out var length) || length < LeastBytes)
        {
            throw new WrongSetting($"{where} must be base64 of at least {LeastBytes} bytes");
        }
        _key = bytes[..length];
    }

    /// <summary>Salt of the receipt's checksum: 32 hexadecimal digits.</summary>
    public string Salt(long replyId) => Convert.ToHexStringLower(Derive("salt", replyId)[..16]);

    /// <summary>
    /// The receipt's reference: the reply's id and 96 bits that only this key can make, as 32 letters and digits in groups of four.
    /// </summary>
    public string Reference(long replyId)
    {
        Span<byte> bytes = stackalloc byte[20];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, replyId);
        Derive("reference", replyId).AsSpan(0, 12).CopyTo(bytes[8..]);
        return Grouped(bytes);
    }

    /// <summary>The reply that a reference belongs to, or null when it is not one of ours. Case, spaces and dashes do not matter.</summary>
    public long? ReplyOf(string reference)
    {
        Span<byte> bytes = stackalloc byte[20];
        if (!TryRead(reference, bytes))
        {
            return null;
        }
        var id = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes);
        return CryptographicOperations.FixedTimeEquals(bytes[8..], Derive("reference", id).AsSpan(0, 12)) ? id : null;
    }

    /// <summary>What corrects or withdraws a reply: 256 bits, base64url.</summary>
    public string EditToken(long replyId) => Base64Url.EncodeToString(Derive("edit", replyId));

    /// <summary>What a one-time link of staff ends in: 256 bits, base64url. The database keeps only its hash.</summary>
    public string LinkToken(long linkId) => Base64Url.EncodeToString(Derive("link", linkId));

    /// <summary>What the address of a draft's preview ends in: which draft, until when (whole seconds), and 192 bits that only this key can make.</summary>
    public string PreviewToken(long hearingId, DateTimeOffset ends)
    {
        Span<byte> bytes = stackalloc byte[40];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, hearingId);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes[8..], ends.ToUnixTimeSeconds());
        PreviewProof(hearingId, ends.ToUnixTimeSeconds()).CopyTo(bytes[16..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The draft, and until when its preview may be read; null when the token is not one of ours. The caller holds it against the clock.</summary>
    public (long HearingId, DateTimeOffset Ends)? PreviewOf(string token)
    {
        Span<byte> bytes = stackalloc byte[40];
        if (token.Length != 54 || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var read) || read != 40)
        {
            return null;
        }
        var hearing = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes);
        var ends = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes[8..]);
        return CryptographicOperations.FixedTimeEquals(bytes[16..], PreviewProof(hearing, ends))
            ? (hearing, DateTimeOffset.FromUnixTimeSeconds(ends))
            : null;
    }

    /// <summary>What the links in a follower's letters end in: the follower's id and 192 bits that only this key can make.</summary>
    public string FollowerToken(long followerId)
    {
        Span<byte> bytes = stackalloc byte[32];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, followerId);
        Derive("follower", followerId).AsSpan(0, 24).CopyTo(bytes[8..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The follower, also one who is gone; null when the token is not one of ours.</summary>
    public long? FollowerOf(string token)
    {
        Span<byte> bytes = stackalloc byte[32];
        if (token.Length != 43 || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var read) || read != 32)
        {
            return null;
        }
        var id = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes);
        return CryptographicOperations.FixedTimeEquals(bytes[8..], Derive("follower", id).AsSpan(0, 24)) ? id : null;
    }

    private ReadOnlySpan<byte> PreviewProof(long hearingId, long ends) =>
        Derive(FormattableString.Invariant($"preview:{ends}"), hearingId).AsSpan(0, 24);

    /// <summary>In the same time whatever was given.</summary>
    public bool IsEditToken(long replyId, string? given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(EditToken(replyId)), Encoding.UTF8.GetBytes(given ?? ""));

    private byte[] Derive(string label, long id) =>
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(FormattableString.Invariant($"{label}:{id}")));

    private static string Grouped(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(39);
        for (var bit = 0; bit < bytes.Length * 8; bit += 5)
        {
            if (bit > 0 && bit % 20 == 0)
            {
                text.Append('-');
            }
            var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[(bit / 8) + 1] : 0);
            text.Append(Alphabet[(pair >> (11 - (bit % 8))) & 31]);
        }
        return text.ToString();
    }

    private static bool TryRead(string reference, Span<byte> bytes)
    {
        var bit = 0;
        foreach (var letter in reference)
        {
            if (letter is '-' or ' ')
            {
                continue;
            }
            var value = Alphabet.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
            if (value < 0 || bit >= bytes.Length * 8)
            {
                return false;
            }
            for (var place = 4; place >= 0; place--, bit++)
            {
                bytes[bit / 8] |= (byte)(((value >> place) & 1) << (7 - (bit % 8)));
            }
        }
        return bit == bytes.Length * 8;
    }

    private static string FromFile(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            // Written aside and moved into place, so that two programs starting at once agree on one key.
            var draft = path + "." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
            File.WriteAllText(draft, Convert.ToBase64String(RandomNumberGenerator.GetBytes(LeastBytes)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
            try
            {
                File.Move(draft, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(draft);
            }
        }
        return File.ReadAllText(path);
    }
}
