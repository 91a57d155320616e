using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>
/// A round's report: for the public the published one; for staff of the ministry also before it is published, and with everything
/// in it when asked for all. Throws <c>report.not_ready</c> when there is none (yet) for the caller.
/// </summary>
public static class GetReport
{
    [Public]
    public sealed record Query(long HearingId, int Round, Scope Scope = Scope.Published) : IQuery<ReportBody>, IScoped;

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, ReportBody>
    {
        public async Task<ReportBody> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, request.Scope, user);
            return await Read(db, request, user);
        }
    }

    /// <summary>The report of a hearing that the caller may know of.</summary>
    internal static async Task<ReportBody> Read(Db db, Query request, CurrentUser user)
    {
        var row =
            await db.First<Row>(
                SelectReport,
                new
                {
                    request.HearingId,
                    request.Round,
                    MayPreview = user.May(Permission.ReadUnpublished),
                    user.MinistryId,
                }
            ) ?? throw Refusals.ReportNotReady();
        return Stored.Read<ReportBody>(request.Scope == Scope.All ? row.StaffBody : row.PublicBody);
    }

    private sealed record Row
    {
        public required string PublicBody { get; init; }
        public required string StaffBody { get; init; }
    }

    private const string SelectReport = """
        select p.PublicBody, p.StaffBody
        from Report p
        join HearingRound hr on hr.Id = p.RoundId
        join Hearing h on h.Id = p.HearingId
        where p.HearingId = @HearingId and hr.Number = @Round
            and (p.PublishedAt is not null or (@MayPreview = 1 and (@MinistryId is null or h.MinistryId = @MinistryId)))
        order by p.CompiledAt desc, p.Id desc
        {first 1}
        """;
}
