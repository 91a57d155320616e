using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Web.Staff.Hearings;
using MediatR;

namespace Consultation.Web.Pages.Staff.Hearings.Show;

/// <summary>One hearing at work: what it consists of, what a draft still needs, what may be decided next.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator, TimeProvider clock) : HearingWork(mediator)
{
    public IReadOnlyList<Checklist.Item> Checklist { get; private set; } = [];
    public IReadOnlyList<Notices.Item> Notices { get; private set; } = [];
    public ContactForm Contact { get; private set; } = null!;

    /// <summary>By name.</summary>
    public IReadOnlyList<string> Subjects { get; private set; } = [];
    public bool CanBePublished => Checklist.All(item => item.State != Consultation.Web.Staff.Hearings.Checklist.State.Missing);
    public bool HasOutcome => Hearing.Outcome is not null;

    public async Task OnGetAsync(long id)
    {
        await LoadAsync(id, "");
        Named(Hearing.Title);
        Contact = ContactForm.Of(Hearing.Contact);
        if (IsDraft)
            Checklist = Consultation.Web.Staff.Hearings.Checklist.Of(Hearing, Own, clock.GetUtcNow());
        if (Hearing.Subjects.Count > 0)
            Subjects = NamesOf((await Mediator.Send(new ListSubjects.Query())).Items);
        Notices = Consultation.Web.Staff.Hearings.Notices.Of(Hearing);
    }

    private string[] NamesOf(IReadOnlyList<SubjectItem> known) =>
        [.. Hearing.Subjects.Select(code => known.FirstOrDefault(subject => subject.Code == code)?.Name ?? code)];

    /// <summary>A later deadline can be set: nothing is told of the outcome yet, and nothing has ended.</summary>
    public bool CanBeExtended(RoundView round) => !IsDraft && !HasEnded && !HasOutcome && round == Hearing.Rounds[^1];

    public bool CanBeClosed(RoundView round) => !IsDraft && !HasEnded && round.Status == RoundStatus.Open;

    public bool CanGetRound => !HasEnded && !HasOutcome;

    public string PublicAddress => Links.Hearing(Language, Hearing.Id, Hearing.Slug);
}
