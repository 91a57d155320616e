using System.Globalization;
using System.Text.RegularExpressions;
using Consultation.Api.Data;
using Consultation.Api.Texts;
using Consultation.Domain;
using FluentValidation;
using FluentValidation.Results;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>Words what was refused, and finds the input that it is about.</summary>
internal sealed partial class FormErrors(FormView view)
{
    /// <summary>Before the code of a broken rule that is also a refusal.</summary>
    private const string RefusalPrefix = "refusal:";

    /// <summary>The inputs from top to bottom; between text and files stand the questions and the comments.</summary>
    private static readonly string[] Inputs =
    [
        "anonym",
        "navn",
        "orgnavn",
        "orgnr",
        "pavegne",
        "epost",
        "nettside",
        "type-med",
        "tekst",
        "q",
        "kommentarer",
        "kommentar-",
        "avsnittnr",
        "kapittel",
        "filer",
        "vedlegg-",
        "vilkar",
    ];

    /// <summary>Something in the reply looks like a national identity number.</summary>
    public bool MayBeNationalId { get; private set; }

    /// <summary>What only a form can ask, and what the answers lack: that the terms are read and that the sender can be reached.</summary>
    public IEnumerable<FormError> Missing(ReplyInput input)
    {
        var form = view.Form;
        var person = form.SenderType == SenderType.Person;
        if (!input.Sender.Anonymous && input.Sender.Name is null)
            yield return person ? new("navn", T("send.error.name")) : new("orgnavn", T("send.error.orgname"));
        if (!input.Sender.Anonymous && input.Sender.Email is null && !view.IsCorrection)
            yield return new("epost", T("send.error.email"));
        if (!string.IsNullOrWhiteSpace(form.Trap))
            yield return new("nettside", T("send.error.trap"));
        if (!form.Terms && !view.IsCorrection)
            yield return new("vilkar", T("send.error.terms"));
        var answers = AnswerRules.Check(FormQuestion.Read(view.Hearing), input.Given(), form.Position == Position.WithRemarks);
        foreach (var refusal in answers.Refusals)
            yield return Of(refusal, input);
    }

    public static bool Knows(Exception exception) => exception is ValidationException or BrokenRules or Refusal or Unavailable;

    public IEnumerable<FormError> Of(Exception exception, ReplyInput input) =>
        exception switch
        {
            ValidationException invalid => Of(invalid.Errors, input),
            BrokenRules broken => broken.Refusals.Select(refusal => Of(refusal, input)),
            Refusal refusal => [Of(refusal, input)],
            _ => [new(null, T("send.error.busy"))],
        };

    public IEnumerable<FormError> Of(IEnumerable<ValidationFailure> failures, ReplyInput input) =>
        failures.Select(failure =>
            Of(
                failure.PropertyName,
                failure.ErrorCode.StartsWith(RefusalPrefix, StringComparison.Ordinal) ? failure.ErrorCode[RefusalPrefix.Length..] : "",
                failure.ErrorMessage,
                input
            )
        );

    /// <summary>Of what is wrong, what a preview already warns of.</summary>
    public static IEnumerable<FormError> IdentityNumbers(IEnumerable<FormError> errors) =>
        errors.Where(error => (error.AtInput ?? error.Message) == T("send.refusal.reply.national_id"));

    public static int StatusOf(Exception exception) =>
        exception switch
        {
            Unavailable => StatusCodes.Status503ServiceUnavailable,
            Refusal { Kind: RefusalKind.NotFound or RefusalKind.Forbidden } => StatusCodes.Status404NotFound,
            Refusal { Kind: RefusalKind.Conflict } => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        };

    /// <summary>Errors stand in the order of the inputs; those about the whole come first.</summary>
    public static IReadOnlyList<FormError> InOrder(IEnumerable<FormError> errors) =>
        [.. errors.DistinctBy(error => (error.Input == "filer" ? null : error.Input) ?? error.Message).OrderBy(PlaceOf)];

    private FormError Of(Refusal refusal, ReplyInput input) => Of(refusal.Field, refusal.Code, Messages.Of(refusal), input);

    private FormError Of(string? field, string code, string sentence, ReplyInput input)
    {
        MayBeNationalId |= string.Equals(code, "reply.national_id", StringComparison.Ordinal);
        var words = Find("send.refusal." + code) ?? sentence;
        if (Place().Match(field ?? "") is { Success: true } place)
        {
            var index = place.Groups["index"].Success ? int.Parse(place.Groups["index"].ValueSpan, CultureInfo.InvariantCulture) : -1;
            switch (place.Groups["list"].Value)
            {
                case "answers" when QuestionOf(place, index, input) is { } question:
                    words = string.Equals(code, "answer.required", StringComparison.Ordinal) ? Required(question) : words;
                    var name = question.Number is { } number ? T("send.error.question", number) : question.Short;
                    return new(question.Id, T("send.error.of", name, words), words);
                case "comments" when index >= 0 && index < input.Comments.Count:
                    var comment = input.Comments[index];
                    return new(comment.InputId, T("send.error.of", view.Places.Of(comment).Label, words), words);
                case "attachments" when index >= 0 && index < input.Files.Count:
                    return new(
                        "vedlegg-" + index.ToString(CultureInfo.InvariantCulture),
                        T("send.error.file", input.Files[index].Name, words),
                        words
                    );
            }
        }
        return new(InputOf(field), words);
    }

    private FormQuestion? QuestionOf(Match place, int index, ReplyInput input)
    {
        var key =
            index < 0 ? place.Groups["key"].Value
            : index < input.Answers.Count ? input.Answers[index].Question
            : null;
        return view.Questions.FirstOrDefault(question => string.Equals(question.Question.Key, key, StringComparison.Ordinal));
    }

    private static string Required(FormQuestion question) =>
        question.Question.Kind switch
        {
            QuestionKind.Multiple => T("send.error.choose_some"),
            _ when FormQuestion.IsChoice(question.Question) => T("send.error.choose"),
            _ => T("send.error.write"),
        };

    /// <summary>The input that a field of the command is typed in; null where the error is about the whole.</summary>
    private string? InputOf(string? field) =>
        field?.ToUpperInvariant() switch
        {
            "SENDER.NAME" => view.Form.SenderType == SenderType.Person ? "navn" : "orgnavn",
            "SENDER.EMAIL" => "epost",
            "SENDER.ORGANISATIONNUMBER" => "orgnr",
            "SENDER.ONBEHALFOF" => "pavegne",
            "SENDER.ANONYMOUS" => "anonym",
            "TEXT" => "tekst",
            "POSITION" => "type-med",
            "COMMENTS" => "kommentarer",
            "ATTACHMENTS" => "filer",
            _ => null,
        };

    private static int PlaceOf(FormError error)
    {
        var place = Array.IndexOf(Inputs, error.Input);
        if (place < 0 && error.Input is { } input)
            place = Array.FindIndex(
                Inputs,
                known => (known is "q" || known.EndsWith('-')) && input.StartsWith(known, StringComparison.Ordinal)
            );
        const int mostOfAKind = 10_000;
        var number = error.Input is ['q', .. var digits] && int.TryParse(digits, CultureInfo.InvariantCulture, out var n) ? n : 0;
        return place * mostOfAKind + number;
    }

    [GeneratedRegex(
        @"^(?<list>answers|comments|attachments)(\[(?<index>\d{1,6})\]|:(?<key>.+))",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Place();
}
