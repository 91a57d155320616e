using System.Text;
using System.Text.RegularExpressions;

namespace Consultation.Api.Features.Operations;

/// <summary>A letter that lies in the folder: when, to whom and about what, and nothing of what it says.</summary>
/// <param name="At">When it was laid there.</param>
/// <param name="Recipient">Null where the file does not tell.</param>
/// <param name="Subject">Null where the file does not tell.</param>
public sealed partial record LyingLetter(DateTimeOffset At, string? Recipient, string? Subject)
{
    /// <summary>No head of ours is near as long; of what somebody else has put there no more is read.</summary>
    private const int MostHead = 16 * 1024;
    private const int MostShown = 300;

    /// <summary>The letter as its head tells; null when the file is gone or cannot be read.</summary>
    internal static LyingLetter? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[MostHead];
            var head = Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
            var fields = Fields(head);
            return new(
                new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero),
                Shown(fields.GetValueOrDefault("To")),
                Shown(Decoded(fields.GetValueOrDefault("Subject")))
            );
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Those before the first empty line, each unfolded (RFC 5322, 2.2.3).</summary>
    private static Dictionary<string, string> Fields(string head)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? last = null;
        foreach (var line in head.ReplaceLineEndings("\n").Split('\n').TakeWhile(line => line.Length > 0))
        {
            if (line[0] is ' ' or '\t')
            {
                if (last is not null)
                {
                    fields[last] += line;
                }
            }
            else if (line.Split(':', 2) is [var name, var value] && fields.TryAdd(name.Trim(), value.Trim()))
            {
                last = name.Trim();
            }
            else
            {
                last = null;
            }
        }
        return fields;
    }

    /// <summary>
    /// Letters beyond ASCII stand in encoded words (RFC 2047). White space between two of them belongs to neither, and a letter may begin in
    /// one and end in the next. What cannot be read stays as it is.
    /// </summary>
    private static string? Decoded(string? text) => text is null ? null : Run().Replace(text, run => OfRun(run) ?? run.Value);

    private static string? OfRun(Match run)
    {
        try
        {
            var bytes = new List<byte>();
            for (var i = 0; i < run.Groups["content"].Captures.Count; i++)
            {
                var content = run.Groups["content"].Captures[i].Value;
                bytes.AddRange(run.Groups["code"].Captures[i].Value is "B" or "b" ? Convert.FromBase64String(content) : Unquoted(content));
            }
            return Encoding.GetEncoding(run.Groups["charset"].Value).GetString([.. bytes]);
        }
        catch (Exception odd) when (odd is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static byte[] Unquoted(string content)
    {
        var bytes = new List<byte>(content.Length);
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '=' && i + 2 < content.Length)
            {
                bytes.AddRange(Convert.FromHexString(content.AsSpan(i + 1, 2)));
                i += 2;
            }
            else
            {
                bytes.Add(content[i] == '_' ? (byte)' ' : (byte)content[i]);
            }
        }
        return [.. bytes];
    }

    private static string? Shown(string? text) =>
        Domain.PlainText.Normalise(text).Trim() is { Length: > 0 } told ? Domain.Excerpt.From(told, MostShown) : null;

    [GeneratedRegex(
        @"=\?(?<charset>[A-Za-z0-9_-]+)\?(?<code>[BQ])\?(?<content>[^?\s]*)\?=(\s+=\?\k<charset>\?(?<code>[BQ])\?(?<content>[^?\s]*)\?=)*",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Run();
}
