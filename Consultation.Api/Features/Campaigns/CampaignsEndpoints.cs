using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Campaigns;

internal static class CampaignsEndpoints
{
    public static void MapCampaigns(this RouteGroupBuilder api)
    {
        var campaigns = api.MapGroup("/hearings/{id:long}/campaigns").WithTags("Campaigns");
        campaigns
            .MapGet(
                "/",
                (long id, Word<Scope>? scope, int? limit, string? cursor, IMediator mediator, HttpContext http) =>
                    mediator.Send(
                        new ListCampaigns.Query
                        {
                            HearingId = id,
                            Scope = scope?.Value ?? Scope.Published,
                            Limit = limit ?? 50,
                            Cursor = cursor,
                        },
                        http.RequestAborted
                    )
            )
            .Kept(KeptWith.Hearing)
            .Answers<Page<CampaignView>>(200, 401, 403, 404, 422)
            .WithName("listCampaigns");
        campaigns
            .MapGet(
                "/{campaign:int}",
                (long id, int campaign, Word<Scope>? scope, int? limit, string? cursor, IMediator mediator, HttpContext http) =>
                    mediator.Send(
                        new GetCampaign.Query
                        {
                            HearingId = id,
                            Campaign = campaign,
                            Scope = scope?.Value ?? Scope.Published,
                            Limit = limit ?? GetCampaign.MostNumbers,
                            Cursor = cursor,
                        },
                        http.RequestAborted
                    )
            )
            .Kept(KeptWith.Hearing)
            .Answers<CampaignMembers>(200, 401, 403, 404, 422)
            .WithName("getCampaign");
    }
}
