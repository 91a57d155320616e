using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Evening;

/// <summary>Switches the mode for the last evening on or off, for all nodes, until it is switched again.</summary>
public static class SetEvening
{
    [Requires(Permission.Operate)]
    public sealed record Command(EveningSwitch Evening) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var values = new
            {
                Switch = request.Evening.Code(),
                Now = Instants.Floor(clock.GetUtcNow()),
                By = user.UserId is null && user.KeyId is null ? null : user.Name,
            };
            var stored = await db.First<string>(SelectSwitch);
            // Pressed twice, or by two people: who was first stands there.
            if (stored is null)
            {
                await db.Run(InsertSwitch, values);
            }
            else if (stored != values.Switch)
            {
                await db.Run(UpdateSwitch, values);
            }
            db.Effects.Evening = request.Evening;
            return Unit.Value;
        }
    }

    private const string SelectSwitch = "select Switch from EveningMode {locked} where Id = 1";

    private const string InsertSwitch = "insert into EveningMode (Id, Switch, ChangedAt, ChangedBy) values (1, @Switch, @Now, @By)";

    private const string UpdateSwitch = "update EveningMode set Switch = @Switch, ChangedAt = @Now, ChangedBy = @By where Id = 1";
}
