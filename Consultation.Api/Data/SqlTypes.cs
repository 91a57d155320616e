using System.Data;
using System.Globalization;
using System.Text.Json;
using Dapper;

namespace Consultation.Api.Data;

/// <summary>How values go into columns and come back.</summary>
internal static class SqlTypes
{
    private static int _registered;

    public static void Register()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 0)
        {
            SqlMapper.AddTypeHandler(new InstantHandler());
        }
    }

    /// <summary>The code that stands in a column for an enum value: its camelCase name, as in JSON.</summary>
    public static string Code<T>(this T value)
        where T : struct, Enum => Codes<T>.Names[value];

    private static class Codes<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names = Enum.GetValues<T>()
            .ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
    }

    /// <summary>Only parses: a handler that rewrote on the way in would break lists of parameters.</summary>
    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) =>
            value is DateTimeOffset instant
                ? instant
                : DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value;
    }
}
