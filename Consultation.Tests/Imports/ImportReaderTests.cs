using System.Text;
using Consultation.Api.Features.Imports;
using NUnit.Framework;

namespace Consultation.Tests.Imports;

public sealed class ImportReaderTests
{
    private static readonly StartImport.Mapping Mapping = new()
    {
        Format = StartImport.Csv,
        Fields = new ImportFields { Text = "text" },
    };

    [Test]
    public void Csv_FieldThatIsTooLong_CostsItsLineAndNoMemory()
    {
        using var file = new MemoryStream();
        Write(file, "a,text\n\n1,before\n2,");
        var piece = Encoding.UTF8.GetBytes(new string('x', 1_000_000));
        for (var i = 0; i < 100; i++)
            file.Write(piece);
        Write(file, "\n\n3,\"after\nit\"\n4,\"never closed\n5,read\n");
        file.Write(piece.AsSpan(0, 500_000));
        Write(file, ",too long for no one\n");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var rows = Rows(file);
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(200_000_000), "read whole it takes half a gigabyte");
        Assert.That(
            rows.Select(row => (row.Row, row.Source, row.RejectCode ?? row.Text)),
            Is.EqualTo([
                (1, "line 3", "before"),
                (2, "line 4", "row.too_large"),
                (3, "line 6", "after\nit"),
                (4, "line 8", "row.unreadable"),
                (5, "line 9", "read"),
                (6, "line 10", "too long for no one"),
            ])
        );
    }

    [Test]
    public void Csv_OneStrayQuoteInALongFile_CostsItsLineAlone()
    {
        using var file = new MemoryStream();
        Write(file, "a,text\n1,\"stray\n");
        var line = Encoding.UTF8.GetBytes("2," + new string('x', 990) + "\r\n");
        for (var i = 0; i < 20_000; i++)
            file.Write(line);
        var rows = Rows(file);
        Assert.That(rows, Has.Count.EqualTo(20_001));
        Assert.That((rows[0].RejectCode, rows[0].Source), Is.EqualTo(("row.too_large", "line 2")));
        Assert.That(rows.Skip(1).Select(row => row.RejectCode), Is.All.Null);
        Assert.That(rows[^1].Source, Is.EqualTo("line 20002"));
    }

    /// <summary>Going back after each bad line would read eight megabytes for a few bytes; it is done only so often.</summary>
    [TestCase("a\",\"b\n")]
    [TestCase("\"\n")]
    [TestCase("x,\"\"\"\n")]
    [TestCase("\"a\"b,\"\n")]
    [TestCase("\"a\"\n\"")]
    public void Csv_MadeOfStrayQuotes_DoesNotHang(string line)
    {
        using var file = new MemoryStream();
        Write(file, "a,text\n");
        Write(file, string.Concat(Enumerable.Repeat(line, 4_000_000 / line.Length)));
        var rows = CsvRows.Read(file, Mapping, new RowMapper(Mapping, TimeZoneInfo.Utc, []), 0);
        var (count, last) = (0, 0);
        foreach (var row in rows)
            (count, last) = (count + 1, row.Row);
        Assert.That(last, Is.EqualTo(count));
        Assert.That(count, Is.Positive);
    }

    [TestCase("2026-03-13", "2026-03-12T23:00:00.000Z")]
    [TestCase("2026-07-13", "2026-07-12T22:00:00.000Z")]
    [TestCase("20260313", "2026-03-12T23:00:00.000Z")]
    [TestCase("2026/03/13", "2026-03-12T23:00:00.000Z")]
    [TestCase("2026-03-13T14:05", "2026-03-13T13:05:00.000Z")]
    [TestCase("2026-03-13 14:05:09", "2026-03-13T13:05:09.000Z")]
    [TestCase("2026-03-13 14:05:09.1239", "2026-03-13T13:05:09.123Z")]
    [TestCase("2026-03-13T14:05:09,5", "2026-03-13T13:05:09.500Z")]
    [TestCase("2026-03-13T14:05:09Z", "2026-03-13T14:05:09.000Z")]
    [TestCase("2026-03-13T14:05Z", "2026-03-13T14:05:00.000Z")]
    [TestCase("2026-03-13T14:05:09.123456+02:00", "2026-03-13T12:05:09.123Z")]
    [TestCase("2026-03-13 14:05:09+0200", "2026-03-13T12:05:09.000Z")]
    [TestCase("2026-03-13 14:05:09-05", "2026-03-13T19:05:09.000Z")]
    [TestCase("2026-03-13 14:05:09 +0200", "2026-03-13T12:05:09.000Z")]
    [TestCase("20260313T140509Z", "2026-03-13T14:05:09.000Z")]
    [TestCase("20260313T140509", "2026-03-13T13:05:09.000Z")]
    [TestCase("13.03.2026", "2026-03-12T23:00:00.000Z")]
    [TestCase("3.4.2026", "2026-04-02T22:00:00.000Z")]
    [TestCase("13.03.2026 14:05", "2026-03-13T13:05:00.000Z")]
    [TestCase("13.03.2026 9.05", "2026-03-13T08:05:00.000Z")]
    [TestCase("13.03.2026 kl. 14.05", "2026-03-13T13:05:00.000Z")]
    [TestCase("13.03.2026 kl 14:05:09", "2026-03-13T13:05:09.000Z")]
    [TestCase("Fri, 13 Mar 2026 14:05:09 GMT", "2026-03-13T14:05:09.000Z")]
    [TestCase("Fri, 13 Mar 2026 14:05:09 +0100", "2026-03-13T13:05:09.000Z")]
    [TestCase("1773407109", "2026-03-13T13:05:09.000Z")]
    [TestCase("1773407109123", "2026-03-13T13:05:09.123Z")]
    [TestCase("2026-03-29 02:30", "2026-03-29T01:30:00.000Z")]
    [TestCase("2026-10-25 02:30", "2026-10-25T00:30:00.000Z")]
    [TestCase("1899-12-31", null)]
    [TestCase("9999-12-31", null)]
    [TestCase("0001-01-01", null)]
    [TestCase("03/04/2026", null)]
    [TestCase("2026-02-29", null)]
    [TestCase("13.03.26", null)]
    [TestCase("Wed Jul 27 22:09:49 WIB 2022", null)]
    [TestCase("yesterday", null)]
    [TestCase("12345", null)]
    [TestCase("+", null)]
    public void ReceivedDate_InEveryUsualForm_IsOneInstant(string text, string? instant)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");
        var read = ReceivedDate.TryRead(text, zone, null, out var found);
        Assert.That(
            read ? found.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture) : null,
            Is.EqualTo(instant)
        );
    }

    private static List<ImportRow> Rows(MemoryStream file) =>
        [.. CsvRows.Read(file, Mapping, new RowMapper(Mapping, TimeZoneInfo.Utc, []), 0)];

    private static void Write(MemoryStream file, string text) => file.Write(Encoding.UTF8.GetBytes(text));
}
