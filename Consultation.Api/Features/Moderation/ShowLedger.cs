using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Moderation;

/// <summary>What is hidden of a hearing's replies, as the page for it shows it.</summary>
public static class ShowLedger
{
    [Public]
    public sealed record Query(long HearingId) : IQuery<Result>;

    /// <param name="Hearing">Without its documents.</param>
    public sealed record Result(HearingView Hearing, IReadOnlyList<GetModerationLedger.Line> Lines);

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingReader.Find(db, request.HearingId, user, settings, now);
            return new Result(hearing, await GetModerationLedger.Read(db, hearing.Id, now));
        }
    }
}
