using Consultation.Api;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Account.Show;

/// <summary>One's own account: name, language, and the way to password and second step.</summary>
[Requires(Permission.ManageOwnAccount)]
internal sealed class IndexModel(IMediator mediator) : StaffPage
{
    public GetOwnAccount.Result Account { get; private set; } = null!;
    public string? Name { get; private set; }
    public string Chosen { get; private set; } = "nb";
    public string? Notice { get; private set; }

    public async Task OnGetAsync(string? etter)
    {
        await LoadAsync();
        (Name, Chosen) = (Account.Name, Account.Language);
        Notice = etter switch
        {
            "lagret" => T("account.saved"),
            "passord" => T("account.password_changed"),
            _ => null,
        };
    }

    public async Task<IActionResult> OnPostAsync(string? navn, string? sprak)
    {
        await LoadAsync();
        (Name, Chosen) = (navn, sprak ?? "");
        var command = new SaveOwnAccount.Command { Name = navn ?? "", Language = Chosen };
        if (!await TryAsync(() => mediator.Send(command), ("name", "navn"), ("language", "sprak")))
            return Page();
        return SeeOther(StaffLinks.Account(Chosen) + "?etter=lagret");
    }

    private async Task LoadAsync()
    {
        Title = T("account.title");
        Account = await mediator.Send(new GetOwnAccount.Query());
    }
}
