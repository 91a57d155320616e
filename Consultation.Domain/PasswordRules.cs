using System.Text;

namespace Consultation.Domain;

/// <summary>
/// What a password must be (NIST SP 800-63B, 5.1.1.2): long enough and not among those that are tried first. No rules about which
/// signs it holds, and no forced change.
/// </summary>
public static class PasswordRules
{
    public const int LeastCharacters = 12;
    public const int MostCharacters = 256;

    /// <summary>So few different signs that length is no defence.</summary>
    private const int LeastDifferent = 5;

    /// <summary>A part of the address shorter than this says nothing about whose password it is.</summary>
    private const int LeastName = 4;

    /// <summary>Of at least the least length, in lower case: what lists of stolen passwords begin with, and what is near at hand here.</summary>
    private static readonly HashSet<string> Commonest =
    [
        "password1234",
        "password12345",
        "password123456",
        "passwordpassword",
        "passord12345",
        "passord123456",
        "passordpassord",
        "mittpassord1",
        "mittpassord123",
        "hemmelig1234",
        "hemmelighemmelig",
        "administrator",
        "administrator1",
        "administrator123",
        "adminadminadmin",
        "admin1234567",
        "qwertyuiop12",
        "qwertyuiop123",
        "qwertyqwerty",
        "qwerty123456",
        "1q2w3e4r5t6y",
        "1qaz2wsx3edc",
        "q1w2e3r4t5y6",
        "zaq12wsxcde3",
        "iloveyou1234",
        "iloveyouiloveyou",
        "letmein12345",
        "letmeinletmein",
        "welcome12345",
        "velkommen123",
        "velkommen1234",
        "sommeren2025",
        "sommeren2026",
        "sommer202526",
        "vinteren2025",
        "vinteren2026",
        "football1234",
        "fotball12345",
        "liverpool123",
        "liverpool1234",
        "manchesterunited",
        "superman1234",
        "changeme1234",
        "changemechangeme",
        "trustno1trustno1",
        "abcd12345678",
        "abc123abc123",
        "a1b2c3d4e5f6",
        "correcthorsebatterystaple",
        "departementet",
        "departementet1",
        "departementet123",
        "regjeringen1",
        "regjeringen123",
        "kommunen1234",
        "stortinget123",
        "høringssvar1",
        "netthøring12",
        "netthøring123",
    ];

    /// <summary>The form in which a password is hashed and compared: the same letters however a keyboard composes them (NFKC).</summary>
    public static string Normalise(string? password) => PlainText.Normalise(password).Normalize(NormalizationForm.FormKC);

    /// <summary>What is wrong with it, or null. <paramref name="email"/> is the account's address.</summary>
    public static Refusal? Fault(string? password, string? email)
    {
        var normal = Normalise(password);
        var length = new System.Globalization.StringInfo(normal).LengthInTextElements;
        if (length < LeastCharacters)
            return Refusals.PasswordTooShort();
        if (normal.Length > MostCharacters)
            return Refusals.PasswordTooLong();
        var lower = normal.ToLowerInvariant();
        if (Commonest.Contains(lower) || lower.Distinct().Count() < LeastDifferent || IsARow(lower))
            return Refusals.PasswordTooCommon();
        return HoldsAddress(lower, email) ? Refusals.PasswordHoldsEmail() : null;
    }

    /// <summary>Each sign the next after the one before, or the one before that: 123456789012, abcdefghijkl.</summary>
    private static bool IsARow(string password)
    {
        var steps = password.Zip(password.Skip(1), (one, next) => next - one).ToArray();
        return Array.TrueForAll(steps, step => step is 1 or -9) || Array.TrueForAll(steps, step => step is -1 or 9);
    }

    private static bool HoldsAddress(string password, string? email)
    {
        var address = (email ?? "").Trim().ToLowerInvariant();
        var name = address.Split('@')[0];
        return name.Length >= LeastName && password.Contains(name, StringComparison.Ordinal);
    }
}
