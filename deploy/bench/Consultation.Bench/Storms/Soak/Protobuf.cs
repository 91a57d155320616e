using System.Buffers.Binary;

namespace Consultation.Bench.Storms.Soak;

/// <summary>One field of a protobuf message: its number and, by its kind, its bytes or its bits.</summary>
internal readonly record struct ProtobufField(int Number, ReadOnlyMemory<byte> Bytes, ulong Bits);

/// <summary>As much of protobuf as reading numbers out of OTLP needs.</summary>
internal static class Protobuf
{
    public static IEnumerable<ProtobufField> Fields(ReadOnlyMemory<byte> message)
    {
        while (message.Length > 0)
        {
            var tag = Varint(ref message);
            var (number, kind) = ((int)(tag >> 3), tag & 7);
            yield return kind switch
            {
                0 => new ProtobufField(number, default, Varint(ref message)),
                1 => new ProtobufField(number, default, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref message, 8).Span)),
                2 => new ProtobufField(number, Take(ref message, (int)Varint(ref message)), 0),
                5 => new ProtobufField(number, default, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref message, 4).Span)),
                _ => throw new InvalidDataException($"A protobuf field of kind {kind}."),
            };
        }
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> message, int length)
    {
        var taken = message[..length];
        message = message[length..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> message)
    {
        var (value, shift) = (0UL, 0);
        while (true)
        {
            var one = message.Span[0];
            message = message[1..];
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80)
                return value;
            shift += 7;
        }
    }
}
