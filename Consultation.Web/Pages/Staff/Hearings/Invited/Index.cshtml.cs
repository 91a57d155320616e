using System.Globalization;
using Consultation.Api;
using Consultation.Api.Features.Invitations;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Domain.Invitations;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.Invited;

/// <summary>The bodies that are asked to reply to a hearing: who has, who is missing, and the letters to them.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator) : HearingWork(mediator)
{
    private const int PageSize = 100;
    private const string WithoutEmail = "uten";

    [BindProperty(SupportsGet = true, Name = "navn")]
    public string? Name { get; set; }

    /// <summary>A state, or <c>uten</c>: without an e-mail address.</summary>
    [BindProperty(SupportsGet = true, Name = "status")]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true, Name = "gruppe")]
    public InvitedGroup? Group { get; set; }

    /// <summary>How many of those that fit stand before the page.</summary>
    [BindProperty(SupportsGet = true, Name = "fra")]
    public int From { get; set; }

    public ListInvitations.Result List { get; private set; } = null!;
    public IReadOnlyList<ListInvitations.Item> Shown { get; private set; } = [];

    /// <summary>How many fit the filter.</summary>
    public int Fitting { get; private set; }
    public IReadOnlyList<InvitedGroup> Groups { get; private set; } = [];
    public string? Done { get; private set; }

    /// <summary>A round is open, or will be.</summary>
    public bool TakesLetters => !HasEnded && Hearing.Rounds.Any(round => round.Status != RoundStatus.Closed);
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Name) || !string.IsNullOrEmpty(Status) || Group is not null;
    public Choices Choice => new(("navn", Name), ("status", Status), ("gruppe", Group?.ToString()));
    public string Before => Text(Math.Max(0, From - PageSize));
    public string After => Text(From + PageSize);

    /// <summary>Name of the number, the number, and the filter that shows those it counts.</summary>
    public IEnumerable<(string Key, int Count, string? Choice)> Figures
    {
        get
        {
            yield return ("all", List.Items.Count, null);
            if (IsDraft)
                yield break;
            yield return ("replied", List.Replied, null);
            yield return ("without", List.In(InvitationState.WithoutRemarks), nameof(InvitationState.WithoutRemarks));
            if (List.In(InvitationState.RepliedLate) is > 0 and var late)
                yield return ("late", late, nameof(InvitationState.RepliedLate));
            yield return ("silent", List.In(InvitationState.Invited), nameof(InvitationState.Invited));
            if (List.In(InvitationState.Declined) is > 0 and var declined)
                yield return ("declined", declined, nameof(InvitationState.Declined));
            if (List.In(InvitationState.NotSent) is > 0 and var waiting)
                yield return ("notsent", waiting, nameof(InvitationState.NotSent));
        }
    }

    public async Task OnGetAsync(long id, [FromQuery(Name = "etter")] string? after, [FromQuery(Name = "antall")] int? count)
    {
        await LoadAsync(id);
        Done = (after, count) switch
        {
            ("invitert", { } letters) => Count("invited.done.invited", letters),
            ("purret", { } letters) => Count("invited.done.reminded", letters),
            ("fjernet", _) => T("invited.done.removed"),
            _ => null,
        };
    }

    public async Task<IActionResult> OnPostAsync(long id, [FromForm(Name = "brev")] string? letter)
    {
        await LoadAsync(id);
        var (letters, reminds) = (0, letter == "purring");
        var done = await TryAsync(async () =>
            letters = reminds
                ? (await Mediator.Send(new RemindInvited.Command(id))).Letters
                : (await Mediator.Send(new SendInvitations.Command(id))).Letters
        );
        if (!done)
            return Page();
        var query = new Choices(("etter", reminds ? "purret" : "invitert"), ("antall", Text(letters)));
        return SeeOther(StaffLinks.Invited(Language, id) + query);
    }

    private async Task LoadAsync(long id)
    {
        await LoadAsync(id, T("invited.staff.title"));
        List = await Mediator.Send(new ListInvitations.Query(id));
        Groups = [.. List.Items.Select(item => item.Group).Distinct().Order()];
        var fitting = List.Items.Where(Fits).ToArray();
        Fitting = fitting.Length;
        From = From > 0 && From < Fitting ? From : 0;
        Shown = [.. fitting.Skip(From).Take(PageSize)];
        Modules = ["submit-once"];
    }

    private bool Fits(ListInvitations.Item item) =>
        (Group is null || item.Group == Group)
        && (string.IsNullOrWhiteSpace(Name) || item.Name.Contains(Name.Trim(), StringComparison.CurrentCultureIgnoreCase))
        && Status switch
        {
            null or "" => true,
            WithoutEmail => item.Email is null,
            _ => item.State.ToString() == Status,
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
