using System.Globalization;
using System.Text.Json;

namespace Consultation.Api.Features.Imports;

/// <summary>Reads replies from JSON lines: one object a line, blank lines passed over, a line at a time in memory.</summary>
internal static class JsonRows
{
    /// <summary>A longer line is left out (<c>row.too_large</c>).</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <param name="file">Seekable, UTF-8 without a mark; stays open.</param>
    /// <param name="mapper">Makes replies of the properties.</param>
    /// <param name="skip">Rows to leave out from the beginning; they keep their numbers.</param>
    public static IEnumerable<ImportRow> Read(Stream file, RowMapper mapper, int skip)
    {
        file.Position = 0;
        var lines = new Lines(file);
        for (var row = 1; lines.Next(); row++)
        {
            if (row <= skip)
                continue;
            var result = new ImportRow { Row = row, Source = string.Create(CultureInfo.InvariantCulture, $"line {lines.Number}") };
            yield return lines.IsTooLong
                ? result.Rejected("row.too_large", "The line is longer than 8 MB.")
                : Parse(lines.Current, result, mapper);
        }
    }

    private static ImportRow Parse(ReadOnlyMemory<byte> line, ImportRow row, RowMapper mapper)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? mapper.Map(row, new JsonCells(document.RootElement))
                : row.Rejected("row.not_a_reply", "The line is no JSON object.");
        }
        // The second: an escape that is half a character.
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return row.Rejected("row.unreadable", "The line is not valid JSON.");
        }
    }

    private sealed class Lines(Stream file)
    {
        private byte[] _buffer = new byte[64 * 1024];
        private int _start;
        private int _end;

        public ReadOnlyMemory<byte> Current { get; private set; }

        public bool IsTooLong { get; private set; }

        /// <summary>From 1, blank lines counted.</summary>
        public long Number { get; private set; }

        /// <summary>Moves to the next line that is not blank; false at the end.</summary>
        public bool Next()
        {
            while (Take())
            {
                Number++;
                if (IsTooLong || Current.Span.ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r'))
                    return true;
            }
            return false;
        }

        private bool Take()
        {
            IsTooLong = false;
            var seen = 0;
            while (true)
            {
                var found = _buffer.AsSpan(_start + seen, _end - _start - seen).IndexOf((byte)'\n');
                if (found >= 0)
                    return Cut(seen + found, 1);
                seen = _end - _start;
                if (seen > MostBytes)
                {
                    // What is too long is not kept, only its end looked for.
                    (IsTooLong, _start, _end, seen) = (true, 0, 0, 0);
                }
                if (!Fill())
                    return (seen > 0 || IsTooLong) && Cut(seen, 0);
            }
        }

        private bool Cut(int length, int lineBreak)
        {
            Current = _buffer.AsMemory(_start, length);
            _start += length + lineBreak;
            return true;
        }

        private bool Fill()
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }
            if (_end == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = file.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            return read > 0;
        }
    }
}
