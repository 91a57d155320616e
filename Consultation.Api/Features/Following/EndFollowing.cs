using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Following;

/// <summary>No more letters, and the address is forgotten, also in those that wait to be sent. Done again it changes nothing.</summary>
public static class EndFollowing
{
    /// <param name="Token">From a letter. 404 when it is not one of ours.</param>
    [Public]
    public sealed record Command(string Token) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Token).AtMost(200);
    }

    internal sealed class Handler(Db db, Secrets secrets) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var id = secrets.FollowerOf(request.Token) ?? throw Refusals.NotFound();
            await db.Run(UpdateLetters, new { Id = id });
            await db.Run(DeleteFollower, new { Id = id });
            return Unit.Value;
        }
    }

    private const string UpdateLetters = """
        update Mail set Recipient = null, Facts = null
        where About = @Id and SentAt is null and Kind in ('follow.confirm', 'follow.notice')
        """;

    private const string DeleteFollower = "delete from Follower where Id = @Id";
}
