using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>At start, while nobody has an account: the token of a link by which the first administrator lets herself in; else null.</summary>
public static class OfferFirstAdministrator
{
    [Requires(Permission.RunJobs)]
    public sealed record Command : ICommand<string?>;

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, Secrets secrets) : IRequestHandler<Command, string?>
    {
        public async Task<string?> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.First<int>(SelectUsers) > 0)
            {
                return null;
            }
            var now = Instants.Floor(clock.GetUtcNow());
            return secrets.LinkToken(await OneTimeLinks.Make(db, ids, secrets, LinkPurpose.FirstAdministrator, null, now));
        }
    }

    internal const string SelectUsers = "select count(*) from StaffUser";
}
