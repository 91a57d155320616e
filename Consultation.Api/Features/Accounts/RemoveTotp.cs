using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>Turns one's second step off, for who has just given the password. Of whom one is asked, it is asked anew at the next page.</summary>
public static class RemoveTotp
{
    [Requires(Permission.ManageOwnAccount)]
    public sealed record Command(PasswordProof Proof) : ICommand<Unit>
    {
        public PasswordProof Proof { get; } = Proof;
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            if (user.UserId is not { } own || own != request.Proof.UserId)
            {
                throw Refusals.Forbidden();
            }
            await Forget(db, own);
            await SessionTokens.EndAll(db, own, but: user.SessionId);
            return Unit.Value;
        }
    }

    internal static async Task Forget(Db db, long userId)
    {
        await db.Run(UpdateForgotten, new { Id = userId });
        await RecoveryCodes.Forget(db, userId);
    }

    private const string UpdateForgotten = "update StaffUser set TotpSecret = null, TotpSince = null, TotpLastStep = null where Id = @Id";
}
