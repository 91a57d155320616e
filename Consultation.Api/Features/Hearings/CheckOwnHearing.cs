using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>Whether a hearing is of the caller's own ministry; one of another's is not found, also when it is published.</summary>
public static class CheckOwnHearing
{
    [Requires(Permission.ReadUnpublished)]
    public sealed record Query(long HearingId) : IQuery<Unit>;

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, Unit>
    {
        public async Task<Unit> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, Scope.All, user);
            return Unit.Value;
        }
    }
}
