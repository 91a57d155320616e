using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Following;

/// <summary>What a link in a letter to a follower is about.</summary>
public static class GetFollowing
{
    /// <param name="Token">Of the link: to confirm, or to end it.</param>
    [Public]
    public sealed record Query(string Token) : IQuery<Result>;

    public sealed record Result
    {
        /// <summary>Without its documents; null: it was ended, or not confirmed in time, and nothing of it is known any more.</summary>
        public HearingView? Hearing { get; init; }
        public bool IsConfirmed { get; init; }

        /// <summary>Of the link that ends it.</summary>
        public required string EndToken { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Token).AtMost(200);
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Secrets secrets, Settings settings)
        : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var id = secrets.FollowerOf(request.Token) ?? throw Refusals.NotFound();
            var row = await db.First<Row>(SelectFollower, new { Id = id });
            var now = Instants.Floor(clock.GetUtcNow());
            return new Result
            {
                Hearing = row is null ? null : await HearingReader.Find(db, row.HearingId, user, settings, now),
                IsConfirmed = row?.ConfirmedAt is not null,
                EndToken = secrets.FollowerToken(id),
            };
        }
    }

    private sealed record Row
    {
        public required long HearingId { get; init; }
        public DateTimeOffset? ConfirmedAt { get; init; }
    }

    private const string SelectFollower = "select HearingId, ConfirmedAt from Follower where Id = @Id";
}
