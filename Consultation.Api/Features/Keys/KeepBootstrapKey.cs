using Consultation.Api.Data;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Keys;

/// <summary>At start: the key of the setting is an administrator's, the one of an earlier setting no longer works.</summary>
public static class KeepBootstrapKey
{
    internal const string Name = "bootstrap";

    [Requires(Permission.RunJobs)]
    public sealed record Command(string? Key) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var values = new
            {
                Id = ids.Next(),
                MinistryId = (long?)null,
                Name,
                Role = Role.Administrator.Code(),
                KeyHash = ApiKeys.Hash(request.Key ?? ""),
                Now = Instants.Floor(clock.GetUtcNow()),
            };
            await db.Run(RevokeOthers, values);
            if (!string.IsNullOrEmpty(request.Key) && await db.Run(Revive, values) == 0)
            {
                await db.Run(CreateKey.InsertKey, values);
            }
            return Unit.Value;
        }
    }

    private const string RevokeOthers =
        "update ApiKey set RevokedAt = @Now where Name = @Name and KeyHash <> @KeyHash and RevokedAt is null";

    private const string Revive = "update ApiKey set RevokedAt = null where KeyHash = @KeyHash";
}
