using System.Globalization;
using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.EditRound;

/// <summary>When one can reply: the first deadline, another round, or a change of a draft's.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator, TimeProvider clock, Settings settings) : HearingWork(mediator)
{
    public RoundForm Form { get; private set; } = null!;

    /// <summary>Null for one that is new.</summary>
    public RoundView? Round { get; private set; }
    public DeadlineHelp? Help { get; private set; }

    private string Zone => Round?.TimeZone ?? settings.TimeZone;

    public async Task OnGetAsync(long id, string round)
    {
        await FindAsync(id, round);
        Form = Round is null ? Suggested() : RoundForm.Of(Round);
        Help = HelpNow();
    }

    /// <summary>What the days mean, before anything is kept.</summary>
    public async Task<IActionResult> OnPostHelpAsync(long id, string round)
    {
        await FindAsync(id, round);
        Form = RoundForm.Read(Request.Form);
        Help = HelpNow();
        return WantsPart ? Partial("_DeadlineHelp", Help) : Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, string round)
    {
        await FindAsync(id, round);
        Form = RoundForm.Read(Request.Form);
        Help = HelpNow();
        if (Form.OpensDay is not { } opens || Form.Last is not { } last)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, NoDays(), RoundForm.Inputs);
            return Page();
        }
        return await TryAsync(() => Round is null ? AddAsync(opens, last) : ChangeAsync(Round, opens, last), RoundForm.Inputs)
            ? SeeOther(Front + "?etter=frist")
            : Page();
    }

    private IEnumerable<StaffError> NoDays()
    {
        if (Form.OpensDay is null)
            yield return new("apner", T("make.error.date"));
        if (Form.Last is null)
            yield return new("frist", T("make.error.date"));
    }

    private async Task AddAsync(DateOnly opens, DateOnly last) =>
        await Mediator.Send(
            new AddRound.Command
            {
                HearingId = Hearing.Id,
                OpensAt = RoundForm.Begin(opens, Zone),
                ClosesOn = last,
                TimeZone = Zone,
                LateReplies = Form.TakesLate ? LateReplies.Accept : LateReplies.Reject,
                ShortDeadlineReason = Form.Reason,
            }
        );

    /// <summary>A day that stands as it stood keeps its clock: a deadline may have been set to noon by a ministry's own system.</summary>
    private async Task ChangeAsync(RoundView round, DateOnly opens, DateOnly last)
    {
        var before = RoundForm.Of(round);
        await Mediator.Send(
            new ChangeRound.Command
            {
                HearingId = Hearing.Id,
                Round = round.Number,
                OpensAt = before.OpensDay == opens ? null : RoundForm.Begin(opens, Zone),
                ClosesOn = before.Last == last ? null : last,
                LateReplies = Form.TakesLate ? LateReplies.Accept : LateReplies.Reject,
                ShortDeadlineReason = new(Form.Reason),
            }
        );
    }

    private DeadlineHelp? HelpNow() => DeadlineHelp.Of(Hearing.Kind, Form.OpensDay, Form.Last, Zone, Own.LeastDays);

    /// <summary>From tomorrow, or after the round before, for the normal three months (the least length for a plan), to the end of a workday.</summary>
    private RoundForm Suggested()
    {
        var tomorrow = DateInput.DayOf(clock.GetUtcNow(), Zone).AddDays(1);
        var after = Hearing.Rounds.Count == 0 ? tomorrow : DateInput.DayOf(Hearing.Rounds[^1].ClosesAt, Zone);
        var opens = after > tomorrow ? after : tomorrow;
        var last = Hearing.Kind is HearingKind.Ordinary ? opens.AddMonths(3) : opens.AddDays(Own.LeastDays);
        return new RoundForm(
            DateInput.Of(opens),
            DateInput.Of(DeadlineAdvice.WorkdayFrom(last)),
            Own.LateReplies == LateReplies.Accept,
            null
        );
    }

    private async Task FindAsync(long id, string round)
    {
        var isNew = round == "new";
        await LoadAsync(id, T(isNew ? "make.part.deadline_new" : "make.part.deadline"));
        Modules = ["live"];
        if (isNew)
            return;
        Round = RoundOf(int.TryParse(round, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
    }
}
