using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>One's own account.</summary>
public static class GetOwnAccount
{
    [Requires(Permission.ManageOwnAccount)]
    public sealed record Query : IQuery<Result>;

    public sealed record Result
    {
        public required string Name { get; init; }
        public required string Email { get; init; }

        /// <summary>nb, nn or en.</summary>
        public required string Language { get; init; }

        /// <summary>Since when there is a second step; null: there is none.</summary>
        public DateTimeOffset? TotpSince { get; init; }
        public required int RecoveryCodes { get; init; }
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken) =>
            await db.First<Result>(SelectAccount, new { Id = user.UserId }) ?? throw Refusals.NotFound();
    }

    private const string SelectAccount = """
        select u.Name, u.Email, u.Language, u.TotpSince, (select count(*) from RecoveryCode c where c.UserId = u.Id) as RecoveryCodes
        from StaffUser u
        where u.Id = @Id
        """;
}
