using Consultation.Api.Data;
using Consultation.Api.Features.Audit;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>
/// Sets the password of who holds an invitation or a link for a forgotten password. All sessions end; the second step stays as it is, so
/// a mailbox alone opens no account that has one.
/// </summary>
public static class SetPassword
{
    [Public]
    public sealed record Command : ICommand<Result>, ISetsPassword
    {
        public required string Token { get; init; }
        public required string Password { get; init; }

        internal string? PasswordHash { get; private set; }

        string? ISetsPassword.PasswordHash
        {
            get => PasswordHash;
            set => PasswordHash = value;
        }
    }

    public sealed record Result(string Email);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Token).AtMost(200);
            RuleFor(c => c.Password).NewPassword(_ => null);
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, AuditTrail audit) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var link = await OneTimeLinks.Use(db, request.Token, now);
            if (link is not { Purpose: LinkPurpose.Invitation or LinkPurpose.PasswordReset, UserId: { } user })
            {
                throw Refusals.LinkInvalid();
            }
            // Known only now; what is thrown gives the link back.
            if (PasswordRules.Fault(request.Password, link.Email) is { } fault)
            {
                throw fault;
            }
            await db.Run(UpdatePassword, new { Id = user, request.PasswordHash });
            await SessionTokens.EndAll(db, user);
            await audit.AddOf<Command>(db, user, link.Name!);
            return new Result(link.Email!);
        }
    }

    internal const string UpdatePassword = "update StaffUser set PasswordHash = @PasswordHash where Id = @Id";
}
