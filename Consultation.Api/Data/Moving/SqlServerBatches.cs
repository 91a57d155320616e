using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Consultation.Api.Data.Moving;

/// <summary>Writes rows in batches, each value as the column's own type; references are checked as they are for any other writer.</summary>
internal sealed class SqlServerBatches(
    SqlConnection connection,
    SqlTransaction transaction,
    TableShape table,
    IReadOnlyList<DbColumn> columns
)
{
    private const int MostRows = 5_000;

    /// <summary>Characters and bytes in a batch, about; a few reports fill one.</summary>
    private const long MostContent = 4_000_000;

    public void Write(IEnumerable<object?[]> rows)
    {
        using var bulk = new SqlBulkCopy(
            connection,
            SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.KeepNulls | SqlBulkCopyOptions.TableLock,
            transaction
        )
        {
            DestinationTableName = TableShape.Quoted(table.Name),
            BulkCopyTimeout = 0,
        };
        using var batch = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        foreach (var column in columns)
        {
            batch.Columns.Add(column.ColumnName, column.DataType!);
            bulk.ColumnMappings.Add(column.ColumnName, column.ColumnName);
        }
        var content = 0L;
        foreach (var row in rows)
        {
            batch.Rows.Add([.. row.Select((cell, place) => Converted(cell, columns[place]))]);
            content += row.Sum(cell =>
                cell switch
                {
                    string text => text.Length,
                    byte[] bytes => bytes.Length,
                    _ => 0L,
                }
            );
            if (batch.Rows.Count == MostRows || content > MostContent)
            {
                Send(bulk, batch);
                content = 0;
            }
        }
        Send(bulk, batch);
    }

    private void Send(SqlBulkCopy bulk, DataTable batch)
    {
        if (batch.Rows.Count > 0)
        {
            try
            {
                bulk.WriteToServer(batch);
            }
            catch (SqlException refused)
            {
                throw new InvalidOperationException($"The database does not take the rows of {table.Name}: {refused.Message}", refused);
            }
            batch.Clear();
        }
    }

    private object Converted(object? cell, DbColumn column) =>
        cell switch
        {
            null => DBNull.Value,
            long number when column.DataType == typeof(bool) => number is 0 or 1 ? number == 1 : throw Unfit(column, "is no boolean"),
            long number when column.DataType == typeof(int) => (int)number == number
                ? (int)number
                : throw Unfit(column, "is greater than the column holds"),
            string text when column.DataType == typeof(DateTimeOffset) => Cell.Instant(text) is { } instant
            && instant.Ticks % TimeSpan.TicksPerMillisecond == 0
                ? instant
                : throw Unfit(column, "is no instant in whole milliseconds"),
            string text when text.Length > column.ColumnSize => throw Unfit(
                column,
                $"has {text.Length} characters, of which the column takes {column.ColumnSize}"
            ),
            byte[] bytes when bytes.Length > column.ColumnSize => throw Unfit(
                column,
                $"has {bytes.Length} bytes, of which the column takes {column.ColumnSize}"
            ),
            _ => cell,
        };

    private InvalidOperationException Unfit(DbColumn column, string why) =>
        new($"A value of {table.Name}.{column.ColumnName} {why}. It was stored by a program with other rules.");
}
