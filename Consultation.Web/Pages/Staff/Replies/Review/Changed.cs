using Consultation.Domain;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Replies.Review;

/// <summary>What differs between the version that somebody had before her and the one that there is now.</summary>
internal static class Changed
{
    /// <summary>More lines than this are not held against each other one by one.</summary>
    private const int MostLines = 2000;

    /// <param name="IsNew">True: it has come; false: it is gone; null: it stands in both.</param>
    public sealed record Line(string Text, bool? IsNew);

    /// <summary>The reply's text line by line; unchanged lines far from a change are left out, for which a line of «…» stands.</summary>
    public static IReadOnlyList<Line> Lines(ReplyContent before, ReplyContent now)
    {
        var old = before.Text.Split('\n');
        var fresh = now.Text.Split('\n');
        if (old.Length > MostLines || fresh.Length > MostLines)
            return [new(before.Text, false), new(now.Text, true)];
        return Near(Compare(old, fresh));
    }

    /// <summary>Names of the other parts that differ.</summary>
    public static IReadOnlyList<string> Parts(ReplyContent before, ReplyContent now)
    {
        (string Key, bool Differs)[] parts =
        [
            ("review.part.name", before.SenderName != now.SenderName),
            ("reply.on_behalf", before.OnBehalfOf != now.OnBehalfOf),
            ("replies.position", before.Position != now.Position),
            (
                "review.part.answers",
                !Same(
                    before.Answers.Select(a => a.Question + string.Join('|', a.Values)),
                    now.Answers.Select(a => a.Question + string.Join('|', a.Values))
                )
            ),
            ("review.part.comments", !before.Comments.SequenceEqual(now.Comments)),
            ("review.part.files", !Same(before.Attachments.Select(f => f.Sha256), now.Attachments.Select(f => f.Sha256))),
        ];
        return [.. parts.Where(part => part.Differs).Select(part => T(part.Key))];
    }

    private static bool Same(IEnumerable<string> one, IEnumerable<string> other) => one.SequenceEqual(other, StringComparer.Ordinal);

    /// <summary>The longest common subsequence, told as what to take away and what to add.</summary>
    private static List<Line> Compare(string[] old, string[] fresh)
    {
        var longest = new int[old.Length + 1, fresh.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = fresh.Length - 1; j >= 0; j--)
                longest[i, j] = old[i] == fresh[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        }
        var lines = new List<Line>();
        var (a, b) = (0, 0);
        while (a < old.Length || b < fresh.Length)
        {
            if (a < old.Length && b < fresh.Length && old[a] == fresh[b])
            {
                lines.Add(new(old[a++], null));
                b++;
            }
            else if (a < old.Length && (b == fresh.Length || longest[a + 1, b] >= longest[a, b + 1]))
            {
                lines.Add(new(old[a++], false));
            }
            else
            {
                lines.Add(new(fresh[b++], true));
            }
        }
        return lines;
    }

    private static List<Line> Near(List<Line> lines)
    {
        var near = new List<Line>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines.Skip(Math.Max(0, i - 1)).Take(i == 0 ? 2 : 3).Any(line => line.IsNew is not null))
                near.Add(lines[i]);
            else if (near.Count == 0 || near[^1].Text != "…")
                near.Add(new("…", null));
        }
        return near;
    }
}
