using System.Text.Json;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Domain;
using MediatR;
using Place = Consultation.Api.Features.Replies.CommentPlace;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>What is in the form as everybody will read it, and what of it nobody will.</summary>
/// <param name="Private">Answers that are for the ministry alone.</param>
internal sealed record Preview(PublishedReply Published, IReadOnlyList<(HearingQuestion Question, AnswerView Answer)> Private)
{
    /// <param name="own">What is corrected; null for a new reply.</param>
    public static async Task<Preview> Of(IMediator mediator, FormView view, string language, GetOwnReply.Result? own = null)
    {
        var (hearing, input) = (view.Hearing, view.Input);
        var questions = (hearing.Questions ?? []).ToDictionary(question => question.Key, StringComparer.Ordinal);
        var answers = input
            .Answers.Where(answer => answer.Value is not null)
            .Select(answer => (Question: questions[answer.Question], Answer: View(questions[answer.Question], answer)))
            .ToLookup(pair => pair.Question.Public);
        var places = await Places(mediator, hearing, input);
        var comments = input.Comments.Select((comment, index) => View(comment.Input(), index, places)).ToList();
        var published = new PublishedReply
        {
            Hearing = hearing,
            Version = own is null ? 1 : own.Version + 1,
            Sender = Sender(input.Sender, own),
            Position = input.Position,
            Language = own?.Sender.Language ?? language,
            Text = PlainText.Normalise(input.Text),
            Answers = [.. answers[true].Select(pair => pair.Answer)],
            Comments = comments,
            Files =
            [
                .. input.Files.Select(
                    (file, index) =>
                        new AttachmentView
                        {
                            Index = index,
                            FileName = file.Name,
                            Size = Bytes(file),
                        }
                ),
            ],
            Questions = [.. questions.Values],
            Places = places.ToDictionary(place => (place.Paragraph, place.Version)),
            Documents = (hearing.Documents ?? []).ToDictionary(document => document.Id, document => document.Title),
        };
        return new(published, [.. answers[false]]);
    }

    /// <summary>What was chosen stands in the order of the options, as it is kept.</summary>
    private static AnswerView View(HearingQuestion question, AnswerInput answer)
    {
        var value = answer.Value!.Value;
        if (value.ValueKind != JsonValueKind.Array)
            return new(answer.Question, value);
        var options = (question.Options ?? []).Select(option => option.Value).ToList();
        var chosen = value.EnumerateArray().Select(one => one.GetString() ?? "").Distinct(StringComparer.Ordinal);
        return new(answer.Question, JsonSerializer.SerializeToElement(chosen.OrderBy(options.IndexOf)));
    }

    private static Task<IReadOnlyList<Place>> Places(IMediator mediator, HearingView hearing, ReplyInput input)
    {
        var wanted = input.Comments.Select(comment => comment.Input()).Select(comment => comment.Paragraph ?? comment.Chapter);
        return mediator.Send(new FindCommentPlaces.Query(hearing.Id, [.. wanted.OfType<long>().Distinct()]));
    }

    /// <summary>In the newest version that has the place, with the words that were marked in it.</summary>
    private static CommentView View(CommentInput comment, int index, IReadOnlyList<Place> places)
    {
        var id = comment.Paragraph ?? comment.Chapter;
        var place = places.Where(place => place.Paragraph == id && Holds(place, comment.Quote)).MaxBy(place => place.Version);
        return new()
        {
            Index = index,
            Paragraph = comment.Paragraph,
            Chapter = comment.Chapter,
            Document = comment.Document,
            DocumentVersion = place?.Version ?? 0,
            Quote = comment.Quote is { } quote ? new QuoteView(quote.Start, quote.Length, quote.Text) : null,
            Stance = comment.Stance,
            Text = PlainText.Normalise(comment.Text).Trim(),
        };
    }

    private static bool Holds(Place place, QuoteInput? quote) =>
        quote is null || PlainText.Normalise(place.Markdown).Contains(PlainText.Normalise(quote.Text), StringComparison.Ordinal);

    private static SenderView Sender(SendReply.SenderInput sender, GetOwnReply.Result? own)
    {
        var name = Filled(sender.Name);
        var number = OrganisationNumber.TryParse(sender.OrganisationNumber, out var digits) ? digits : null;
        return new()
        {
            Type = sender.Type,
            Name = name,
            OrganisationNumber = number,
            OnBehalfOf = Filled(sender.OnBehalfOf),
            Verified = own is null
                ? Verification.None
                : ReplyRules.VerifiedAfter(own.Sender, own.Content.SenderName, sender.Type, number, name),
        };
    }

    private static string? Filled(string? value) => PlainText.Normalise(value).Trim() is { Length: > 0 } text ? text : null;

    private static int Bytes(FormFile file) => (int)Math.Clamp(file.Size, 0, int.MaxValue);
}
