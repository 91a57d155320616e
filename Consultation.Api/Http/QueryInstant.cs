using System.Globalization;
using Consultation.Domain;

namespace Consultation.Api.Http;

/// <summary>
/// An instant in an address (<c>?closesBefore=2026-03-13T12:00:00Z</c>, or with an offset whose plus sign is escaped). Like in JSON one
/// without its zone is refused: it would be read in the server's.
/// </summary>
internal readonly record struct QueryInstant(DateTimeOffset Value)
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    public static bool TryParse(string? text, out QueryInstant instant)
    {
        var known = DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value);
        instant = new(Instants.Floor(value));
        return known;
    }
}
