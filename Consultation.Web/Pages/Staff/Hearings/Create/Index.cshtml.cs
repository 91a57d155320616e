using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Ministries;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.Create;

/// <summary>The few things that a draft begins with.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator) : StaffPage
{
    public HearingForm Form { get; private set; } = new();

    /// <summary>To choose from; none for who works for one ministry.</summary>
    public IReadOnlyList<ListOwnMinistries.Item> Ministries { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = new HearingForm { Language = Language == "nn" ? "nn" : "nb" };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        Form = HearingForm.Read(Request.Form);
        var id = 0L;
        var command = new CreateHearing.Command
        {
            Title = Form.Title ?? "",
            Summary = Form.Summary ?? "",
            Kind = Form.Kind,
            Language = Form.Language,
            Ministry = Form.Ministry,
            CaseNumber = Form.CaseNumber,
        };
        return await TryAsync(async () => id = (await mediator.Send(command)).Id, HearingForm.Inputs)
            ? SeeOther(StaffLinks.Hearing(Language, id) + "?etter=laget")
            : Page();
    }

    protected override StaffError Worded(StaffError error) =>
        error.Input == "virksomhet" && Form.Ministry is null ? error with { Message = T("make.empty.virksomhet") } : EmptyInput.Say(error);

    private async Task LoadAsync()
    {
        Title = T("make.new");
        Section = StaffSection.Hearings;
        IsFrontOfSection = false;
        if (Session!.MinistryId is null)
            Ministries = await mediator.Send(new ListOwnMinistries.Query());
    }
}
