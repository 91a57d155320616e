using Consultation.Api.Http;
using MediatR;

namespace Consultation.Api.Features.Answers;

internal static class AnswerEndpoints
{
    public static void MapAnswers(this RouteGroupBuilder api)
    {
        var answer = api.MapStaff("/hearings/{id:long}/replies/{number:int}/ministry-answer").WithTags("Replies");
        answer
            .MapPut(
                "/",
                async (long id, int number, AnswerReply.Command body, IMediator mediator, HttpContext http) =>
                {
                    await mediator.Send(body with { HearingId = id, Number = number }, http.RequestAborted);
                    return Results.NoContent();
                }
            )
            .WithMetadata(
                new Endpoints.ProducesProblem(400),
                new Endpoints.ProducesProblem(404),
                new Endpoints.ProducesProblem(409),
                new Endpoints.ProducesProblem(415),
                new Endpoints.ProducesProblem(422)
            )
            .Produces(204)
            .WithName("answerReply");
        answer
            .MapDelete(
                "/",
                async (long id, int number, IMediator mediator, HttpContext http) =>
                {
                    await mediator.Send(new TakeBackAnswer.Command(id, number), http.RequestAborted);
                    return Results.NoContent();
                }
            )
            .WithMetadata(new Endpoints.ProducesProblem(404))
            .Produces(204)
            .WithName("takeBackAnswer");
    }
}
