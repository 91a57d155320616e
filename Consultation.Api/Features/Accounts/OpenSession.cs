using Consultation.Api.Data;
using Consultation.Api.Features.Audit;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>Signs somebody in who has just proved the password. Who has a second step gets a session that opens nothing until it is taken.</summary>
public static class OpenSession
{
    [Public]
    public sealed record Command(PasswordProof Proof) : ICommand<Result>
    {
        public PasswordProof Proof { get; } = Proof;
    }

    /// <param name="Token">For the browser alone.</param>
    public sealed record Result(string Token, bool AwaitsCode);

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, AuditTrail audit) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var proof = request.Proof;
            var row =
                await db.First<Row>(SelectUser, new { Id = proof.UserId, PasswordHash = proof.Hash }) ?? throw Refusals.SignInFailed();
            if (!row.HasSecondStep)
            {
                await db.Run(UpdateSignedIn, new { Id = proof.UserId, Now = now });
                await audit.AddOf<Command>(db, proof.UserId, row.Name);
            }
            return new Result(await SessionTokens.Open(db, ids, proof.UserId, row.HasSecondStep, now), row.HasSecondStep);
        }
    }

    private sealed record Row
    {
        public required string Name { get; init; }
        public required bool HasSecondStep { get; init; }
    }

    private const string SelectUser = """
        select Name, case when TotpSince is null then 0 else 1 end as HasSecondStep
        from StaffUser {locked}
        where Id = @Id and PasswordHash = @PasswordHash and DisabledAt is null
        """;

    internal const string UpdateSignedIn = "update StaffUser set LastSignInAt = @Now where Id = @Id";
}
