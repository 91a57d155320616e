using System.Globalization;
using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>
/// Reads replies from CSV (RFC 4180, any line breaks). A row whose fields are more than the header's has shifted and one whose fields
/// are fewer is torn: both are left out (<c>row.field_count</c>), except where nothing stands in what is too much.
/// </summary>
internal static class CsvRows
{
    /// <param name="file">Seekable, UTF-8 without a mark; stays open.</param>
    /// <param name="mapping">Its columns are in the header, else <c>import.column_unknown</c>.</param>
    /// <param name="mapper">Makes replies of the cells.</param>
    /// <param name="skip">Rows to leave out from the beginning; they keep their numbers.</param>
    /// <exception cref="Refusal">The file as a whole cannot be read.</exception>
    public static IEnumerable<ImportRow> Read(Stream file, StartImport.Mapping mapping, RowMapper mapper, int skip)
    {
        var columns = CsvHeader.Read(file, mapping.Delimiter, out var records);
        using var open = records;
        var names = new ColumnNames(columns);
        if (mapping.Columns().FirstOrDefault(column => names.Find(column.Name) is null) is { Field: { } field })
            throw Refusals.ImportColumnUnknown(field);
        var cells = new CsvCells(records, names);
        for (var row = 1; records.Next(); row++)
        {
            if (row <= skip)
                continue;
            var result = new ImportRow { Row = row, Source = string.Create(CultureInfo.InvariantCulture, $"line {records.Line}") };
            if (records.Problem is { } problem)
                yield return result.Rejected(problem.Code, problem.Message);
            else if (records.IsBlankFrom(0))
                yield return result.Rejected("row.empty", "There is nothing in the row.");
            else if (records.FieldCount < columns.Count || !records.IsBlankFrom(columns.Count))
                yield return result.Rejected(
                    "row.field_count",
                    $"The row has {records.FieldCount} fields, the header has {columns.Count}."
                );
            else
                yield return mapper.Map(result, cells);
        }
    }
}
