using System.Text;
using Consultation.Api.Data.Moving;

namespace Consultation.Tests.Moving;

/// <summary>A row in a file, and its sum, are the same whichever engine it is from.</summary>
public sealed class RowFormTests
{
    private static readonly TableShape Table = new(
        "T",
        [new("A", Family.Integer), new("B", Family.Text), new("C", Family.Binary), new("D", Family.Real)],
        ["A"]
    );

    private static readonly object?[][] Some =
    [
        [0L, "", Array.Empty<byte>(), 0.0],
        [long.MaxValue, "æøå ÆØÅ 🦔👩‍👩‍👧 Tiếng Việt đã được dịch e\u0301", new byte[] { 0, 255, 10, 13 }, 0.1],
        [long.MinValue, "a\0b\tc\r\nd\u2028e\u0085f\"\\/<>&'", new byte[300], 1e300],
        [1L, null, null, null],
        [-1L, " to mellomrom foran og bak  ", new byte[] { 1 }, -2.5],
        [7L, new string('ø', 1_000_000), null, double.Epsilon],
    ];

    [Test]
    public void Rows_ComeBackFromAFile_AsTheyWere()
    {
        Assert.That(Read(Written(Some)), Is.EqualTo(Some));
        Assert.That(TableSum.Of(Table, Read(Written(Some))).Hex(), Is.EqualTo(TableSum.Of(Table, Some).Hex()));
    }

    [TestCase("1")]
    [TestCase("[]")]
    [TestCase("""[1,"a",null]""")]
    [TestCase("""[1,"a",null,0.5,1]""")]
    [TestCase("""["1","a",null,0.5]""")]
    [TestCase("""[1.5,"a",null,0.5]""")]
    [TestCase("""[9223372036854775808,"a",null,0.5]""")]
    [TestCase("""[1,2,null,0.5]""")]
    [TestCase("""[1,"a","not base64",0.5]""")]
    [TestCase("""[1,"a",null,[0.5]]""")]
    [TestCase("""[1,"a",null,0.5] x""")]
    [TestCase("""[1,"a",null,0.5""")]
    [TestCase("")]
    public void Line_ThatIsNoRow_IsRefused(string line) =>
        Assert.That(
            () => Read(Encoding.UTF8.GetBytes("[1,\"a\",null,0.5]\n" + line + "\n")),
            Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("line 2 of T is no row of it")
        );

    [Test]
    public void Sum_IsTheSame_InAnyOrder_AndAnotherWhenAnythingIsOther()
    {
        var sum = Hex(Some);
        Assert.That(Hex([.. Some.Reverse()]), Is.EqualTo(sum));
        var others = new List<object?[][]>
        {
            Some[1..],
            (object?[][])[.. Some, Some[0]],
            Changed(3, 1, ""),
            Changed(0, 1, null),
            Changed(0, 1, "0"),
            Changed(0, 0, 1L),
            Changed(1, 2, new byte[] { 0, 255, 10, 12 }),
            Changed(1, 1, ((string)Some[1][1]!).Normalize(NormalizationForm.FormC)),
            Changed(4, 1, " to mellomrom foran og bak "),
            Changed(4, 3, -2.5000000000000004),
        };
        Assert.That(others.ConvertAll(Hex).Append(sum), Is.Unique);
        Assert.That(
            new TableSum(Table with { Name = "U" }).Hex(),
            Is.Not.EqualTo(new TableSum(Table).Hex()),
            "an empty table is one of its own"
        );
    }

    /// <summary>What SQLite's driver gives, and what SQL Server's gives for the same.</summary>
    [Test]
    public void Value_OfEitherEngine_HasOneForm()
    {
        var instant = new DateTimeOffset(2026, 3, 2, 12, 30, 0, 120, TimeSpan.FromHours(1));
        var (number, text) = (Table.Columns[0], Table.Columns[1]);
        Assert.That(Cell.Of(true, Table, number), Is.EqualTo(1L));
        Assert.That(Cell.Of(false, Table, number), Is.Zero);
        Assert.That(Cell.Of(3, Table, number), Is.EqualTo(3L));
        Assert.That(Cell.Of(DBNull.Value, Table, number), Is.Null);
        Assert.That(Cell.Of(instant, Table, text), Is.EqualTo("2026-03-02 11:30:00.12+00:00"));
        Assert.That(Cell.Of(instant.AddMilliseconds(-120), Table, text), Is.EqualTo("2026-03-02 11:30:00+00:00"));
        Assert.That(Cell.Instant("2026-03-02 11:30:00.12+00:00"), Is.EqualTo(instant));
        Assert.That(Cell.Instant("2026-03-02"), Is.Null);
        Assert.That(() => Cell.Of("3", Table, number), Throws.InvalidOperationException);
        Assert.That(() => Cell.Of(3L, Table, text), Throws.InvalidOperationException);
    }

    private static object?[][] Changed(int row, int column, object? value)
    {
        object?[][] rows = [.. Some.Select(one => (object?[])one.Clone())];
        rows[row][column] = value;
        return rows;
    }

    private static string Hex(object?[][] rows) => TableSum.Of(Table, rows).Hex();

    private static byte[] Written(object?[][] rows)
    {
        using var file = new MemoryStream();
        RowLines.Write(file, rows, CancellationToken.None);
        return file.ToArray();
    }

    private static object?[][] Read(byte[] bytes) => [.. new RowLines(Table).Read(new MemoryStream(bytes), CancellationToken.None)];
}
