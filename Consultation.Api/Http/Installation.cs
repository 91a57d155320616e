using System.Security.Cryptography;
using System.Text;

namespace Consultation.Api.Http;

/// <summary>
/// What sets this installation's answers apart from those of another with the same versions: its settings that stand in answers, and
/// which backup it was restored from, since versions are counted on from there a second time.
/// </summary>
internal sealed class Installation(Settings settings)
{
    private const string RestoredFile = "restored";

    /// <summary>Eight hexadecimal digits.</summary>
    public string Mark { get; } =
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.PublicUrl}\n{settings.TimeZone}\n{Restored(settings.DataDirectory)}"))
        )[..8];

    /// <summary>Says in a data directory that what lies there was restored.</summary>
    public static void MarkRestored(string dataDirectory) =>
        File.WriteAllText(Path.Combine(dataDirectory, RestoredFile), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));

    private static string Restored(string dataDirectory) =>
        Path.Combine(dataDirectory, RestoredFile) is var path && File.Exists(path) ? File.ReadAllText(path) : "";
}
