using Consultation.Api;
using Consultation.Api.Features.Audit;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Audit.List;

/// <summary>Who did what, newest first, searched by who, what, hearing and days.</summary>
[Requires(Permission.ReadAudit)]
internal sealed class IndexModel(IMediator mediator, Settings settings) : StaffPage
{
    public Page<ListAudit.Entry> Entries { get; private set; } = new([], null);
    public AuditSearch Search { get; private set; } = new();

    /// <summary>The hearing whose log it is, where it is that of one; by its title.</summary>
    public HearingView? Hearing { get; private set; }

    /// <summary>What a line may tell of, in the order in which a reader looks for it.</summary>
    public IReadOnlyList<(string Value, string Text)> Deeds { get; private set; } = [];

    /// <summary>The next page of the same search.</summary>
    public string? Older => Entries.Next is { } next ? StaffLinks.Audit(Language) + Search.Choices(next) : null;

    public async Task OnGetAsync([FromQuery] AuditSearch search)
    {
        Title = T("staff.menu.Audit");
        Section = StaffSection.Audit;
        Search = search;
        Deeds = [.. ListAudit.Actions.Select(action => (action, Deed(action))).OrderBy(deed => deed.Item2, StringComparer.CurrentCulture)];
        if (search.HearingId is { } id)
        {
            await mediator.Send(new CheckOwnHearing.Query(id));
            Hearing = await mediator.Send(new GetHearing.Query(id));
        }
        if (search.Mistakes() is { Count: > 0 } mistakes)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, mistakes, AuditSearch.Inputs);
            return;
        }
        await TryAsync(async () => Entries = await mediator.Send(search.Query(settings.TimeZone)), AuditSearch.Inputs);
    }

    /// <summary>What was done, in words; the use case's own name where there are none yet.</summary>
    public static string Deed(string action) => Find("account.deed." + action) ?? action;

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
