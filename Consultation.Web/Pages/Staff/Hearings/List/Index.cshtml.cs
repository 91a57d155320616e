using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.List;

/// <summary>The ministry's hearings, drafts and finished ones too.</summary>
[Requires(Permission.ReadUnpublished)]
internal sealed class IndexModel(IMediator mediator, CurrentUser user) : StaffPage
{
    private const int PageSize = 30;

    public Page<ListOwnHearings.Item> Hearings { get; private set; } = null!;
    public string? Q { get; private set; }
    public HearingStatus? Status { get; private set; }
    public bool IsFirst { get; private set; }

    /// <summary>Who only reads is led to the public pages.</summary>
    public bool MayManage => user.May(Permission.ManageHearings);

    public bool IsFiltered => Q is { Length: > 0 } || Status is not null;

    public async Task OnGetAsync(string? q, string? status, [FromQuery(Name = "fra")] string? cursor)
    {
        Title = T("staff.menu.Hearings");
        Section = StaffSection.Hearings;
        Q = q?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, Consultation.Domain.Search.SearchQuery.MostCharacters)] : null;
        Status = Enum.TryParse<HearingStatus>(status, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        IsFirst = string.IsNullOrEmpty(cursor);
        Hearings = await mediator.Send(
            new ListOwnHearings.Query
            {
                Q = Q,
                Status = Status,
                Limit = PageSize,
                Cursor = cursor,
            }
        );
    }

    public string? AddressOf(ListOwnHearings.Item hearing) =>
        MayManage ? StaffLinks.Hearing(Language, hearing.Id)
        : hearing.Status == HearingStatus.Draft ? null
        : Links.Hearing(Language, hearing.Id, hearing.Slug);

    public string More(string? cursor) =>
        StaffLinks.Hearings(Language) + new Choices(("q", Q), ("status", Status?.ToString()), ("fra", cursor));
}
