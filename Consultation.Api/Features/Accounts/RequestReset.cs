using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>
/// Forgotten password: a link goes to the address, if there is an account that is not disabled. The answer is the same when there is none.
/// </summary>
public static class RequestReset
{
    [Public]
    public sealed record Command(string Email) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Email).EmailAddress();
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, Secrets secrets) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            if (await db.First<Row>(SelectUser, new { EmailKey = Emails.Key(request.Email) }) is { } user)
            {
                // Who never took the invitation gets a new one: it is the same to her.
                var purpose = user.HasPassword ? LinkPurpose.PasswordReset : LinkPurpose.Invitation;
                await StaffLetters.Queue(db, ids, await OneTimeLinks.Make(db, ids, secrets, purpose, user.Id, now), now);
            }
            return Unit.Value;
        }
    }

    private sealed record Row
    {
        public required long Id { get; init; }
        public required bool HasPassword { get; init; }
    }

    private const string SelectUser = """
        select Id, case when PasswordHash is null then 0 else 1 end as HasPassword
        from StaffUser
        where EmailKey = @EmailKey and DisabledAt is null
        """;
}
