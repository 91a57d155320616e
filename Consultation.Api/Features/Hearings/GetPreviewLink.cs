using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>The address under which colleagues without an account can read a draft. It is the same all day, and works for two weeks.</summary>
public static class GetPreviewLink
{
    /// <summary>Whole days (UTC) after the day on which the link was asked for.</summary>
    internal const int Lasts = 14;

    [Requires(Permission.ManageHearings)]
    public sealed record Query(long HearingId) : IQuery<Result>;

    /// <param name="EndsAt">From this instant on it works no more.</param>
    public sealed record Result(string Token, DateTimeOffset EndsAt);

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Secrets secrets) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await db.First<long?>(SelectHearing, new { request.HearingId, user.MinistryId }) is null)
            {
                throw Refusals.NotFound();
            }
            var ends = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(Lasts + 1);
            return new Result(secrets.PreviewToken(request.HearingId, ends), ends);
        }
    }

    private const string SelectHearing = """
        select h.Id from Hearing h where h.Id = @HearingId and (@MinistryId is null or h.MinistryId = @MinistryId)
        """;
}
