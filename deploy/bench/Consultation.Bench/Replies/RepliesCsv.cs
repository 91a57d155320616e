using System.Globalization;
using System.Text;

namespace Consultation.Bench.Replies;

/// <summary>Made-up replies as a file that staff would bring in.</summary>
internal static class RepliesCsv
{
    /// <summary>The mapping that belongs to <see cref="Write"/>, as the HTTP contract has it.</summary>
    public static object Mapping { get; } = new
    {
        format = "csv",
        delimiter = ",",
        fields = new
        {
            externalId = "id",
            name = new[] { "name" },
            email = "email",
            senderType = "type",
            language = "language",
            position = "position",
            text = "text",
        },
    };

    /// <summary>The replies from number <paramref name="from"/> on.</summary>
    public static void Write(string path, ReplyGenerator generator, int from, int count)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        file.Write("id,type,name,email,language,position,text\r\n");
        for (var n = from; n < from + count; n++)
        {
            var reply = generator.Reply(n);
            file.Write(n.ToString(CultureInfo.InvariantCulture));
            foreach (
                var cell in (string?[])
                    [reply.Sender.Type, reply.Sender.Name, reply.Sender.Email, reply.Language, reply.Position, reply.Text]
            )
            {
                file.Write(',');
                file.Write('"');
                file.Write(cell?.Replace("\"", "\"\"", StringComparison.Ordinal));
                file.Write('"');
            }
            file.Write("\r\n");
        }
    }
}
