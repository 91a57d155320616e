using System.Security.Cryptography;
using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>
/// The secret that one's app is to learn, the same until it is confirmed by a code; null when the second step is set up already: then
/// nobody is told the secret any more.
/// </summary>
public static class BeginTotp
{
    private const string Issuer = "Netthøring";

    [Requires(Permission.ManageOwnAccount)]
    [NotLogged]
    public sealed record Command : ICommand<Result?>;

    /// <param name="Secret">As it is typed into an app, base32.</param>
    /// <param name="Uri">As a picture holds it.</param>
    public sealed record Result(string Secret, string Uri);

    internal sealed class Handler(Db db, CurrentUser user, TotpSecrets secrets) : IRequestHandler<Command, Result?>
    {
        public async Task<Result?> Handle(Command request, CancellationToken cancellationToken)
        {
            var row = await db.First<Row>(SelectUser, new { Id = user.UserId }) ?? throw Refusals.NotFound();
            if (row.TotpSince is not null)
            {
                return null;
            }
            var secret = row.TotpSecret is { } stored ? secrets.Read(stored) : RandomNumberGenerator.GetBytes(Totp.SecretBytes);
            if (row.TotpSecret is null)
            {
                await db.Run(UpdateSecret, new { Id = user.UserId, TotpSecret = secrets.Stored(secret) });
            }
            return new Result(Totp.Text(secret), Totp.Uri(secret, Issuer, row.Email));
        }
    }

    private sealed record Row
    {
        public required string Email { get; init; }
        public string? TotpSecret { get; init; }
        public DateTimeOffset? TotpSince { get; init; }
    }

    private const string SelectUser = "select Email, TotpSecret, TotpSince from StaffUser {locked} where Id = @Id";

    private const string UpdateSecret = "update StaffUser set TotpSecret = @TotpSecret where Id = @Id";
}
