using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Web.Pages;

/// <summary>The pages on which a ministry works with the replies of one hearing, as the line of links above each has them.</summary>
internal enum ReplyTab
{
    Replies,
    Review,
    Register,
    Imports,
    Report,
    Exports,
}

/// <summary>A page about the replies of one hearing of the caller's own ministry; another's is not found.</summary>
internal abstract class HearingStaffPage(IMediator mediator) : StaffPage
{
    public HearingView Hearing { get; private set; } = null!;
    public ReplyTab Tab { get; private set; }

    /// <summary>Whether it is the very page that the link leads to, and not one behind it.</summary>
    public bool IsFrontOfTab { get; protected set; } = true;

    /// <summary>The page's <c>h1</c>.</summary>
    public string Heading { get; protected set; } = "";

    /// <summary>What the times of the hearing are told in.</summary>
    public string Zone => Hearing.Zone();

    /// <summary>What stands in the head of the queue's pages: how much waits, and how long.</summary>
    public virtual string? QueueLine => null;

    public bool May(Permission permission) => HttpContext.RequestServices.GetRequiredService<CurrentUser>().May(permission);

    protected IMediator Mediator => mediator;

    protected async Task LoadHearingAsync(long id, ReplyTab tab, string heading)
    {
        await mediator.Send(new CheckOwnHearing.Query(id));
        Hearing = await mediator.Send(new GetHearing.Query(id));
        Tab = tab;
        Heading = heading;
        Title = Texts.Text.T("review.title", heading, Hearing.CaseNumber ?? Domain.Excerpt.From(Hearing.Title, 40));
    }
}
