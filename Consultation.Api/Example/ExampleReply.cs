using System.Text.Json;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Domain;

namespace Consultation.Api.Example;

/// <summary>What somebody sends to one of the example's hearings.</summary>
/// <param name="Text">Null: without remarks.</param>
internal sealed record ExampleReply(SenderType Type, string? Name, string? Text)
{
    /// <summary>Null: the hearing's.</summary>
    public string? Language { get; init; }
    public string? OnBehalfOf { get; init; }
    public IReadOnlyList<AnswerInput> Answers { get; init; } = [];
    public IReadOnlyList<ExampleRemark> Remarks { get; init; } = [];
    public ExampleFile? File { get; init; }

    /// <summary>Whether the sender withdraws it at once.</summary>
    public bool IsTakenBack { get; init; }

    public static ExampleReply Person(string name, string text) => new(SenderType.Person, name, text);

    public static ExampleReply Anonymous(string text) => new(SenderType.Person, null, text);

    public static ExampleReply Organisation(string name, string? text) => new(SenderType.Organisation, name, text);

    public static ExampleReply PublicBody(string name, string? text) => new(SenderType.PublicBody, name, text);

    /// <param name="value">A string, a number or a boolean, as the question's kind has it.</param>
    public static AnswerInput Answer(string question, object value) =>
        new() { Question = question, Value = JsonSerializer.SerializeToElement(value, Json.Options) };

    /// <summary>The answer to a question of which several options may be chosen.</summary>
    public static AnswerInput Choices(string question, params string[] values) => Answer(question, values);

    public SendReply.Command To(HearingView hearing) =>
        new()
        {
            HearingId = hearing.Id,
            Sender = new()
            {
                Type = Type,
                Name = Name,
                OnBehalfOf = OnBehalfOf,
                Anonymous = Name is null,
            },
            Language = Language,
            Position = Text is null ? Position.WithoutRemarks : Position.WithRemarks,
            Text = Text,
            Answers = Answers,
            Comments = [.. Remarks.Select(remark => remark.To(hearing))],
        };
}

/// <summary>A plain text file.</summary>
internal sealed record ExampleFile(string Name, string Text);

/// <summary>A comment at a paragraph; at a heading it is about its whole chapter.</summary>
/// <param name="Words">The whole paragraph, or words that stand in no other of the hearing's.</param>
internal sealed record ExampleRemark(string Words, Stance? Stance, string? Text = null)
{
    /// <summary>Whether it is about these very words.</summary>
    public bool IsQuote { get; init; }

    public CommentInput To(HearingView hearing)
    {
        var paragraphs = hearing.Documents!.SelectMany(document => document.Paragraphs).ToArray();
        var place =
            Array.Find(paragraphs, paragraph => paragraph.Markdown == Words)
            ?? paragraphs.Single(paragraph => paragraph.Markdown.Contains(Words, StringComparison.Ordinal));
        return new()
        {
            Paragraph = place.Heading is null ? place.Id : null,
            Chapter = place.Heading is null ? null : place.Id,
            Quote = IsQuote
                ? new()
                {
                    Start = place.Markdown.IndexOf(Words, StringComparison.Ordinal),
                    Length = Words.Length,
                    Text = Words,
                }
                : null,
            Stance = Stance,
            Text = Text,
        };
    }
}
