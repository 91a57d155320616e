using Consultation.Api;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Features.Ministries;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Users.Show;

/// <summary>One person: roles, shutting out and in, and helping who has lost phone or password.</summary>
[Requires(Permission.ManageUsers)]
internal sealed class IndexModel(IMediator mediator) : StaffPage
{
    public ListUsers.Item Person { get; private set; } = null!;
    public IReadOnlyList<ListOwnMinistries.Item> Ministries { get; private set; } = [];
    public string? Notice { get; private set; }

    public async Task OnGetAsync(long id, string? etter)
    {
        await LoadAsync(id);
        Notice = etter switch
        {
            "rolle" => T("account.role_saved"),
            "stengt" => T("account.disabled_now"),
            "slippet" => T("account.enabled_now"),
            "nullstilt" => T("account.reset_now"),
            _ => null,
        };
    }

    public async Task<IActionResult> OnPostAsync(long id, string? rolle, string? virksomhet)
    {
        if (RoleChoices.Read(rolle) is { } role)
            return await DoAsync(id, () => ChangeAsync(id, role, virksomhet), "rolle");
        await LoadAsync(id);
        Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError("rolle", T("account.error.role"))], ("role", "rolle"));
        return Page();
    }

    public Task<IActionResult> OnPostRemoveAsync(long id, string? virksomhet) =>
        DoAsync(id, () => ChangeAsync(id, null, virksomhet), "rolle");

    public Task<IActionResult> OnPostDisableAsync(long id) => DoAsync(id, () => mediator.Send(new DisableUser.Command(id)), "stengt");

    public Task<IActionResult> OnPostEnableAsync(long id) =>
        DoAsync(id, () => mediator.Send(new DisableUser.Command(id, Disabled: false)), "slippet");

    public Task<IActionResult> OnPostResetAsync(long id) => DoAsync(id, () => mediator.Send(new ResetUser.Command(id)), "nullstilt");

    private Task<Unit> ChangeAsync(long id, Role? role, string? ministry) =>
        mediator.Send(
            new ChangeRole.Command
            {
                UserId = id,
                Role = role,
                Ministry = ministry,
            }
        );

    private async Task<IActionResult> DoAsync(long id, Func<Task> send, string after)
    {
        await LoadAsync(id);
        return await TryAsync(send) ? SeeOther(StaffLinks.User(Language, id) + "?etter=" + after) : Page();
    }

    private async Task LoadAsync(long id)
    {
        Section = StaffSection.Users;
        IsFrontOfSection = false;
        Person = (await mediator.Send(new ListUsers.Query(id))).FirstOrDefault() ?? throw Refusals.NotFound();
        Title = Person.Name;
        if (Session!.MinistryId is null)
            Ministries = await mediator.Send(new ListOwnMinistries.Query());
    }
}
