using System.Globalization;
using Consultation.Api;
using Consultation.Api.Features.Campaigns;
using Consultation.Api.Features.Moderation;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Replies.List;

/// <summary>Every reply of a hearing, filtered; those marked are decided on together.</summary>
[Requires(Permission.ReadUnpublished)]
internal sealed class IndexModel(IMediator mediator) : HearingStaffPage(mediator)
{
    private const int PageSize = 50;
    private const int MostCampaigns = 20;

    [BindProperty(SupportsGet = true, Name = "tilstand")]
    public Publication? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "avsender")]
    public SenderType? Sender { get; set; }

    [BindProperty(SupportsGet = true, Name = "kampanje")]
    public int? Campaign { get; set; }

    /// <summary><c>ja</c> or <c>nei</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "journal")]
    public string? Journal { get; set; }

    [BindProperty(SupportsGet = true, Name = "sok")]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true, Name = "eldst")]
    public bool OldestFirst { get; set; }

    [BindProperty(SupportsGet = true, Name = "fra")]
    public string? Cursor { get; set; }

    public IReadOnlyList<ReplyItem> Items { get; private set; } = [];
    public IReadOnlyDictionary<int, ListStandings.Item> Standings { get; private set; } = new Dictionary<int, ListStandings.Item>();
    public IReadOnlyList<CampaignView> Campaigns { get; private set; } = [];
    public string? Next { get; private set; }
    public string? Notice { get; private set; }
    public int SecondPerson { get; private set; }

    /// <summary>The marks of a form that comes back.</summary>
    public IReadOnlyCollection<string> Marked { get; private set; } = [];
    public Ground? Ground { get; private set; }
    public string? LegalBasis { get; private set; }

    /// <summary>Replies of the last decision in bulk that were not decided on, each with the reason.</summary>
    public IReadOnlyList<(int Number, string Reason)> Refused { get; private set; } = [];

    public bool IsFiltered =>
        State is not null || Sender is not null || Campaign is not null || Journal is "ja" or "nei" || !string.IsNullOrWhiteSpace(Words);

    public Choices Choice =>
        new(
            ("tilstand", State?.ToString()),
            ("avsender", Sender?.ToString()),
            ("kampanje", Campaign?.ToString(CultureInfo.InvariantCulture)),
            ("journal", Journal),
            ("sok", Words),
            ("eldst", OldestFirst ? "true" : null)
        );

    /// <summary>What a mark in the list stands for: the reply, and the version of it that was listed.</summary>
    public string MarkOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}:{Standings[number].LatestVersion}");

    public async Task OnGetAsync(long id, [FromQuery(Name = "etter")] string? after, [FromQuery(Name = "antall")] int? count)
    {
        await LoadAsync(id);
        Notice =
            after is not null && count is { } done && Find($"review.bulk.{after}.other") is not null
                ? Count("review.bulk." + after, done)
                : null;
    }

    public async Task<IActionResult> OnPostAsync(
        long id,
        [FromForm(Name = "svar")] string[] marked,
        [FromForm(Name = "vedtak")] string? decision,
        [FromForm(Name = "grunn")] string? ground,
        [FromForm(Name = "hjemmel")] string? legalBasis
    )
    {
        (Marked, LegalBasis) = (marked, legalBasis);
        Ground = Enum.TryParse<Ground>(ground, out var named) && Enum.IsDefined(named) ? named : null;
        await LoadAsync(id);
        var withhold = decision == nameof(ModerationChoice.Withhold);
        if (marked.Length == 0)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError(null, T("review.bulk.none"))]);
            return Page();
        }
        DecideReplies.Result? result = null;
        var command = new DecideReplies.Command
        {
            HearingId = id,
            Decision = withhold ? ModerationChoice.Withhold : ModerationChoice.Publish,
            Ground = withhold ? Ground : null,
            LegalBasis = withhold ? legalBasis : null,
            Replies = [.. marked.Select(Read).OfType<DecideReplies.NumberedVersion>()],
        };
        if (!await TryAsync(async () => result = await Mediator.Send(command), ("ground", "grunn"), ("legalBasis", "hjemmel")))
            return Page();
        var done = result!.Decided.Count;
        if (result.Refused.Count == 0)
        {
            var deed = withhold ? "withheld" : "published";
            var address = ReplyStaffLinks.Replies(Language, id) + Choice.With("etter", deed);
            return SeeOther(address + "&antall=" + done.ToString(CultureInfo.InvariantCulture));
        }
        await LoadAsync(id); // as it is after those that were decided
        Refused = [.. result.Refused.Select(one => (one.Number, Messages.Get("refusal." + one.Code)))];
        Marked = [.. Refused.Where(one => Standings.ContainsKey(one.Number)).Select(one => MarkOf(one.Number))];
        Notice = done > 0 ? Count(withhold ? "review.bulk.withheld" : "review.bulk.published", done) : null;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private static DecideReplies.NumberedVersion? Read(string mark) =>
        mark.Split(':') is [var number, var version]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var v)
            ? new(n, v)
            : null;

    private async Task LoadAsync(long id)
    {
        await LoadHearingAsync(id, ReplyTab.Replies, T("review.tab.Replies"));
        Modules = ["select-all", "submit-once"];
        var page = await Mediator.Send(
            new ListReplies.Query
            {
                HearingId = id,
                Scope = Scope.All,
                Publication = State,
                SenderType = Sender,
                Campaign = Campaign,
                Journalled = Journal switch
                {
                    "ja" => true,
                    "nei" => false,
                    _ => null,
                },
                Q = Words,
                Sort = OldestFirst ? ReplySort.Oldest : ReplySort.Newest,
                Limit = PageSize,
                Cursor = string.IsNullOrEmpty(Cursor) ? null : Cursor,
            }
        );
        (Items, Next) = (page.Items, page.Next);
        var standings = await Mediator.Send(new ListStandings.Query(id, [.. Items.Select(item => item.Number)]));
        Standings = standings.ToDictionary(standing => standing.Number);
        var campaigns = await Mediator.Send(
            new ListCampaigns.Query
            {
                HearingId = id,
                Scope = Scope.All,
                Limit = MostCampaigns,
            }
        );
        Campaigns = campaigns.Items;
        SecondPerson = (await Mediator.Send(new GetReviewQueue.Query(id, ReviewQueue.SecondPerson))).SecondPerson;
    }
}
