using Consultation.Api;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Features.Ministries;
using Consultation.Api.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Users.Invite;

/// <summary>Lets somebody in: a letter with a link goes out.</summary>
[Requires(Permission.ManageUsers)]
internal sealed class IndexModel(IMediator mediator) : StaffPage
{
    private static readonly (string, string)[] Inputs =
    [
        ("name", "navn"),
        ("email", "epost"),
        ("role", "rolle"),
        ("ministry", "virksomhet"),
    ];

    public string? Name { get; private set; }
    public string? Email { get; private set; }
    public Role? Role { get; private set; }
    public string? Ministry { get; private set; }

    /// <summary>To choose from; none for who manages one.</summary>
    public IReadOnlyList<ListOwnMinistries.Item> Ministries { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(string? navn, string? epost, string? rolle, string? virksomhet)
    {
        await LoadAsync();
        (Name, Email, Role, Ministry) = (navn, epost, RoleChoices.Read(rolle), virksomhet);
        if (Role is not { } role)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError("rolle", T("account.error.role"))], Inputs);
            return Page();
        }
        var command = new InviteUser.Command
        {
            Name = navn ?? "",
            Email = epost ?? "",
            Role = role,
            Ministry = virksomhet,
            Language = Language,
        };
        if (!await TryAsync(() => mediator.Send(command), Inputs))
            return Page();
        return SeeOther(StaffLinks.Users(Language) + "?etter=invitert");
    }

    private async Task LoadAsync()
    {
        Title = T("account.invite");
        Section = StaffSection.Users;
        IsFrontOfSection = false;
        if (Session!.MinistryId is null)
            Ministries = await mediator.Send(new ListOwnMinistries.Query());
    }
}
