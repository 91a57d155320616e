using Consultation.Api.Data;
using Consultation.Api.Features.Audit;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>
/// The second step of signing in: a code of the app, or one of the recovery codes, which is then used up. The token that waited for it is
/// replaced, so that what was known before it opens nothing after.
/// </summary>
public static class PassSecondStep
{
    [Public]
    public sealed record Command : ICommand<Result>
    {
        public required string Token { get; init; }
        public required string Code { get; init; }
    }

    /// <param name="Token">For the browser alone.</param>
    /// <param name="CodesLeft">Recovery codes that are left, when one was used.</param>
    public sealed record Result(string Token, int? CodesLeft);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Code).Filled().AtMost(40);
            RuleFor(c => c.Token).AtMost(200);
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, TotpSecrets secrets, AuditTrail audit)
        : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var values = new { TokenHash = SessionTokens.Hash(request.Token), Since = now - StaffSessions.MostWaiting };
            var row = await db.First<Row>(SelectWaiting, values) ?? throw Refusals.SignInExpired();
            int? left = null;
            if (Totp.Match(secrets.Read(row.TotpSecret), request.Code, now, row.TotpLastStep) is { } step)
            {
                await db.Run(UpdateStep, new { row.UserId, Step = step });
            }
            else
            {
                left = await RecoveryCodes.Use(db, row.UserId, request.Code) ?? throw Refusals.CodeWrong();
            }
            await db.Run(DeleteWaiting, new { row.SessionId });
            await db.Run(OpenSession.UpdateSignedIn, new { Id = row.UserId, Now = now });
            await audit.AddOf<OpenSession.Command>(db, row.UserId, row.Name);
            return new Result(await SessionTokens.Open(db, ids, row.UserId, awaitsCode: false, now), left);
        }
    }

    private sealed record Row
    {
        public required long SessionId { get; init; }
        public required long UserId { get; init; }
        public required string Name { get; init; }
        public required string TotpSecret { get; init; }
        public required long TotpLastStep { get; init; }
    }

    private const string SelectWaiting = """
        select s.Id as SessionId, u.Id as UserId, u.Name, u.TotpSecret, coalesce(u.TotpLastStep, 0) as TotpLastStep
        from StaffSession s
        join StaffUser u {locked} on u.Id = s.UserId
        where s.TokenHash = @TokenHash and s.AwaitsCode = 1 and s.CreatedAt > @Since and u.DisabledAt is null and u.TotpSince is not null
        """;

    private const string UpdateStep = "update StaffUser set TotpLastStep = @Step where Id = @UserId";

    private const string DeleteWaiting = "delete from StaffSession where Id = @SessionId";
}
