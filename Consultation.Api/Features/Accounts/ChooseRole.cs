using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>Who works for several ministries says for which now; holds for this session.</summary>
public static class ChooseRole
{
    [Requires(Permission.ManageOwnAccount)]
    [NotLogged]
    public sealed record Command(long RoleId) : ICommand<Unit>;

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var values = new
            {
                request.RoleId,
                user.SessionId,
                user.UserId,
            };
            return await db.Run(UpdateChosen, values) == 1 ? Unit.Value : throw Refusals.NotFound();
        }
    }

    private const string UpdateChosen = """
        update StaffSession set RoleId = @RoleId
        where Id = @SessionId and exists (select 1 from StaffRole r where r.Id = @RoleId and r.UserId = @UserId)
        """;
}
