using Consultation.Api;
using Consultation.Api.Features.Keys;
using Consultation.Api.Features.Ministries;
using Consultation.Api.Pipeline;
using Consultation.Web.Pages.Staff.Users;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Keys.List;

/// <summary>Keys that programs use the API with: made here, shown once, taken out of use.</summary>
[Requires(Permission.ManageKeys)]
internal sealed class IndexModel(IMediator mediator) : StaffPage
{
    private static readonly (string, string)[] Inputs = [("name", "navn"), ("role", "rolle"), ("ministry", "virksomhet")];

    public IReadOnlyList<ListKeys.Item> Keys { get; private set; } = [];
    public IReadOnlyList<ListOwnMinistries.Item> Ministries { get; private set; } = [];
    public string? Name { get; private set; }
    public Role? Role { get; private set; }
    public string? Ministry { get; private set; }

    /// <summary>Shown this once.</summary>
    public string? Made { get; private set; }
    public string? Notice { get; private set; }

    public async Task OnGetAsync(string? etter)
    {
        await LoadAsync();
        Notice = etter == "tilbake" ? T("account.key_revoked") : null;
    }

    public async Task<IActionResult> OnPostAsync(string? navn, string? rolle, string? virksomhet)
    {
        await LoadAsync();
        (Name, Role, Ministry) = (navn, RoleChoices.Read(rolle), virksomhet);
        if (Role is not { } role)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError("rolle", T("account.error.role"))], Inputs);
            return Page();
        }
        var command = new CreateKey.Command
        {
            Name = navn ?? "",
            Role = role,
            Ministry = string.IsNullOrEmpty(virksomhet) ? null : virksomhet,
        };
        if (await TryAsync(async () => Made = (await mediator.Send(command)).Key, Inputs))
        {
            (Name, Role) = (null, null);
            Keys = await mediator.Send(new ListKeys.Query());
        }
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(long id)
    {
        await LoadAsync();
        return await TryAsync(() => mediator.Send(new RevokeKey.Command(id)))
            ? SeeOther(StaffLinks.Keys(Language) + "?etter=tilbake")
            : Page();
    }

    private async Task LoadAsync()
    {
        Title = T("staff.menu.Keys");
        Section = StaffSection.Keys;
        Keys = await mediator.Send(new ListKeys.Query());
        if (Session!.MinistryId is null)
            Ministries = await mediator.Send(new ListOwnMinistries.Query());
    }
}
