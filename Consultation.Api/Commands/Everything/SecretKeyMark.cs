using System.Security.Cryptography;
using System.Text;

namespace Consultation.Api.Commands.Everything;

/// <summary>Tells whether two installations have the same key of receipts, without telling the key.</summary>
internal static class SecretKeyMark
{
    /// <summary>Null when there is no key yet.</summary>
    public static string? Of(Settings settings, string dataDirectory) =>
        settings.SecretKey is { Length: > 0 } given ? Of(given)
        : Path.Combine(dataDirectory, Secrets.FileName) is var path && File.Exists(path) ? Of(File.ReadAllText(path))
        : null;

    public static string Of(string key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes("consultation-key-mark")));
}
