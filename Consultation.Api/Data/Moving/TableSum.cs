using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Consultation.Api.Data.Moving;

/// <summary>
/// A checksum over a table's rows that is the same in every engine and in whatever order they come: the sum, modulo 2^256, of each row's
/// SHA-256. A row's is over its values in the order of the columns' names: a letter for the kind (n, i, r, t, b), the length in bytes (8
/// bytes, greatest first), and the value as UTF-8 text, or its bytes.
/// </summary>
internal sealed class TableSum(TableShape table)
{
    private readonly ulong[] _sum = new ulong[SHA256.HashSizeInBytes / sizeof(ulong)];
    private readonly ArrayBufferWriter<byte> _row = new();

    public long Rows { get; private set; }

    public static TableSum Of(TableShape table, IEnumerable<object?[]> rows)
    {
        var sum = new TableSum(table);
        foreach (var row in rows)
        {
            sum.Add(row);
        }
        return sum;
    }

    /// <summary>Counts the rows that go by.</summary>
    public IEnumerable<object?[]> Over(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            Add(row);
            yield return row;
        }
    }

    public void Add(object?[] row)
    {
        _row.ResetWrittenCount();
        foreach (var cell in row)
        {
            Append(cell);
        }
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_row.WrittenSpan, hash);
        var carry = UInt128.Zero;
        for (var place = 0; place < _sum.Length; place++)
        {
            var added = (UInt128)_sum[place] + BinaryPrimitives.ReadUInt64LittleEndian(hash[(place * sizeof(ulong))..]) + carry;
            _sum[place] = (ulong)added;
            carry = added >> 64;
        }
        Rows++;
    }

    /// <summary>64 hexadecimal digits, over the table's name, its columns, how many rows there are, and their sum.</summary>
    public string Hex()
    {
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        for (var place = 0; place < _sum.Length; place++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(sum[(place * sizeof(ulong))..], _sum[place]);
        }
        return HexOf(
            $"{table.Name} {string.Join(',', table.Columns.Select(column => column.Name))} {Rows} {Convert.ToHexStringLower(sum)}"
        );
    }

    /// <summary>One sum over the sums of all tables.</summary>
    public static string Whole(IEnumerable<(string Table, string Sum)> tables) =>
        HexOf(string.Concat(tables.OrderBy(one => one.Table, StringComparer.Ordinal).Select(one => $"{one.Table} {one.Sum}\n")));

    private static string HexOf(FormattableString text) => HexOf(text.ToString(CultureInfo.InvariantCulture));

    private static string HexOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private void Append(object? cell)
    {
        switch (cell)
        {
            case null:
                Append('n', []);
                break;
            case long number:
                Append('i', number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                Append('r', number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case string text:
                Append('t', text);
                break;
            case byte[] bytes:
                Append('b', bytes);
                break;
            default:
                throw new InvalidOperationException($"No kind of value: {cell.GetType().Name}.");
        }
    }

    private void Append(char kind, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Head(kind, length);
        Encoding.UTF8.GetBytes(text, _row.GetSpan(length));
        _row.Advance(length);
    }

    private void Append(char kind, ReadOnlySpan<byte> bytes)
    {
        Head(kind, bytes.Length);
        _row.Write(bytes);
    }

    private void Head(char kind, long length)
    {
        var head = _row.GetSpan(1 + sizeof(long));
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt64BigEndian(head[1..], length);
        _row.Advance(1 + sizeof(long));
    }
}
