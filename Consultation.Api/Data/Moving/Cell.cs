using System.Globalization;

namespace Consultation.Api.Data.Moving;

/// <summary>
/// One value in the form that it has in every engine: null, <see cref="long"/> (also booleans), <see cref="double"/>, <see cref="string"/> (also
/// instants) or bytes.
/// </summary>
internal static class Cell
{
    /// <summary>As the driver of SQLite writes them, who drops zeros at the end of the fraction.</summary>
    private const string InstantForm = @"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFFzzz";

    /// <exception cref="InvalidOperationException">The column holds what it should not.</exception>
    public static object? Of(object value, TableShape table, ColumnShape column)
    {
        object? same = value switch
        {
            DBNull => null,
            bool truth => truth ? 1L : 0L,
            int number => (long)number,
            DateTimeOffset instant => instant.ToUniversalTime().ToString(InstantForm, CultureInfo.InvariantCulture),
            _ => value,
        };
        var fits = column.Family switch
        {
            Family.Integer => same is null or long,
            Family.Real => same is null or double,
            Family.Text => same is null or string,
            _ => same is null or byte[],
        };
        return fits
            ? same
            : throw new InvalidOperationException(
                $"{table.Name}.{column.Name} holds a value of another kind ({value.GetType().Name}) than it should ({column.Family})."
            );
    }

    /// <summary>Null when the text is no instant.</summary>
    public static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParseExact(text, InstantForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : null;
}
