using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>Shuts somebody out at once, or lets her in again. What she did stays under her name.</summary>
public static class DisableUser
{
    [Requires(Permission.ManageUsers)]
    public sealed record Command(long UserId, bool Disabled = true) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var found = await ManagedUser.FindOwn(db, request.UserId, user);
            var at = request.Disabled ? Instants.Floor(clock.GetUtcNow()) : (DateTimeOffset?)null;
            await db.Run(UpdateDisabled, new { found.Id, At = at });
            if (request.Disabled)
            {
                await SessionTokens.EndAll(db, found.Id);
                await ManagedUser.KeepAnAdministrator(db);
            }
            return Unit.Value;
        }
    }

    private const string UpdateDisabled = "update StaffUser set DisabledAt = @At where Id = @Id";
}
