using Consultation.Api;
using Consultation.Api.Features.Annexes;
using Consultation.Api.Features.Attachments;
using Consultation.Api.Features.Documents;
using Consultation.Api.Pipeline;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;
using FormFile = Consultation.Web.Pages.Replies.Writing.FormFile;

namespace Consultation.Web.Pages.Staff.Hearings.DocumentList;

/// <summary>The hearing's documents and the files beside them, in the order in which they are read.</summary>
[Requires(Permission.ManageHearings)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
[RequestSizeLimit(MostBytes)]
internal sealed class IndexModel(IMediator mediator, AttachmentIntake intake, Settings settings) : HearingWork(mediator)
{
    /// <summary>Above what any installation takes; how much a file may hold is the intake's to say, at the field.</summary>
    private const long MostBytes = 1024L * 1024 * 1024;

    private static readonly (string, string)[] Inputs = [("file", "fil"), ("attachment", "fil"), ("title", "vedlegg-tittel")];

    /// <summary>A file that has come while something else was wrong, so that it need not be chosen again.</summary>
    public FormFile? Kept { get; private set; }
    public string? AnnexTitle { get; private set; }
    public string MostText => FormFile.Readable(settings.AttachmentBytes);

    public async Task OnGetAsync(long id)
    {
        await LoadAsync(id, T("make.part.documents"));
        Modules = ["submit-once"];
    }

    public async Task<IActionResult> OnPostMoveAsync(long id, long dokument, bool opp)
    {
        await OnGetAsync(id);
        return await TryAsync(() => Mediator.Send(new MoveDocument.Command(id, dokument, opp))) ? Back(id, "flyttet") : Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(long id, long dokument)
    {
        await OnGetAsync(id);
        return await TryAsync(() => Mediator.Send(new RemoveDocument.Command(id, dokument))) ? Back(id, "fjernet") : Page();
    }

    public async Task<IActionResult> OnPostMoveAnnexAsync(long id, long vedlegg, bool opp)
    {
        await OnGetAsync(id);
        return await TryAsync(() => Mediator.Send(new MoveAnnex.Command(id, vedlegg, opp))) ? Back(id, "flyttet") : Page();
    }

    public async Task<IActionResult> OnPostAddAnnexAsync(
        long id,
        [FromForm(Name = "fil")] IFormFile? file,
        [FromForm(Name = "lastet")] string? kept,
        [FromForm(Name = "vedlegg-tittel")] string? title
    )
    {
        await OnGetAsync(id);
        (Kept, AnnexTitle) = (FormFile.Read(kept), title);
        if (file is null && Kept is null)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError("fil", T("make.error.annex_file"))], Inputs);
            return Page();
        }
        if (await TryAsync(() => AddAsync(id, file), Inputs))
            return Back(id, "vedlagt");
        if (ErrorOf("fil") is not null)
            Kept = null;
        return Page();
    }

    private async Task AddAsync(long id, IFormFile? file)
    {
        if (file is not null)
        {
            await using var content = file.OpenReadStream();
            var stored = await Mediator.Send(await intake.Store(content, file.FileName, HttpContext.RequestAborted));
            Kept = new FormFile(stored.Token, stored.Size, stored.FileName);
        }
        await Mediator.Send(
            new AddAnnex.Command
            {
                HearingId = id,
                Attachment = Kept!.Token,
                Title = AnnexTitle,
            }
        );
    }

    private StatusCodeResult Back(long id, string done) => SeeOther(StaffLinks.Hearing(Language, id, "documents") + "?etter=" + done);
}
