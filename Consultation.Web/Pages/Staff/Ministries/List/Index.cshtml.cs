using Consultation.Api.Features.Ministries;
using Consultation.Api.Pipeline;
using MediatR;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Ministries.List;

/// <summary>The bodies that hold hearings here.</summary>
[Requires(Permission.ManageMinistries)]
internal sealed class IndexModel(IMediator mediator) : StaffPage
{
    public IReadOnlyList<ListOwnMinistries.Item> Ministries { get; private set; } = [];
    public string? Notice { get; private set; }

    public async Task OnGetAsync(string? etter)
    {
        Title = T("staff.menu.Ministries");
        Section = StaffSection.Ministries;
        Ministries = await mediator.Send(new ListOwnMinistries.Query());
        Notice = etter == "lagret" ? T("account.ministry_saved") : null;
    }
}
