using Microsoft.AspNetCore.Http.Metadata;

namespace Consultation.Api.Http;

/// <summary>What endpoints of the API share in how they are declared.</summary>
internal static class Endpoints
{
    /// <summary>A group that answers 401 to anybody without a true key.</summary>
    public static RouteGroupBuilder MapStaff(this RouteGroupBuilder api, string prefix)
    {
        var staff = api.MapGroup(prefix).WithMetadata(new StaffOnly(), new ProducesProblem(401), new ProducesProblem(403));
        ((IEndpointConventionBuilder)staff).Finally(endpoint =>
        {
            // Routing would answer 415 to a stranger before the key is asked for; binding says it after.
            foreach (var accepted in endpoint.Metadata.OfType<IAcceptsMetadata>().ToArray())
            {
                endpoint.Metadata.Remove(accepted);
            }
        });
        return staff;
    }

    /// <summary>Says what an endpoint answers: its success, and which problems it knows.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, int success, params ReadOnlySpan<int> problems)
    {
        endpoint.Produces<T>(success);
        foreach (var status in problems)
        {
            endpoint.WithMetadata(new ProducesProblem(status));
        }
        return endpoint;
    }

    internal sealed class ProducesProblem(int status) : IProducesResponseTypeMetadata
    {
        public Type? Type => typeof(Problem);
        public int StatusCode => status;
        public IEnumerable<string> ContentTypes => ["application/problem+json"];
        public string? Description => null;
    }
}
