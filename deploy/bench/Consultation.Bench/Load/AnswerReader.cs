using System.Globalization;
using System.Text;

namespace Consultation.Bench.Load;

/// <summary>The least of HTTP/1.1 that reading an answer needs: status, Content-Length or chunks, Connection: close.</summary>
internal sealed class AnswerReader
{
    private static ReadOnlySpan<byte> HeadEnd => "\r\n\r\n"u8;

    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private Stream? sink;
    private Part part;
    private long left;
    private long bodyBytes;
    private int status;
    private bool chunked;
    private bool closes;
    private string head = "";
    private bool keepsHead;

    private enum Part
    {
        Head,
        Body,
        ChunkSize,
        ChunkData,
        ChunkDataEnd,
        Trailer,
        Done,
    }

    public bool Done => part == Part.Done;

    public RawAnswer Answer => new(status, bodyBytes, closes);

    public void Begin(Stream? bodySink)
    {
        sink = bodySink;
        keepsHead = bodySink is not null;
        (start, end, bodyBytes, part) = (0, 0, 0, Part.Head);
    }

    /// <summary>Room for the next bytes from the socket.</summary>
    public Memory<byte> Free()
    {
        if (start == end)
            (start, end) = (0, 0);
        else if (end == buffer.Length)
            MakeRoom();
        return buffer.AsMemory(end);
    }

    public void Take(int received)
    {
        end += received;
        while (part != Part.Done && Step()) { }
    }

    /// <summary>The fields of the last answer's head, if its body went to a sink.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers() =>
        [
            .. head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Skip(1)
                .Select(line => line.Split(':', 2))
                .Select(pair => KeyValuePair.Create(pair[0], pair[1].Trim())),
        ];

    private bool Step() =>
        part switch
        {
            Part.Head => ReadHead(),
            Part.Body => ReadData(Part.Done),
            Part.ChunkSize => ReadChunkSize(),
            Part.ChunkData => ReadData(Part.ChunkDataEnd),
            Part.ChunkDataEnd => ReadLine(out _) && Go(Part.ChunkSize),
            _ => ReadTrailer(),
        };

    private bool ReadHead()
    {
        var length = Waiting.IndexOf(HeadEnd);
        if (length < 0)
            return false;
        var bytes = Waiting[..(length + 2)];
        if (!bytes.StartsWith("HTTP/1.1 "u8))
            throw new IOException("Not an HTTP/1.1 answer.");
        status = int.Parse(bytes.Slice(9, 3), CultureInfo.InvariantCulture);
        head = keepsHead ? Encoding.Latin1.GetString(bytes) : "";
        (chunked, closes, left) = (false, false, 0);
        ReadFields(bytes);
        start += length + 4;
        return Go(
            chunked ? Part.ChunkSize
            : left > 0 ? Part.Body
            : Part.Done
        );
    }

    private void ReadFields(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[(bytes.IndexOf("\r\n"u8) + 2)..];
        while (bytes.Length > 0)
        {
            var line = bytes[..bytes.IndexOf("\r\n"u8)];
            var colon = line.IndexOf((byte)':');
            var name = line[..colon];
            var value = line[(colon + 1)..].Trim((byte)' ');
            if (Ascii.EqualsIgnoreCase(name, "content-length"u8))
                left = long.Parse(value, CultureInfo.InvariantCulture);
            else if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8))
                chunked = Ascii.EqualsIgnoreCase(value, "chunked"u8);
            else if (Ascii.EqualsIgnoreCase(name, "connection"u8))
                closes = Ascii.EqualsIgnoreCase(value, "close"u8);
            bytes = bytes[(line.Length + 2)..];
        }
    }

    private bool ReadChunkSize()
    {
        if (!ReadLine(out var line))
            return false;
        var size = line.IndexOf((byte)';') is var semicolon and >= 0 ? line[..semicolon] : line;
        left = long.Parse(size.Trim((byte)' '), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return Go(left == 0 ? Part.Trailer : Part.ChunkData);
    }

    private bool ReadTrailer()
    {
        if (!ReadLine(out var line))
            return false;
        return line.Length > 0 || Go(Part.Done);
    }

    private bool ReadData(Part next)
    {
        var now = (int)Math.Min(left, end - start);
        if (now == 0)
            return false;
        sink?.Write(buffer, start, now);
        start += now;
        left -= now;
        bodyBytes += now;
        return left > 0 || Go(next);
    }

    private bool ReadLine(out ReadOnlySpan<byte> line)
    {
        var length = Waiting.IndexOf("\r\n"u8);
        line = length < 0 ? default : Waiting[..length];
        start += length < 0 ? 0 : length + 2;
        return length >= 0;
    }

    private ReadOnlySpan<byte> Waiting => buffer.AsSpan(start, end - start);

    private bool Go(Part next)
    {
        part = next;
        return true;
    }

    private void MakeRoom()
    {
        if (start == 0)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
            return;
        }
        Waiting.CopyTo(buffer);
        (start, end) = (0, end - start);
    }
}
