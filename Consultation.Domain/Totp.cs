using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Consultation.Domain;

/// <summary>One-time codes by the clock (RFC 6238): SHA-1, six digits, thirty seconds, as every authenticator app knows them.</summary>
public static class Totp
{
    public const int Digits = 6;
    public const int SecretBytes = 20;
    private const int StepSeconds = 30;
    private const int Modulus = 1_000_000;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A clock may be this many steps off, either way.</summary>
    private const int Drift = 1;

    /// <summary>The thirty seconds that an instant lies in.</summary>
    public static long StepOf(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / StepSeconds;

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 and the apps that people have; HMAC does not hang on collisions")]
    public static string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The step whose code was given, or null. A step at or before <paramref name="lastStep"/> has been used: the same code never counts
    /// twice. Spaces in the code do not matter.
    /// </summary>
    public static long? Match(ReadOnlySpan<byte> secret, string? code, DateTimeOffset now, long lastStep)
    {
        var given = Encoding.UTF8.GetBytes((code ?? "").Replace(" ", "", StringComparison.Ordinal));
        long? found = null;
        for (var step = StepOf(now) - Drift; step <= StepOf(now) + Drift; step++)
        {
            var right = CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Code(secret, step)));
            if (right && step > lastStep)
                found = step;
        }
        return found;
    }

    /// <summary>The secret as people type it into an app: base32 without padding (RFC 4648).</summary>
    public static string Text(ReadOnlySpan<byte> secret)
    {
        var text = new StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var one in secret)
        {
            bits = (bits << 8) | one;
            for (held += 8; held >= 5; held -= 5)
                text.Append(Base32[(bits >> (held - 5)) & 31]);
            bits &= (1 << held) - 1;
        }
        if (held > 0)
            text.Append(Base32[(bits << (5 - held)) & 31]);
        return text.ToString();
    }

    /// <summary>The address that an app reads from a picture (the key URI format of Google Authenticator, which all others read).</summary>
    public static string Uri(ReadOnlySpan<byte> secret, string issuer, string account)
    {
        var (by, whose) = (System.Uri.EscapeDataString(issuer), System.Uri.EscapeDataString(account));
        return $"otpauth://totp/{by}:{whose}?secret={Text(secret)}&issuer={by}";
    }
}
