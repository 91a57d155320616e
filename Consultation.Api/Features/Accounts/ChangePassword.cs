using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>A new password for who has just given the old one. One's other sessions end.</summary>
public static class ChangePassword
{
    [Requires(Permission.ManageOwnAccount)]
    public sealed record Command(PasswordProof Proof) : ICommand<Unit>, ISetsPassword
    {
        public PasswordProof Proof { get; } = Proof;

        public required string Password { get; init; }

        internal string? PasswordHash { get; private set; }

        string? ISetsPassword.PasswordHash
        {
            get => PasswordHash;
            set => PasswordHash = value;
        }
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Password).NewPassword(_ => null);
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            if (user.UserId is not { } own || own != request.Proof.UserId)
            {
                throw Refusals.Forbidden();
            }
            var email = await db.First<string>(SelectEmail, new { Id = own, PasswordHash = request.Proof.Hash });
            if (PasswordRules.Fault(request.Password, email ?? throw Refusals.SignInFailed()) is { } fault)
            {
                throw fault;
            }
            await db.Run(SetPassword.UpdatePassword, new { Id = own, request.PasswordHash });
            await SessionTokens.EndAll(db, own, but: user.SessionId);
            return Unit.Value;
        }
    }

    private const string SelectEmail = "select Email from StaffUser {locked} where Id = @Id and PasswordHash = @PasswordHash";
}
