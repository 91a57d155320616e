using Consultation.Api;
using Consultation.Api.Features.Imports;
using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Imports.List;

/// <summary>The imports of a hearing, and the beginning of another: a file is uploaded, and its columns are told apart on the next page.</summary>
[Requires(Permission.ImportReplies)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
[RequestSizeLimit(MostBytes)]
internal sealed class IndexModel(IMediator mediator, ImportIntake intake) : HearingStaffPage(mediator)
{
    private const long MostBytes = 1024L * 1024 * 1024;

    public IReadOnlyList<ListImports.Item> Imports { get; private set; } = [];

    public Task OnGetAsync(long id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(long id, [FromForm(Name = "fil")] IFormFile? file)
    {
        await LoadAsync(id);
        if (file is null || file.Length == 0)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError("fil", T("review.import.no_file"))]);
            return Page();
        }
        try
        {
            await using var content = file.OpenReadStream();
            var kept = await intake.Store(id, content, file.FileName, HttpContext.RequestAborted);
            return SeeOther(ReplyStaffLinks.Columns(Language, id, kept));
        }
        catch (Refusal refusal)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError("fil", Messages.Of(refusal))]);
            return Page();
        }
    }

    private async Task LoadAsync(long id)
    {
        await LoadHearingAsync(id, ReplyTab.Imports, T("review.import.heading"));
        Imports = await Mediator.Send(new ListImports.Query(id));
        Modules = ["submit-once"];
    }
}
