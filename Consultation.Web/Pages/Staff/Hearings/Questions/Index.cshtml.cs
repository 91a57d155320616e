using System.Globalization;
using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.Questions;

/// <summary>The questions that the hearing asks beside the free text. Buttons change the form; what is saved is saved whole.</summary>
[Requires(Permission.ManageHearings)]
[RequestFormLimits(ValueCountLimit = 20_000)]
internal sealed class IndexModel(IMediator mediator) : HearingWork(mediator)
{
    /// <summary>The fields of a question, and the inputs that they are typed in.</summary>
    private static readonly (string Field, string Part)[] Parts =
    [
        ("key", "tekst"),
        ("label", "tekst"),
        ("options", "valg"),
        ("scale", "fra"),
        ("showWhen.question", "vilkar"),
        ("showWhen.op", "vilkar"),
        ("showWhen.value", "vilkar"),
    ];

    public QuestionsForm Form { get; private set; } = new([]);

    /// <summary>Replies that were imported into the draft have answered the questions as they are.</summary>
    public bool IsBound => !IsDraft || Own.HasReplies;

    public IReadOnlyList<QuestionPreview> Preview =>
        QuestionPreview.Of(IsBound ? Hearing.Questions ?? [] : [.. Form.Questions.Select(question => question.Question())]);

    public async Task OnGetAsync(long id)
    {
        await LoadAsync(id, T("make.part.questions"));
        Modules = ["live"];
        Form = QuestionsForm.Of(Hearing);
    }

    /// <summary>Adds, removes, moves, or shows anew; nothing is kept.</summary>
    public async Task<IActionResult> OnPostChangeAsync(long id, string? gjor)
    {
        await OnGetAsync(id);
        Form = QuestionsForm.Read(Request.Form).After(gjor);
        return WantsPart ? Partial("_QuestionsForm", this) : Page();
    }

    public async Task<IActionResult> OnPostAsync(long id)
    {
        await OnGetAsync(id);
        Form = QuestionsForm.Read(Request.Form).After(null);
        var questions = Form.Questions.Select(question => question.Question()).ToArray();
        var inputs = Inputs(questions.Length);
        var command = new ChangeHearing.Command { HearingId = id, Questions = new(questions) };
        if (await TryAsync(() => Mediator.Send(command), inputs))
            return SeeOther(Front + "?etter=sporsmal");
        var faults = Errors.Where(error => error.Input is not null).ToArray();
        Form = Form with { Faults = faults.ToDictionary(error => error.Input!, error => error.Message) };
        Errors = [.. Errors.Select(Placed)];
        return Page();
    }

    /// <summary>At the top of the page it is told which question is meant.</summary>
    private static StaffError Placed(StaffError error) =>
        error.Input is { } input
            ? error with
            {
                Message = T(
                    "make.of_question",
                    int.Parse(input[1..input.IndexOf('-', StringComparison.Ordinal)], CultureInfo.InvariantCulture) + 1,
                    error.Message
                ),
            }
            : error;

    private static (string, string)[] Inputs(int questions) =>
        [
            .. Enumerable
                .Range(0, questions)
                .SelectMany(place =>
                    Parts.Select(part =>
                        (FormattableString.Invariant($"questions[{place}].{part.Field}"), QuestionsForm.Name(place, part.Part))
                    )
                ),
        ];
}
