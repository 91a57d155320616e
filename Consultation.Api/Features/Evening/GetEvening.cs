using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Evening;

/// <summary>How the mode for the last evening stands, and who switched it last.</summary>
public static class GetEvening
{
    [Requires(Permission.Operate)]
    public sealed record Query : IQuery<Result>;

    public sealed record Result
    {
        public required EveningSwitch Switch { get; init; }

        /// <summary>When somebody last switched it; null: nobody ever has.</summary>
        public DateTimeOffset? ChangedAt { get; init; }

        /// <summary>A person or a key; null where it was the command line.</summary>
        public string? ChangedBy { get; init; }

        /// <summary>On the node that answers.</summary>
        public EveningState State { get; init; }
    }

    internal sealed class Handler(Db db, EveningMode evening) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var stored = await db.First<Result>(SelectEvening) ?? new Result { Switch = EveningSwitch.Off };
            var state =
                stored.Switch == EveningSwitch.On ? EveningState.ByHand
                : evening.State == EveningState.ByItself ? EveningState.ByItself
                : EveningState.Off;
            return stored with { State = state };
        }
    }

    private const string SelectEvening = "select Switch, ChangedAt, ChangedBy from EveningMode where Id = 1";
}
