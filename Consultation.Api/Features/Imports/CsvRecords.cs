using System.Buffers;
using CsvHelper;

namespace Consultation.Api.Features.Imports;

/// <summary>
/// The records of a CSV file in UTF-8, one at a time, in memory that does not grow with the file. What cannot be read costs its own line
/// and no more: after a record whose quotes do not match, or that does not end within <see cref="MostBytes"/>, reading goes on at the
/// line after the one on which it began, so that one stray quote swallows nothing else.
/// </summary>
internal sealed class CsvRecords : IDisposable
{
    /// <summary>A reply's text of the greatest length with every character doubled, and as much again.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    private static readonly SearchValues<byte> Breaks = SearchValues.Create("\r\n"u8);
    private readonly Stream _file;
    private readonly CsvReaderOptions _options;
    private readonly byte[] _bytes = new byte[64 * 1024];
    private CsvReader? _csv;
    private CsvMalformedReason? _malformed;
    private long _base;
    private long _baseLine = 1;

    /// <summary>
    /// Going back to the next line reads bytes anew. A file made of stray quotes could make that endless; when this is used up, reading goes
    /// on behind the bad record instead.
    /// </summary>
    private long _mayReadAgain;

    /// <param name="file">Seekable, UTF-8 without a mark; stays open.</param>
    /// <param name="delimiter">An ASCII character.</param>
    /// <param name="start">Where the first record begins.</param>
    public CsvRecords(Stream file, char delimiter, long start)
    {
        (_file, _base) = (file, start);
        _mayReadAgain = (16 * file.Length) + (256L * 1024 * 1024);
        _options = new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            MaxRecordSize = MostBytes,
            TrackLineNumbers = true,
            OnMalformedRecord = bad => _malformed = bad.Reason,
        };
    }

    /// <summary>The line of the file on which the record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Why the record cannot be read, with a sentence; null when it can.</summary>
    public (string Code, string Message)? Problem { get; private set; }

    public int FieldCount => _csv!.FieldCount;

    /// <summary>Empty where the record has no such field.</summary>
    public string Field(int index) => index < FieldCount ? _csv!.GetString(index) : "";

    /// <summary>Whether there is nothing in the fields from this one on.</summary>
    public bool IsBlankFrom(int index)
    {
        for (; index < FieldCount; index++)
        {
            if (_csv!.GetSpan(index).ContainsAnyExcept((byte)' ', (byte)'\t'))
                return false;
        }
        return true;
    }

    /// <summary>Moves to the next record; false at the end. Empty lines are passed over.</summary>
    public bool Next()
    {
        Problem = null;
        _malformed = null;
        _csv ??= Open();
        try
        {
            if (!_csv.Read())
                return false;
        }
        catch (CsvFormatException tooLong)
        {
            Line = _baseLine + tooLong.LineNumber - 1;
            Problem = ("row.too_large", $"The row that begins on line {Line} does not end within 8 MB; is a quote missing or too many?");
            GoOn(_base + tooLong.ByteOffset, afterRecord: _file.Position);
            return true;
        }
        Line = _baseLine + _csv.LineNumber - 1;
        if (_malformed is not null)
            Judge(_csv.RawRecord.IndexOfAny(Breaks) >= 0);
        return true;
    }

    public void Dispose() => _csv?.Dispose();

    /// <summary>A quote in the middle of an unquoted field stands for itself; any other trouble may have taken in what is not the row's.</summary>
    private void Judge(bool severalLines)
    {
        if (_malformed is CsvMalformedReason.StrayQuote && !severalLines)
            return;
        Problem = ("row.unreadable", $"The quotes on line {Line} do not match: a quote inside a quoted field is written twice.");
        if (severalLines)
            GoOn(_base + _csv!.ByteOffset, afterRecord: null);
    }

    /// <param name="record">Where the bad record begins.</param>
    /// <param name="afterRecord">Where it goes on when there is no going back; null: the reader itself knows.</param>
    private void GoOn(long record, long? afterRecord)
    {
        var readTo = _file.Position;
        var next = AfterLine(record);
        if (next < readTo)
        {
            if (_mayReadAgain < readTo - next)
            {
                if (afterRecord is null)
                {
                    _file.Position = readTo;
                    return;
                }
                next = AfterLine(readTo);
                _baseLine = Line + CountLines(record, next);
                Leave(next);
                return;
            }
            _mayReadAgain -= readTo - next;
        }
        _baseLine = Line + 1;
        Leave(next);
    }

    private void Leave(long next)
    {
        _csv!.Dispose();
        _csv = null;
        _base = next;
    }

    private CsvReader Open()
    {
        _file.Position = _base;
        return CsvReader.Create(_file, _options, leaveOpen: true);
    }

    /// <summary>The place after the line break that ends the line; the file's end where none does.</summary>
    private long AfterLine(long place)
    {
        _file.Position = place;
        for (int read; (read = _file.Read(_bytes)) > 0; place += read)
        {
            var end = _bytes.AsSpan(0, read).IndexOfAny(Breaks);
            if (end < 0)
                continue;
            _file.Position = place + end + 1;
            // Of CR LF the second half would be an empty line: it is passed over, but counted.
            return place + end + (_bytes[end] == '\r' && _file.ReadByte() == '\n' ? 2 : 1);
        }
        return place;
    }

    private long CountLines(long from, long to)
    {
        var (lines, before) = (0L, (byte)0);
        _file.Position = from;
        while (from < to)
        {
            var read = _file.ReadAtLeast(_bytes.AsSpan(0, (int)Math.Min(_bytes.Length, to - from)), 1);
            foreach (var one in _bytes.AsSpan(0, read))
            {
                lines += one == '\r' || (one == '\n' && before != '\r') ? 1 : 0;
                before = one;
            }
            from += read;
        }
        return lines;
    }
}
