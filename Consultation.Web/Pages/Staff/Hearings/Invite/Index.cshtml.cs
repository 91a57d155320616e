using Consultation.Api;
using Consultation.Api.Features.Invitations;
using Consultation.Api.Pipeline;
using Consultation.Domain.Invitations;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.Invite;

/// <summary>Many bodies are put on the list at once, pasted one on a line. What cannot be read stays in the box, with the numbers of its lines.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator) : HearingWork(mediator)
{
    private static readonly (string, string)[] Inputs = [("lines", "liste"), ("language", "sprak")];

    public string? Lines { get; private set; }
    public InvitedGroup Group { get; private set; } = InvitedGroup.Organisation;
    public string LetterLanguage { get; private set; } = "";

    /// <summary>What came of the form that was sent last.</summary>
    public AddInvitations.Result? Added { get; private set; }

    /// <summary>Of those that were skipped.</summary>
    public const int MostTold = 20;

    public async Task OnGetAsync(long id)
    {
        await LoadAsync(id, T("invited.staff.add"));
        LetterLanguage = Links.Languages.Contains(Hearing.Language) ? Hearing.Language : Links.Languages[0];
        Modules = ["submit-once"];
    }

    public async Task<IActionResult> OnPostAsync(
        long id,
        [FromForm(Name = "liste")] string? lines,
        [FromForm(Name = "gruppe")] string? group,
        [FromForm(Name = "sprak")] string? language
    )
    {
        await OnGetAsync(id);
        (Lines, Group, LetterLanguage) = (lines, InvitationChoices.GroupOf(group), language ?? LetterLanguage);
        var command = new AddInvitations.Command
        {
            HearingId = id,
            Lines = lines ?? "",
            Group = Group,
            Language = LetterLanguage,
        };
        if (!await TryAsync(async () => Added = await Mediator.Send(command), Inputs))
            return Page();
        Lines = null; // taken; what was left out is told
        await LoadAsync(id, Heading);
        return Page();
    }

    protected override StaffError Worded(StaffError error) =>
        error.Input == "liste" && string.IsNullOrWhiteSpace(Lines) ? error with { Message = T("invited.staff.empty_lines") } : error;
}
