using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Keys;

/// <summary>Takes an API key out of use at once.</summary>
public static class RevokeKey
{
    [Requires(Permission.ManageKeys)]
    public sealed record Command(long Id) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var values = new
            {
                request.Id,
                user.MinistryId,
                Now = Instants.Floor(clock.GetUtcNow()),
            };
            return await db.Run(UpdateRevoked, values) == 1 ? Unit.Value : throw Refusals.NotFound();
        }
    }

    private const string UpdateRevoked = """
        update ApiKey set RevokedAt = @Now
        where Id = @Id and RevokedAt is null and (@MinistryId is null or MinistryId = @MinistryId)
        """;
}
