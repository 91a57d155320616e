using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>
/// Whether address and password belong together: the proof of it, or <c>sign_in.failed</c>, which takes as long and says as little whether
/// or not there is such an account. Attempts are throttled by whoever asks (<see cref="SignInThrottle"/>).
/// </summary>
public static class CheckPassword
{
    [Public]
    public sealed record Query : IQuery<PasswordProof>
    {
        public required string Email { get; init; }
        public required string Password { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Email).Filled();
            RuleFor(q => q.Password).Filled();
        }
    }

    internal sealed class Handler(Db db) : IRequestHandler<Query, PasswordProof>
    {
        public async Task<PasswordProof> Handle(Query request, CancellationToken cancellationToken)
        {
            var row = await db.First<Row>(SelectUser, new { EmailKey = Emails.Key(request.Email) });
            var given = request.Password.Length > PasswordRules.MostCharacters * 4 ? "" : request.Password;
            var right = Passwords.Matches(row?.PasswordHash, given);
            return right ? new PasswordProof(row!.Id, row.PasswordHash!) : throw Refusals.SignInFailed();
        }
    }

    private sealed record Row
    {
        public required long Id { get; init; }
        public string? PasswordHash { get; init; }
    }

    private const string SelectUser = "select Id, PasswordHash from StaffUser where EmailKey = @EmailKey and DisabledAt is null";
}
