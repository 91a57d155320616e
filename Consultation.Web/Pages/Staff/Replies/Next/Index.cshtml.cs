using Consultation.Api;
using Consultation.Api.Features.Moderation;
using Consultation.Api.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Replies.Next;

/// <summary>Opens what comes first in the queue; where nothing waits, it says so.</summary>
[Requires(Permission.ReadUnpublished)]
internal sealed class IndexModel(IMediator mediator) : HearingStaffPage(mediator)
{
    public bool IsSecond { get; private set; }
    public int SecondPerson { get; private set; }
    public string? Notice { get; private set; }

    /// <param name="id">The hearing.</param>
    /// <param name="queue">Which queue: <c>bekreft</c> is what others have withheld.</param>
    /// <param name="after">What was just done, and of which reply: <c>publish.12</c>.</param>
    public async Task<IActionResult> OnGetAsync(long id, [FromQuery(Name = "ko")] string? queue, [FromQuery(Name = "etter")] string? after)
    {
        IsSecond = QueueName.Read(queue) == ReviewQueue.SecondPerson;
        await LoadHearingAsync(id, ReplyTab.Review, T(IsSecond ? "review.queue.SecondPerson" : "review.tab.Review"));
        var found = await Mediator.Send(new GetReviewQueue.Query(id, QueueName.Read(queue)));
        if (found.Next is { } next)
            return Redirect(ReplyStaffLinks.Reply(Language, id, next) + new Choices(("ko", queue), ("etter", after)));
        SecondPerson = found.SecondPerson;
        Notice = Done.Sentence(after);
        return Page();
    }
}
