using Consultation.Api.Features.Answers;
using Consultation.Api.Http;
using MediatR;

namespace Consultation.Api.Features.Moderation;

internal static class ModerationEndpoints
{
    public static void MapModeration(this RouteGroupBuilder api)
    {
        var replies = api.MapStaff("/hearings/{id:long}/replies/{number:int}").WithTags("Moderation");
        replies
            .MapPost(
                "/moderation",
                (long id, int number, DecideReply.Command body, IMediator mediator, HttpContext http) =>
                    mediator.Send(body with { HearingId = id, Number = number }, http.RequestAborted)
            )
            .Answers<DecideReply.Result>(200, 400, 404, 409, 415, 422)
            .WithName("decideReply");
        replies
            .MapGet(
                "/moderation",
                (long id, int number, IMediator mediator, HttpContext http) =>
                {
                    http.Response.Headers.CacheControl = "private, no-store";
                    return mediator.Send(new GetModeration.Query(id, number), http.RequestAborted);
                }
            )
            .Answers<GetModeration.Result>(200, 404)
            .WithName("getModeration");
        replies
            .MapPut(
                "/journal",
                (long id, int number, JournalReply.Command body, IMediator mediator, HttpContext http) =>
                    mediator.Send(body with { HearingId = id, Number = number }, http.RequestAborted)
            )
            .Answers<JournalReply.Entry>(200, 400, 404, 415, 422)
            .WithName("journalReply");
        api.MapStaff("/hearings/{id:long}/replies/moderation")
            .WithTags("Moderation")
            .MapPost(
                "/",
                (long id, DecideReplies.Command body, IMediator mediator, HttpContext http) =>
                    mediator.Send(body with { HearingId = id }, http.RequestAborted)
            )
            .Answers<DecideReplies.Result>(200, 400, 404, 415, 422)
            .WithName("decideReplies");
        api.MapGet(
                "/hearings/{id:long}/moderation-ledger",
                (long id, IMediator mediator, HttpContext http) => mediator.Send(new GetModerationLedger.Query(id), http.RequestAborted)
            )
            .Kept(KeptWith.Hearing)
            .WithTags("Moderation")
            .Answers<Page<GetModerationLedger.Line>>(200, 404)
            .WithName("getModerationLedger");
        api.MapAnswers();
    }
}
