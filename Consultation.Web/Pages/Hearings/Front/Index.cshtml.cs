using Consultation.Api.Features.Hearings;
using Consultation.Api.Http;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Hearings.Front;

/// <summary>The front page: what closes soon, what is open, what has just closed; or one chosen list.</summary>
[Kept(KeptWith.Site)]
internal sealed class IndexModel(IMediator mediator, TimeProvider clock) : SitePage
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);
    private const int PageSize = 30;
    private const int ClosedShown = 4;

    /// <summary>What the reader chose; null shows the front page with the open hearings.</summary>
    [BindProperty(SupportsGet = true)]
    public HearingStatus? Status { get; set; }

    /// <summary>Code of a ministry.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Ministry { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public IReadOnlyList<HearingView> ClosingSoon { get; private set; } = [];
    public IReadOnlyList<HearingView> Listed { get; private set; } = [];
    public IReadOnlyList<HearingView> Closed { get; private set; } = [];
    public string? Next { get; private set; }

    /// <summary>The whole front page, not a list that the reader chose.</summary>
    public bool IsWhole => Status is null && string.IsNullOrEmpty(Ministry) && string.IsNullOrEmpty(Cursor);

    public IReadOnlyList<HearingStatus> Statuses { get; } =
    [HearingStatus.Open, HearingStatus.Planned, HearingStatus.UnderReview, HearingStatus.Concluded, HearingStatus.Withdrawn];

    public async Task OnGetAsync()
    {
        HearingsMark = "page";
        Title = T("front.title");
        Description = T("front.description");
        Modules = ["deadline"];

        var wanted = Status ?? (string.IsNullOrEmpty(Ministry) ? HearingStatus.Open : null);
        var page = await mediator.Send(
            new ListHearings.Query
            {
                Status = wanted,
                Ministry = string.IsNullOrEmpty(Ministry) ? null : Ministry,
                Sort = wanted is HearingStatus.Open ? HearingSort.Deadline : HearingSort.Newest,
                Limit = PageSize,
                Cursor = string.IsNullOrEmpty(Cursor) ? null : Cursor,
            }
        );
        (Listed, Next) = (page.Items, page.Next);
        if (!IsWhole)
            return;

        var edge = clock.GetUtcNow() + Soon;
        ClosingSoon = [.. Listed.Where(hearing => hearing.Current() is { Status: RoundStatus.Open } round && round.ClosesAt < edge)];
        Listed = [.. Listed.Except(ClosingSoon)];
        Closed =
        [
            .. (await NewestAsync(HearingStatus.UnderReview))
                .Concat(await NewestAsync(HearingStatus.Concluded))
                .OrderByDescending(hearing => hearing.Current()?.ClosesAt)
                .Take(ClosedShown),
        ];
    }

    private async Task<IReadOnlyList<HearingView>> NewestAsync(HearingStatus status) =>
        (
            await mediator.Send(
                new ListHearings.Query
                {
                    Status = status,
                    Sort = HearingSort.Newest,
                    Limit = ClosedShown,
                }
            )
        ).Items;
}
