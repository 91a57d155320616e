using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using MediatR;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Users.List;

/// <summary>The people whom an administrator manages.</summary>
[Requires(Permission.ManageUsers)]
internal sealed class IndexModel(IMediator mediator) : StaffPage
{
    public IReadOnlyList<ListUsers.Item> Users { get; private set; } = [];
    public string? Notice { get; private set; }

    public async Task OnGetAsync(string? etter)
    {
        Title = T("staff.menu.Users");
        Section = StaffSection.Users;
        Users = await mediator.Send(new ListUsers.Query());
        Notice = etter == "invitert" ? T("account.invited") : null;
    }

    /// <summary>In use, invited, or shut out: the word's key.</summary>
    public static string StateOf(ListUsers.Item user) =>
        user switch
        {
            { DisabledAt: not null } => "account.state.disabled",
            { HasPassword: false } => "account.state.invited",
            _ => "account.state.active",
        };
}
