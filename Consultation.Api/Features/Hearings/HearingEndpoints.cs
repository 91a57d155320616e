using Consultation.Api.Http;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Hearings;

internal static class HearingEndpoints
{
    public static void MapHearings(this RouteGroupBuilder api)
    {
        var staff = api.MapStaff("/hearings").WithTags("Hearings");
        staff
            .MapPost(
                "/",
                async (CreateHearing.Command body, IMediator mediator, HttpContext http) =>
                {
                    var made = await mediator.Send(body, http.RequestAborted);
                    var hearing = await mediator.Send(new GetHearing.Query(made.Id), http.RequestAborted);
                    return Results.Created($"/api/v1/hearings/{hearing.Id}", hearing);
                }
            )
            .Answers<HearingView>(201, 422)
            .WithName("createHearing");
        staff
            .MapPost(
                "/{id:long}/rounds",
                async (long id, AddRound.Command body, IMediator mediator, HttpContext http) =>
                {
                    var made = await mediator.Send(body with { HearingId = id }, http.RequestAborted);
                    var hearing = await mediator.Send(new GetHearing.Query(id), http.RequestAborted);
                    return Results.Created($"/api/v1/hearings/{id}", hearing.Rounds.Single(round => round.Number == made.Number));
                }
            )
            .Answers<RoundView>(201, 404, 409, 422)
            .WithName("addRound");
        staff
            .MapPost(
                "/{id:long}/publish",
                (long id, IMediator mediator, HttpContext http) => Then(id, new PublishHearing.Command(id), mediator, http)
            )
            .Answers<HearingView>(200, 404, 409, 422)
            .WithName("publishHearing");
        staff
            .MapPost(
                "/{id:long}/rounds/{round:int}/extend",
                (long id, int round, ExtendRound.Command body, IMediator mediator, HttpContext http) =>
                    Then(id, body with { HearingId = id, Round = round }, mediator, http)
            )
            .Answers<HearingView>(200, 404, 409, 422)
            .WithName("extendRound");
        staff
            .MapPost(
                "/{id:long}/rounds/{round:int}/close",
                (long id, int round, CloseRound.Command body, IMediator mediator, HttpContext http) =>
                    Then(id, body with { HearingId = id, Round = round }, mediator, http)
            )
            .Answers<HearingView>(200, 404, 409, 422)
            .WithName("closeRound");

        staff
            .MapPatch(
                "/{id:long}",
                (long id, ChangeHearing.Command body, IMediator mediator, HttpContext http) =>
                    Then(id, body with { HearingId = id }, mediator, http)
            )
            .Answers<HearingView>(200, 404, 409, 422)
            .WithName("changeHearing");
        staff
            .MapPatch(
                "/{id:long}/rounds/{round:int}",
                (long id, int round, ChangeRound.Command body, IMediator mediator, HttpContext http) =>
                    Then(id, body with { HearingId = id, Round = round }, mediator, http)
            )
            .Answers<HearingView>(200, 404, 409, 422)
            .WithName("changeRound");
        staff
            .MapPost(
                "/{id:long}/outcome",
                (long id, SaveOutcome.Command body, IMediator mediator, HttpContext http) =>
                    Then(id, body with { HearingId = id }, mediator, http)
            )
            .Answers<HearingView>(200, 404, 409, 422)
            .WithName("saveOutcome");
        staff
            .MapPost(
                "/{id:long}/conclude",
                (long id, IMediator mediator, HttpContext http) => Then(id, new ConcludeHearing.Command(id), mediator, http)
            )
            .Answers<HearingView>(200, 404, 409)
            .WithName("concludeHearing");
        staff
            .MapPost(
                "/{id:long}/withdraw",
                (long id, WithdrawHearing.Command body, IMediator mediator, HttpContext http) =>
                    Then(id, body with { HearingId = id }, mediator, http)
            )
            .Answers<HearingView>(200, 404, 409, 422)
            .WithName("withdrawHearing");

        var everybody = api.MapGroup("/hearings").WithTags("Hearings");
        everybody
            .MapGet(
                "/",
                async (
                    IMediator mediator,
                    HttpContext http,
                    Word<HearingStatus>? status,
                    string? ministry,
                    Word<HearingKind>? kind,
                    string? q,
                    string? subject,
                    QueryInstant? closesBefore,
                    Word<HearingSort>? sort,
                    int? limit,
                    string? cursor
                ) =>
                    await mediator.Send(
                        new ListHearings.Query
                        {
                            Status = status?.Value,
                            Ministry = ministry,
                            Kind = kind?.Value,
                            Q = q,
                            Subject = subject,
                            ClosesBefore = closesBefore?.Value,
                            Sort = sort?.Value ?? HearingSort.Newest,
                            Limit = limit ?? 50,
                            Cursor = cursor,
                        },
                        http.RequestAborted
                    )
            )
            .Kept(KeptWith.Site)
            .Answers<Page<HearingView>>(200, 422, 503)
            .WithName("listHearings");
        api.MapGet("/subjects", (IMediator mediator, HttpContext http) => mediator.Send(new ListSubjects.Query(), http.RequestAborted))
            .WithTags("Hearings")
            .Kept(KeptWith.Site)
            .Answers<Page<SubjectItem>>(200)
            .WithName("listSubjects");
        everybody
            .MapGet(
                "/{id:long}",
                (long id, IMediator mediator, HttpContext http) => mediator.Send(new GetHearing.Query(id), http.RequestAborted)
            )
            .Kept(KeptWith.Hearing)
            .Answers<HearingView>(200, 404)
            .WithName("getHearing");
    }

    /// <summary>Does it, and answers the hearing as it is then.</summary>
    private static async Task<HearingView> Then<T>(long id, IRequest<T> command, IMediator mediator, HttpContext http)
    {
        await mediator.Send(command, http.RequestAborted);
        return await mediator.Send(new GetHearing.Query(id), http.RequestAborted);
    }
}
