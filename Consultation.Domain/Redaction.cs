using System.Globalization;
using System.Text;

namespace Consultation.Domain;

/// <summary>
/// Takes words out of what is published of a reply: the text itself is gone, and a mark of one length stands in its place, so that nothing
/// tells how long it was. The checksum on the receipt stays that of the original.
/// </summary>
public static class Redaction
{
    /// <summary>Five full blocks (U+2588): the same in every language, and in exports.</summary>
    public const string Mark = "█████";

    /// <summary>The number of a reply's first comment, and of its first attachment.</summary>
    public const int First = 0;

    /// <summary>
    /// The content without these ranges. Positions are those of <paramref name="original"/>, whatever else is taken out. Ranges that overlap or
    /// touch become one mark, and a range grows to whole visible characters, never cutting one in half. An attachment is marked
    /// as hidden; an answer that is a choice or a number is left out. Throws <c>redaction.out_of_range</c> when a range lies outside its
    /// field, is empty, or names nothing in the reply.
    /// </summary>
    public static ReplyContent Apply(ReplyContent original, IEnumerable<RedactedRange> ranges)
    {
        var content = original;
        foreach (var field in ranges.GroupBy(range => RedactionField.Parse(range.Field)))
            content = Without(content, field.Key, [.. field]);
        return content;
    }

    /// <summary>Where identity numbers stand in what would be published; only numbers that can exist (<see cref="NationalIdentityNumber"/>).</summary>
    public static IReadOnlyList<RedactedRange> IdentityNumbers(ReplyContent content)
    {
        var found = new List<RedactedRange>();
        Find("sender.name", content.SenderName);
        Find("sender.onBehalfOf", content.OnBehalfOf);
        Find("text", content.Text);
        foreach (var answer in content.Answers.Where(answer => answer is { Kind: QuestionKind.Text, Values.Count: > 0 }))
            Find("answer:" + answer.Question, answer.Values[0]);
        for (var i = 0; i < content.Comments.Count; i++)
            Find(string.Create(CultureInfo.InvariantCulture, $"comment:{i + First}"), content.Comments[i].Text);
        for (var i = 0; i < content.Attachments.Count; i++)
        {
            if (!content.Attachments[i].Hidden && NationalIdentityNumber.FindIn(content.Attachments[i].FileName) is not null)
                found.Add(new(string.Create(CultureInfo.InvariantCulture, $"attachment:{i + First}")));
        }
        return found;

        void Find(string field, string? text)
        {
            var from = 0;
            while (text is not null && NationalIdentityNumber.FindIn(text.AsSpan(from)) is var (start, length))
            {
                found.Add(new(field, from + start, length));
                from += start + length;
            }
        }
    }

    private static ReplyContent Without(ReplyContent content, RedactionField field, IReadOnlyList<RedactedRange> ranges)
    {
        switch (field.Kind)
        {
            case RedactionFieldKind.Text:
                return content with { Text = Without(content.Text, ranges) };
            case RedactionFieldKind.SenderName:
                return content with { SenderName = Without(content.SenderName, ranges) };
            case RedactionFieldKind.OnBehalfOf:
                return content with { OnBehalfOf = Without(content.OnBehalfOf, ranges) };
            case RedactionFieldKind.Answer:
                return content with { Answers = Without(content.Answers, field.Key!, ranges) };
            case RedactionFieldKind.Comment:
                var comment = At(content.Comments, field.Index);
                return content with
                {
                    Comments = With(content.Comments, field.Index, comment with { Text = Without(comment.Text, ranges) }),
                };
            default:
                var file = At(content.Attachments, field.Index);
                return content with { Attachments = With(content.Attachments, field.Index, file with { Hidden = true }) };
        }
    }

    private static List<Answer> Without(IReadOnlyList<Answer> answers, string question, IReadOnlyList<RedactedRange> ranges)
    {
        var redacted = answers.FirstOrDefault(answer => answer.Question == question) ?? throw Refusals.RedactionOutOfRange();
        if (redacted.Kind != QuestionKind.Text)
            return [.. answers.Where(answer => answer != redacted)];
        var changed = redacted with { Values = [.. redacted.Values.Select(value => Without(value, ranges))] };
        return [.. answers.Select(answer => answer == redacted ? changed : answer)];
    }

    private static T At<T>(IReadOnlyList<T> list, int index) =>
        index >= 0 && index < list.Count ? list[index] : throw Refusals.RedactionOutOfRange();

    private static List<T> With<T>(IReadOnlyList<T> list, int index, T changed) =>
        [.. list.Select((item, i) => i == index ? changed : item)];

    private static string Without(string? text, IReadOnlyList<RedactedRange> ranges)
    {
        if (text is null || ranges.Any(range => range.Start < 0 || range.Length < 1 || range.Start > text.Length - range.Length))
            throw Refusals.RedactionOutOfRange();
        var left = new StringBuilder(text.Length);
        var marked = false;
        // All before it is done with; always between two visible characters.
        var done = 0;
        foreach (var range in ranges.OrderBy(range => range.Start))
        {
            var end = range.Start + range.Length;
            if (end <= done)
                continue;
            var begin = range.Start <= done ? done : Boundary(text, range.Start, done, upwards: false);
            if (begin > done || !marked)
                left.Append(text, done, begin - done).Append(Mark);
            marked = true;
            done = Boundary(text, end, begin, upwards: true);
        }
        return left.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>The nearest place between two visible characters at or before (after) <paramref name="at"/>; <paramref name="known"/> is one before it.</summary>
    private static int Boundary(string text, int at, int known, bool upwards)
    {
        if (at == text.Length)
            return at;
        // Between two ASCII characters there always is one: most texts need no long walk.
        var from = at;
        while (from > known && !(char.IsAscii(text[from - 1]) && char.IsAscii(text[from])))
            from--;
        while (from < at)
        {
            var next = from + StringInfo.GetNextTextElementLength(text, from);
            if (next > at)
                return upwards ? next : from;
            from = next;
        }
        return from;
    }
}
