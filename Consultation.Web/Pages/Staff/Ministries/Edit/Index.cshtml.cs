using System.Globalization;
using Consultation.Api;
using Consultation.Api.Features.Ministries;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Ministries.Edit;

/// <summary>A body's name, address for mail and least length of hearings; a new one also gets the code that addresses name it by.</summary>
[Requires(Permission.ManageMinistries)]
internal sealed class IndexModel(IMediator mediator) : StaffPage
{
    private static readonly (string, string)[] Inputs = [("name", "navn"), ("code", "kode"), ("email", "epost"), ("leastDays", "dager")];

    public bool IsNew { get; private set; }
    public string? Code { get; private set; }
    public string? Name { get; private set; }
    public string? Email { get; private set; }
    public string? LeastDays { get; private set; }

    public async Task OnGetAsync(string? code)
    {
        var known = await FindAsync(code);
        (Code, Name, Email, LeastDays) = (code, known?.Name, known?.Email, known?.LeastDays.ToString(CultureInfo.InvariantCulture));
        Title = IsNew ? T("account.ministry_new") : Name!;
    }

    public async Task<IActionResult> OnPostAsync(string? code, string? kode, string? navn, string? epost, string? dager)
    {
        await FindAsync(code);
        (Code, Name, Email, LeastDays) = (IsNew ? Slug.From(kode ?? "") : code, navn, epost, dager);
        Title = IsNew ? T("account.ministry_new") : navn ?? "";
        var errors = new List<StaffError>();
        int? days = int.TryParse(dager, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (days is null && !string.IsNullOrWhiteSpace(dager))
            errors.Add(new("dager", T("account.error.days")));
        if (IsNew && string.IsNullOrWhiteSpace(kode))
            errors.Add(new("kode", T("account.error.code")));
        else if (IsNew && await IsTakenAsync())
            errors.Add(new("kode", T("account.error.code_taken")));
        if (errors.Count > 0)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, errors, Inputs);
            return Page();
        }
        var command = new SaveMinistry.Command
        {
            Code = Code!,
            Name = navn ?? "",
            Email = epost ?? "",
            LeastDays = days,
        };
        return await TryAsync(() => mediator.Send(command), Inputs) ? SeeOther(StaffLinks.Ministries(Language) + "?etter=lagret") : Page();
    }

    private async Task<ListOwnMinistries.Item?> FindAsync(string? code)
    {
        Section = StaffSection.Ministries;
        IsFrontOfSection = false;
        IsNew = code is null;
        if (IsNew)
            return null;
        var all = await mediator.Send(new ListOwnMinistries.Query());
        return all.FirstOrDefault(ministry => ministry.Code == code) ?? throw Refusals.NotFound();
    }

    private async Task<bool> IsTakenAsync() => (await mediator.Send(new ListOwnMinistries.Query())).Any(ministry => ministry.Code == Code);
}
