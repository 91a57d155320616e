using System.Globalization;
using Consultation.Api;
using Consultation.Api.Features.Documents;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.EditDocument;

/// <summary>One document is written here; once it is published, corrected, with a notice that everybody sees.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator) : HearingWork(mediator)
{
    public DocumentForm Form { get; private set; } = null!;

    /// <summary>Null for one that is new.</summary>
    public DocumentView? Document { get; private set; }

    /// <summary>The text as it will be read.</summary>
    public Proof Proof { get; private set; } = null!;

    public async Task OnGetAsync(long id, string document)
    {
        await FindAsync(id, document);
        Form = Document is null ? DocumentForm.New(Hearing) : DocumentForm.Of(Document);
        Show();
    }

    public async Task<IActionResult> OnPostPreviewAsync(long id, string document)
    {
        await FindAsync(id, document);
        Form = DocumentForm.Read(Request.Form, Hearing);
        await TryAsync(
            () =>
            {
                Show();
                return Task.CompletedTask;
            },
            DocumentForm.Inputs
        );
        Proof ??= Proof.Of([], null);
        return WantsPart ? Partial("_Proof", Proof) : Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, string document)
    {
        await FindAsync(id, document);
        Form = DocumentForm.Read(Request.Form, Hearing);
        if (string.IsNullOrWhiteSpace(Form.Markdown))
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new("tekst", T("make.error.text"))], DocumentForm.Inputs);
            Show();
            return Page();
        }
        if (await TryAsync(() => IsDraft ? SaveAsync() : CorrectAsync(), DocumentForm.Inputs))
            return SeeOther(StaffLinks.Hearing(Language, id, "documents") + (IsDraft ? "?etter=lagret" : "?etter=rettet"));
        Proof = Form.Markdown.Length > MostShownAgain ? Proof.Of([], null) : Proof.Of(Form.Markdown, LangOf(Form.Language));
        return Page();
    }

    /// <summary>What is refused as too large is not read a second time.</summary>
    private const int MostShownAgain = 5_000_000;

    private async Task SaveAsync() =>
        await Mediator.Send(
            new SaveDocument.Command
            {
                HearingId = Hearing.Id,
                Before = Document,
                Kind = Form.Kind,
                Title = Form.Title ?? "",
                Language = Form.Language,
                Markdown = Form.Markdown!,
            }
        );

    private async Task CorrectAsync() =>
        await Mediator.Send(
            new CorrectDocument.Command
            {
                HearingId = Hearing.Id,
                Before = Document! with { Version = Form.Version },
                Markdown = Form.Markdown,
                Notice = Form.Notice,
            }
        );

    private void Show() => Proof = Proof.Of(Form.Markdown, LangOf(Form.Language));

    private async Task FindAsync(long id, string document)
    {
        var isNew = document == "new";
        await LoadAsync(id, T(isNew ? "make.document_new" : "make.document_edit"));
        if (isNew)
        {
            if (!IsDraft)
                throw Refusals.HearingAlreadyPublished();
            Modules = ["live"];
            return;
        }
        var known = long.TryParse(document, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        Document = Hearing.Documents?.FirstOrDefault(one => one.Id == known) ?? throw Refusals.NotFound();
        if (!IsDraft)
            await LoadAsync(id, T("make.document_correct"));
        Modules = ["live"];
    }
}
