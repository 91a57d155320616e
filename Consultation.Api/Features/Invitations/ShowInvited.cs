using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Invitations;

/// <summary>The invited bodies of a hearing as their page shows them to everybody.</summary>
public static class ShowInvited
{
    [Public]
    public sealed record Query(long HearingId) : IQuery<Result>;

    /// <param name="Hearing">Without its documents.</param>
    public sealed record Result(HearingView Hearing, InvitedList Invited);

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingReader.Find(db, request.HearingId, user, settings, now);
            return new Result(hearing, await Read(db, hearing.Id, now));
        }
    }

    /// <summary>Of a hearing that the caller may know of.</summary>
    internal static async Task<InvitedList> Read(Db db, long hearing, DateTimeOffset now)
    {
        var round = InvitedReader.Current(await HearingStore.Rounds(db, hearing), now);
        var rows = await InvitedReader.Rows(db, hearing, round, Scope.Published, now);
        return new InvitedList(round?.Number ?? 0, [.. rows.Select(InvitedView.Of)]);
    }
}
