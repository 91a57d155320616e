using Consultation.Api.Data;
using Consultation.Api.Features.Audit;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>Makes the first account, an administrator of all, for who holds the link that was printed at start; signs it in.</summary>
public static class CreateFirstAdministrator
{
    [Public]
    public sealed record Command : ICommand<Result>, ISetsPassword
    {
        public required string Token { get; init; }
        public required string Name { get; init; }
        public required string Email { get; init; }
        public required string Password { get; init; }
        public required string Language { get; init; }

        internal string? PasswordHash { get; private set; }

        string? ISetsPassword.PasswordHash
        {
            get => PasswordHash;
            set => PasswordHash = value;
        }
    }

    /// <param name="SessionToken">For the browser alone.</param>
    public sealed record Result(string SessionToken);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Token).AtMost(200);
            RuleFor(c => c.Name).PersonName();
            RuleFor(c => c.Email).EmailAddress();
            RuleFor(c => c.Password).NewPassword(c => c.Email);
            RuleFor(c => c.Language).KnownLanguage();
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, AuditTrail audit) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var link = await OneTimeLinks.Use(db, request.Token, now);
            if (link.Purpose != LinkPurpose.FirstAdministrator || await db.First<int>(OfferFirstAdministrator.SelectUsers) > 0)
            {
                throw Refusals.LinkInvalid();
            }
            var user = await NewUser.Add(db, ids, request.Email, request.Name, request.Language, request.PasswordHash, now);
            await NewUser.AddRole(db, ids, user, null, Role.Administrator);
            await db.Run(OpenSession.UpdateSignedIn, new { Id = user, Now = now });
            await audit.AddOf<Command>(db, user, PlainText.Normalise(request.Name).Trim());
            return new Result(await SessionTokens.Open(db, ids, user, awaitsCode: false, now));
        }
    }
}
