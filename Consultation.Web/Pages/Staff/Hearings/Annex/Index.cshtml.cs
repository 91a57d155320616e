using Consultation.Api;
using Consultation.Api.Features.Annexes;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.Annex;

/// <summary>One file of the hearing: in a draft it is given another title here; once it is published it is taken away here, with a reason for everybody.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator) : HearingWork(mediator)
{
    private static readonly (string, string)[] Inputs = [("title", "vedlegg-tittel"), ("reason", "begrunnelse"), ("sure", "sikker")];

    public AnnexView Annex { get; private set; } = null!;
    public string? AnnexTitle { get; private set; }
    public string? Reason { get; private set; }

    public async Task OnGetAsync(long id, long annex)
    {
        await LoadAsync(id, "");
        Annex = Hearing.Annexes!.FirstOrDefault(one => one.Id == annex) ?? throw Refusals.NotFound();
        AnnexTitle = Annex.Title;
        await LoadAsync(id, T(IsDraft ? "make.annex_change" : "make.annex_remove_do"));
    }

    /// <summary>The file itself.</summary>
    public async Task<IActionResult> OnGetFileAsync(long id, long annex)
    {
        await Mediator.Send(new CheckOwnHearing.Query(id));
        return new AnswerResult(await AnnexFile.Open(HttpContext, id, annex));
    }

    public async Task<IActionResult> OnPostNameAsync(long id, long annex, [FromForm(Name = "vedlegg-tittel")] string? title)
    {
        await OnGetAsync(id, annex);
        AnnexTitle = title;
        return await TryAsync(() => Mediator.Send(new NameAnnex.Command(id, annex, title ?? "")), Inputs)
            ? SeeOther(StaffLinks.Hearing(Language, id, "documents") + "?etter=vedlegg_endret")
            : Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(long id, long annex, string? begrunnelse, string? sikker)
    {
        await OnGetAsync(id, annex);
        Reason = begrunnelse;
        if (!IsDraft && sikker is null)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, Unsure(begrunnelse), Inputs);
            return Page();
        }
        var command = new RemoveAnnex.Command
        {
            HearingId = id,
            AnnexId = annex,
            Reason = begrunnelse,
        };
        return await TryAsync(() => Mediator.Send(command), Inputs)
            ? SeeOther(StaffLinks.Hearing(Language, id, "documents") + "?etter=vedlegg_fjernet")
            : Page();
    }
}
