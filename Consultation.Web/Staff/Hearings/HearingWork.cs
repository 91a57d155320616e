using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using Consultation.Web.Pages;
using MediatR;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Staff.Hearings;

/// <summary>What the pages share on which a ministry makes and runs one hearing.</summary>
internal abstract class HearingWork(IMediator mediator) : StaffPage
{
    public HearingView Hearing { get; private set; } = null!;
    public GetOwnHearing.Result Own { get; private set; } = null!;

    /// <summary>The page's own h1.</summary>
    public string Heading { get; private set; } = "";

    public bool IsDraft => Hearing.Status == HearingStatus.Draft;

    /// <summary>Concluded or withdrawn: nothing more is decided about it.</summary>
    public bool HasEnded => Hearing.Status is HearingStatus.Concluded or HearingStatus.Withdrawn;

    public string Front => StaffLinks.Hearing(Language, Hearing.Id);

    /// <summary>What was done on the page before this one, in words.</summary>
    public string? Notice =>
        HttpMethods.IsGet(Request.Method) && (string?)Request.Query["etter"] is { Length: > 0 and <= 30 } done
            ? Find("make.notice." + done)
            : null;

    /// <summary>Whether a script asks for a part of the page alone (<c>js/live.js</c>).</summary>
    protected bool WantsPart => Request.Headers.ContainsKey("Part");

    protected IMediator Mediator => mediator;

    protected override StaffError Worded(StaffError error) => EmptyInput.Say(error);

    /// <summary>Reads the hearing if it is one of the ministry's; else it is not found.</summary>
    protected async Task LoadAsync(long id, string heading)
    {
        Section = StaffSection.Hearings;
        IsFrontOfSection = false;
        Own = await mediator.Send(new GetOwnHearing.Query(id));
        Hearing = await mediator.Send(new GetHearing.Query(id));
        Heading = heading;
        Title = $"{heading} – {Excerpt.From(Hearing.Title, 60)}";
    }

    /// <summary>Of the page whose heading is the hearing's own title.</summary>
    protected void Named(string title) => (Heading, Title) = (title, Excerpt.From(title, 80));

    /// <summary>What is missing of a deed that cannot be undone and is not confirmed: also the reason, so that both are told at once.</summary>
    protected static StaffError[] Unsure(string? reason)
    {
        var unsure = new StaffError("sikker", T("make.error.sure"));
        return string.IsNullOrWhiteSpace(reason) ? [new("begrunnelse", T("make.empty.begrunnelse")), unsure] : [unsure];
    }

    /// <summary>The round of this number; not found where there is none.</summary>
    protected RoundView RoundOf(int number) => Hearing.Rounds.FirstOrDefault(round => round.Number == number) ?? throw Refusals.NotFound();
}
