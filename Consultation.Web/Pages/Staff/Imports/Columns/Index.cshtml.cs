using Consultation.Api;
using Consultation.Api.Features.Imports;
using Consultation.Api.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Imports.Columns;

/// <summary>Tells the columns of an uploaded file apart, beside its first rows, and starts the import.</summary>
[Requires(Permission.ImportReplies)]
internal sealed class IndexModel(IMediator mediator, ImportIntake intake) : HearingStaffPage(mediator)
{
    private static readonly (string, string)[] Inputs =
    [
        ("mapping.fields", "tekst"),
        ("mapping.fields.text", "tekst"),
        ("mapping.fields.name[0]", "navn"),
        ("mapping.fields.name[1]", "navn2"),
        ("mapping.fields.organisation", "virksomhet"),
        ("mapping.fields.organisationNumber", "orgnr"),
        ("mapping.fields.email", "epost"),
        ("mapping.fields.senderType", "avsendertype"),
        ("mapping.fields.receivedAt", "mottatt"),
        ("mapping.fields.receivedAtFormat", "datoform"),
        ("mapping.fields.position", "svartype"),
        ("mapping.fields.language", "sprak"),
        ("mapping.fields.externalId", "svarid"),
        ("mapping.round", "runde"),
    ];

    public long FileId { get; private set; }
    public ReadImportDraft.Result Draft { get; private set; } = null!;
    public ColumnsForm Form { get; private set; } = new();

    /// <summary>Something was guessed from the headers: whoever imports is asked to look it over.</summary>
    public bool IsGuessed { get; private set; }

    public async Task OnGetAsync(long id, long file)
    {
        await LoadAsync(id, file);
        Form = ColumnsForm.Of(Draft.Guess);
        foreach (var question in Hearing.Questions ?? [])
            Form.Answers[question.Key] = Draft.Columns.FirstOrDefault(column => IsOf(column, question.Key) || IsOf(column, question.Label));
        IsGuessed = true;
    }

    public async Task<IActionResult> OnPostAsync(long id, long file, [FromForm] ColumnsForm form)
    {
        Form = form;
        await LoadAsync(id, file);
        var command = new StartImport.Command
        {
            Id = file,
            HearingId = id,
            Mapping = form.Mapping(Draft.Format),
            FileName = Draft.FileName,
            StoredAs = Draft.StoredAs,
            Columns = Draft.Header,
        };
        if (!await TryAsync(() => Mediator.Send(command), Inputs))
            return Page();
        intake.Settled(file);
        return SeeOther(ReplyStaffLinks.Import(Language, id, file));
    }

    private static bool IsOf(string column, string name) => string.Equals(column.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase);

    private async Task LoadAsync(long id, long file)
    {
        await LoadHearingAsync(id, ReplyTab.Imports, T("review.import.columns"));
        IsFrontOfTab = false;
        FileId = file;
        Draft = await Mediator.Send(new ReadImportDraft.Query(id, file));
        Modules = ["submit-once"];
    }
}
