using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Web.Staff.Hearings;
using MediatR;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.Preview;

/// <summary>The way to a draft as the public will see it, for oneself and for colleagues without an account.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator, Settings settings) : HearingWork(mediator)
{
    public string Address { get; private set; } = "";

    /// <summary>As it can be sent to others.</summary>
    public string WholeAddress { get; private set; } = "";
    public DateTimeOffset EndsAt { get; private set; }

    public async Task OnGetAsync(long id)
    {
        await LoadAsync(id, T("make.preview"));
        Modules = ["share"];
        var link = await Mediator.Send(new GetPreviewLink.Query(id));
        Address = StaffLinks.Preview(Language, link.Token);
        WholeAddress = (settings.PublicUrl ?? $"{Request.Scheme}://{Request.Host}") + Address;
        EndsAt = link.EndsAt;
    }
}
