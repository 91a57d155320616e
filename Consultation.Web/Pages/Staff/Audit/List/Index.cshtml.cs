using Consultation.Api;
using Consultation.Api.Features.Audit;
using Consultation.Api.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Audit.List;

/// <summary>Who did what, newest first.</summary>
[Requires(Permission.ReadAudit)]
internal sealed class IndexModel(IMediator mediator) : StaffPage
{
    public Page<ListAudit.Entry> Entries { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "fra")] string? cursor, [FromQuery(Name = "horing")] long? hearing)
    {
        Title = T("staff.menu.Audit");
        Section = StaffSection.Audit;
        Entries = await mediator.Send(new ListAudit.Query { Cursor = cursor, HearingId = hearing });
    }

    /// <summary>What was done, in words; the use case's own name where there are none yet.</summary>
    public static string Deed(ListAudit.Entry entry) => Find("account.deed." + entry.Action) ?? entry.Action;

    /// <summary>«svar 12, vedtak: holdes tilbake»: the numbers and choices that the log holds, each in words.</summary>
    public static string? Details(ListAudit.Entry entry)
    {
        var words = (entry.Detail ?? "")
            .Split("; ", StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split(' ', 2))
            .Where(part => part.Length == 2 && part[0] != "id")
            .Select(part => Worded(part[0], part[1]));
        return string.Join(", ", words) is { Length: > 0 } text ? text : null;
    }

    private static string Worded(string name, string value) =>
        Find("account.detail." + name) is not null
            ? T(
                "account.detail." + name,
                name == "role" ? T("staff.role." + value).ToLowerInvariant() : Find($"account.choice.{value}") ?? value
            )
            : value;
}
