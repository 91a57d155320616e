using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Campaigns;

/// <summary>
/// The first step of grouping a hearing: what comes from now on asks for another one. Also forgets changes that no server needs to hear of
/// any more. Answers which writing of the campaigns is in the database.
/// </summary>
public static class BeginGrouping
{
    /// <summary>A server that has not grouped the hearing for so long reads it anew.</summary>
    public static readonly TimeSpan ChangesKept = TimeSpan.FromDays(3);

    [Requires(Permission.RunJobs)]
    internal sealed record Command(long HearingId, Lease Lease) : ICommand<long>;

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Command, long>
    {
        public async Task<long> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = new { request.HearingId };
            await request.Lease.Renew(db, now);
            await db.Run(UpdateWaiting, hearing);
            await db.Run(DeleteOld, new { request.HearingId, Before = now - ChangesKept });
            if (await db.First<long?>(SelectRevision, hearing) is { } revision)
            {
                return revision;
            }
            await db.Run(InsertState, hearing);
            return 0;
        }
    }

    private const string UpdateWaiting = "update HearingState set CampaignsWait = 0 where HearingId = @HearingId";

    private const string DeleteOld = "delete from CampaignChange where HearingId = @HearingId and ChangedAt < @Before";

    private const string SelectRevision = "select Revision from CampaignState where HearingId = @HearingId";

    private const string InsertState = "insert into CampaignState (HearingId, Revision) values (@HearingId, 0)";
}
