using System.Globalization;
using Consultation.Api;
using Consultation.Api.Features.Invitations;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.Invitation;

/// <summary>One invited body: what is known of it, which reply is its, and what has happened outside this program.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator) : HearingWork(mediator)
{
    private static readonly (string, string)[] Inputs =
    [
        ("name", "navn"),
        ("email", "epost"),
        ("organisationNumber", "orgnr"),
        ("language", "sprak"),
    ];

    /// <summary>As it stands in the inputs.</summary>
    internal sealed record Typed(string? Name, string? Email, string? Number, string Group, string Language);

    public ListInvitations.Item Item { get; private set; } = null!;
    public Typed Form { get; private set; } = null!;

    /// <summary>Of the reply, as it was typed.</summary>
    public string? Number { get; private set; }
    public string? Done { get; private set; }

    public async Task OnGetAsync(long id, long invitation, [FromQuery(Name = "etter")] string? after)
    {
        var list = await Mediator.Send(new ListInvitations.Query(id));
        Item = list.Items.FirstOrDefault(item => item.Id == invitation) ?? throw Refusals.NotFound();
        Form = new Typed(Item.Name, Item.Email, Item.OrganisationNumber, Item.Group.ToString(), Item.Language);
        await LoadAsync(id, Item.Name);
        Modules = ["submit-once"];
        Done = after == "lagret" ? T("invited.done.saved") : null;
    }

    public async Task<IActionResult> OnPostAsync(
        long id,
        long invitation,
        [FromForm(Name = "navn")] string? name,
        [FromForm(Name = "epost")] string? email,
        [FromForm(Name = "orgnr")] string? number,
        [FromForm(Name = "gruppe")] string? group,
        [FromForm(Name = "sprak")] string? language
    )
    {
        await OnGetAsync(id, invitation, null);
        var chosen = InvitationChoices.GroupOf(group);
        Form = new Typed(name, email, number, chosen.ToString(), language ?? Form.Language);
        var command = new ChangeInvitation.Command
        {
            HearingId = id,
            Id = invitation,
            Name = name ?? "",
            Email = email,
            OrganisationNumber = number,
            Group = chosen,
            Language = Form.Language,
        };
        return await Do(() => Mediator.Send(command), Inputs);
    }

    public async Task<IActionResult> OnPostTieAsync(long id, long invitation, [FromForm(Name = "svarnr")] string? number)
    {
        await OnGetAsync(id, invitation, null);
        Number = number;
        if (!int.TryParse(number?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var reply))
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new("svarnr", T("invited.staff.one.tie_empty"))]);
            return Page();
        }
        return await Do(() => Mediator.Send(new TieReply.Command(id, invitation, reply)), ("number", "svarnr"));
    }

    public async Task<IActionResult> OnPostUntieAsync(long id, long invitation)
    {
        await OnGetAsync(id, invitation, null);
        return await Do(() => Mediator.Send(new TieReply.Command(id, invitation, null)));
    }

    public async Task<IActionResult> OnPostMarkAsync(long id, long invitation, [FromForm(Name = "merke")] InvitationMark? mark)
    {
        await OnGetAsync(id, invitation, null);
        return mark is { } chosen ? await Do(() => Mediator.Send(new MarkInvitation.Command(id, invitation, chosen))) : Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(long id, long invitation)
    {
        await OnGetAsync(id, invitation, null);
        return await TryAsync(() => Mediator.Send(new RemoveInvitation.Command(id, invitation)))
            ? SeeOther(StaffLinks.Invited(Language, id) + "?etter=fjernet")
            : Page();
    }

    private async Task<IActionResult> Do(Func<Task> send, params (string Field, string Input)[] inputs) =>
        await TryAsync(send, inputs) ? SeeOther(StaffLinks.Invitation(Language, Hearing.Id, Item.Id) + "?etter=lagret") : Page();
}
