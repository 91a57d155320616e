using System.Data.Common;

namespace Consultation.Api.Data.Moving;

/// <summary>
/// All of a database in one transaction: read as it is at one moment, or filled, where all or nothing is kept. Disposed of without
/// <see cref="Commit"/>, it leaves everything as it was.
/// </summary>
internal interface IWholeDatabase : IDisposable
{
    /// <summary>Every row, in the order of the key; one at a time in memory. Nothing else may be asked while it is read.</summary>
    IEnumerable<object?[]> Read(TableShape table);

    /// <summary>Whether a table, of those that are not carried too, has a row.</summary>
    bool Holds(string table);

    /// <summary>Takes away what there is and writes these rows; those that they refer to are there already.</summary>
    void Replace(TableShape table, IEnumerable<object?[]> rows);

    void Commit();
}

/// <summary>Rows from either engine's driver.</summary>
internal static class Rows
{
    /// <summary>1 when the table has a row, else 0. The hint is SQL Server's, and locks.</summary>
    public static string SelectAny(string table, string hint = "") =>
        $"select case when exists (select 1 from {TableShape.Quoted(table)} {hint}) then 1 else 0 end";

    public static IEnumerable<object?[]> Read(DbConnection connection, DbTransaction? transaction, TableShape table)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        command.CommandText = table.Select;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object?[table.Columns.Count];
            for (var place = 0; place < row.Length; place++)
            {
                row[place] = Cell.Of(reader.GetValue(place), table, table.Columns[place]);
            }
            yield return row;
        }
    }
}
