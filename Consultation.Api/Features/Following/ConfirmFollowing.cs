using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Following;

/// <summary>The owner of the address says yes: from now on letters are sent there.</summary>
public static class ConfirmFollowing
{
    /// <param name="Token">From the letter. 404 when it is not one of ours; nothing happens when it was not confirmed in time.</param>
    [Public]
    public sealed record Command(string Token) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Token).AtMost(200);
    }

    internal sealed class Handler(Db db, TimeProvider clock, Secrets secrets) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var id = secrets.FollowerOf(request.Token) ?? throw Refusals.NotFound();
            await db.Run(UpdateConfirmed, new { Id = id, Now = Instants.Floor(clock.GetUtcNow()) });
            return Unit.Value;
        }
    }

    private const string UpdateConfirmed = "update Follower set ConfirmedAt = @Now where Id = @Id and ConfirmedAt is null";
}
