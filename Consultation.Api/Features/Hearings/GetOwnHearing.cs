using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>A hearing of the caller's own ministry. One of another's is not found, also when it is published.</summary>
public static class GetOwnHearing
{
    [Requires(Permission.ReadUnpublished)]
    public sealed record Query(long HearingId) : IQuery<Result>;

    /// <param name="Zone">IANA zone of its last round, which times are told in; null where it has no round yet.</param>
    public sealed record Result(string Slug, string? Zone);

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var slug = await ReplyReader.SlugOf(db, request.HearingId, Scope.All, user);
            return new Result(slug, (await HearingStore.Rounds(db, request.HearingId)).LastOrDefault()?.TimeZone);
        }
    }
}
