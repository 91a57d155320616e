using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>Turns one's second step on with a first code of the app; answers the recovery codes, this once. Other sessions end.</summary>
public static class ConfirmTotp
{
    [Requires(Permission.ManageOwnAccount)]
    public sealed record Command : ICommand<IReadOnlyList<string>>
    {
        public required string Code { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Code).Filled().AtMost(40);
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user, TotpSecrets secrets)
        : IRequestHandler<Command, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var stored = await db.First<string>(SelectSecret, new { Id = user.UserId }) ?? throw Refusals.NotFound();
            var step = Totp.Match(secrets.Read(stored), request.Code, now, lastStep: 0) ?? throw Refusals.CodeWrong();
            await db.Run(
                UpdateConfirmed,
                new
                {
                    Id = user.UserId,
                    Now = now,
                    Step = step,
                }
            );
            await SessionTokens.EndAll(db, user.UserId!.Value, but: user.SessionId);
            return await RecoveryCodes.Renew(db, ids, user.UserId.Value);
        }
    }

    private const string SelectSecret = "select TotpSecret from StaffUser {locked} where Id = @Id and TotpSince is null";

    private const string UpdateConfirmed = "update StaffUser set TotpSince = @Now, TotpLastStep = @Step where Id = @Id";
}
