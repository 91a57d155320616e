using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>
/// For who has lost phone or password: password and second step are forgotten, all sessions end, and a letter with a link to choose a new
/// password goes out.
/// </summary>
public static class ResetUser
{
    [Requires(Permission.ManageUsers)]
    public sealed record Command(long UserId) : ICommand<Result>;

    /// <param name="Token">Of the link, for who hands it on without mail.</param>
    public sealed record Result(string Token);

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user, Secrets secrets)
        : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var found = await ManagedUser.FindOwn(db, request.UserId, user);
            await db.Run(SetPassword.UpdatePassword, new { found.Id, PasswordHash = (string?)null });
            await RemoveTotp.Forget(db, found.Id);
            await SessionTokens.EndAll(db, found.Id);
            var link = await OneTimeLinks.Make(db, ids, secrets, LinkPurpose.PasswordReset, found.Id, now);
            await StaffLetters.Queue(db, ids, link, now);
            return new Result(secrets.LinkToken(link));
        }
    }
}
