using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Consultation.Api.Data;

/// <summary>
/// All that differs between the two engines, as marks in the SQL:
/// <c>{first @n}</c> at the end of an ordered select keeps the first n rows;
/// <c>{locked}</c> after a table name keeps others from changing the row until the command ends.
/// </summary>
internal sealed partial class Dialect
{
    public static readonly Dialect Sqlite = new("Sqlite", "limit $1", "");
    public static readonly Dialect SqlServer = new("SqlServer", "offset 0 rows fetch next $1 rows only", "with (updlock, holdlock)");

    private readonly string _first;
    private readonly string _locked;
    private readonly ConcurrentDictionary<string, string> _translated = new(StringComparer.Ordinal);

    private Dialect(string name, string first, string locked) => (Name, _first, _locked) = (name, first, locked);

    /// <summary>Name of the folder of migrations.</summary>
    public string Name { get; }

    public static Dialect Of(DatabaseProvider provider) => provider == DatabaseProvider.SqlServer ? SqlServer : Sqlite;

    public string Translate(string sql) =>
        _translated.GetOrAdd(
            sql,
            static (text, dialect) => First().Replace(text, dialect._first).Replace("{locked}", dialect._locked, StringComparison.Ordinal),
            this
        );

    [GeneratedRegex(@"\{first (@\w+|\d+)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex First();
}
