using System.Globalization;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Replies.Review;

/// <summary>A part of a reply that words can be taken out of, or that can be taken out as a whole.</summary>
/// <param name="Field">As <see cref="RedactedRange.Field"/> has it.</param>
/// <param name="Text">As it was sent.</param>
/// <param name="IsWhole">Taken out as a whole or not at all: a file, or an answer that is a choice.</param>
internal sealed record ProofPart(string Field, string Label, string Text, bool IsWhole = false)
{
    /// <summary>Of its input on the page.</summary>
    public required string Id { get; init; }

    /// <summary>What everybody would read with the words taken out that are chosen now; null: nothing is left of it.</summary>
    public string? Public { get; init; }

    /// <summary>Before what stands on the same line: a question has its mark already.</summary>
    public string Lead => Label.EndsWith('?') ? Label : Label + ":";

    /// <summary>Lines that its box has.</summary>
    public int Rows => Math.Clamp((Text.Length / 60) + Text.Count(letter => letter == '\n') + 2, 2, 24);

    public bool IsLong => Text.Length > 60 || Text.Contains('\n', StringComparison.Ordinal);

    /// <summary>The reply's parts in the order in which one reads it, beside what would be published of each.</summary>
    public static IReadOnlyList<ProofPart> Of(ReplyContent original, ReplyContent published, HearingView hearing)
    {
        var parts = new List<ProofPart>();
        Add("sender.name", T("review.part.name"), original.SenderName, published.SenderName);
        Add("sender.onBehalfOf", T("reply.on_behalf"), original.OnBehalfOf, published.OnBehalfOf);
        Add("text", T("review.part.text"), original.Text, published.Text);
        foreach (var answer in original.Answers)
        {
            var question = hearing.Questions?.FirstOrDefault(one => one.Key == answer.Question);
            var left = published.Answers.FirstOrDefault(one => one.Question == answer.Question);
            var isText = answer.Kind == QuestionKind.Text;
            Add(
                "answer:" + answer.Question,
                question?.Label ?? answer.Question,
                Said(answer, question),
                left is null ? null : Said(left, question),
                !isText
            );
        }
        for (var i = 0; i < original.Comments.Count; i++)
            Add(Numbered("comment", i), T("review.part.comment", i + 1), original.Comments[i].Text, published.Comments[i].Text);
        for (var i = 0; i < original.Attachments.Count; i++)
        {
            var file = original.Attachments[i];
            Add(
                Numbered("attachment", i),
                T("review.part.file", i + 1),
                file.FileName,
                published.Attachments[i].Hidden ? null : file.FileName,
                true
            );
        }
        return parts;

        void Add(string field, string label, string? text, string? shown, bool whole = false)
        {
            if (!string.IsNullOrEmpty(text))
                parts.Add(
                    new(field, label, text, whole) { Id = "del-" + parts.Count.ToString(CultureInfo.InvariantCulture), Public = shown }
                );
        }
    }

    private static string Numbered(string kind, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}:{index + Redaction.First}");

    /// <summary>A choice in the words that it was made by.</summary>
    private static string Said(Answer answer, HearingQuestion? question) =>
        answer.Kind == QuestionKind.YesNo
            ? T(answer.Values[0] == "true" ? "review.yes" : "review.no")
            : string.Join(
                ", ",
                answer.Values.Select(value => question?.Options?.FirstOrDefault(option => option.Value == value)?.Label ?? value)
            );
}
