using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.Publish;

/// <summary>The last look before everybody reads it: what is missing, what follows, and the one button.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator, TimeProvider clock) : HearingWork(mediator)
{
    private static readonly (string, string)[] Inputs = [("sure", "sikker")];

    public IReadOnlyList<Checklist.Item> Missing { get; private set; } = [];
    public IReadOnlyList<Checklist.Item> Advised { get; private set; } = [];

    /// <summary>The first round, that people will be told of.</summary>
    public RoundView? Round => Hearing.Rounds.Count > 0 ? Hearing.Rounds[0] : null;

    /// <summary>Replies can be sent from the moment it is published.</summary>
    public bool OpensAtOnce => Round is { } round && round.OpensAt <= clock.GetUtcNow();

    public async Task OnGetAsync(long id)
    {
        await LoadAsync(id, T("make.to_publish"));
        if (!IsDraft)
            return;
        var items = Checklist.Of(Hearing, Own, clock.GetUtcNow());
        Missing = [.. items.Where(item => item.State == Checklist.State.Missing)];
        Advised = [.. items.Where(item => item.State == Checklist.State.Advised)];
    }

    public async Task<IActionResult> OnPostAsync(long id, string? sikker)
    {
        await OnGetAsync(id);
        if (sikker is null)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new("sikker", T("make.error.sure"))], Inputs);
            return Page();
        }
        return await TryAsync(() => Mediator.Send(new PublishHearing.Command(id)), Inputs) ? SeeOther(Front + "?etter=publisert") : Page();
    }
}
