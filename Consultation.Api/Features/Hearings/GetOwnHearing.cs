using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>What only who runs a hearing needs to know of it. Not found where it is another ministry's, published or not.</summary>
public static class GetOwnHearing
{
    [Requires(Permission.ManageHearings)]
    public sealed record Query(long HearingId) : IQuery<Result>;

    public sealed record Result
    {
        /// <summary>The ministry's least length, in days.</summary>
        public required int LeastDays { get; init; }
        public required LateReplies LateReplies { get; init; }

        /// <summary>Replies bind the publication rule and the questions of a draft: they were imported into it.</summary>
        public required bool HasReplies { get; init; }

        /// <summary>Bodies on the list of those to invite, and those of them without an e-mail address.</summary>
        public required int Invited { get; init; }
        public required int InvitedWithoutEmail { get; init; }
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken) =>
            await db.First<Result>(SelectHearing, new { request.HearingId, user.MinistryId }) ?? throw Refusals.NotFound();
    }

    private const string SelectHearing = """
        select m.LeastDays, h.LateReplies, case when s.LastNumber > 0 then 1 else 0 end as HasReplies,
            (select count(*) from Invitation i where i.HearingId = h.Id) as Invited,
            (select count(*) from Invitation i where i.HearingId = h.Id and i.Email is null) as InvitedWithoutEmail
        from Hearing h
        join Ministry m on m.Id = h.MinistryId
        join HearingState s on s.HearingId = h.Id
        where h.Id = @HearingId and (@MinistryId is null or h.MinistryId = @MinistryId)
        """;
}
