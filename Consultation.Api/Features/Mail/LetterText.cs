using System.Text;

namespace Consultation.Api.Features.Mail;

/// <summary>A letter as plain text.</summary>
internal static class LetterText
{
    public static string Of(Letter letter, LetterTexts texts)
    {
        var text = new StringBuilder();
        foreach (var part in letter.Parts)
        {
            text.Append(Of(part)).Append("\n\n");
        }
        return text.Append("-- \n").Append(letter.From).Append('\n').Append(texts.Get("automatic")).Append('\n').ToString();
    }

    private static string Of(Letter.Part part) =>
        part switch
        {
            Letter.Paragraph paragraph => paragraph.Text,
            Letter.Facts facts => string.Join('\n', facts.Rows.Select(row => $"{row.Label}: {row.Value}")),
            Letter.Link link => $"{link.Label}:\n{link.Url}",
            _ => throw new InvalidOperationException($"A letter has no part {part.GetType().Name}."),
        };
}
