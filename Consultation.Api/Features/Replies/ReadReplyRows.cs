using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// The next rows of a hearing's replies in order of number, whole: what exports and reports stream from, batch by batch, so that no
/// read transaction spans them and memory stays flat. Empty at the end.
/// </summary>
public static class ReadReplyRows
{
    /// <summary>Rows a batch; few enough that a batch of the longest replies still fits in memory.</summary>
    public const int Batch = 500;

    [Public]
    public sealed record Query : IQuery<IReadOnlyList<Row>>, IScoped
    {
        public required long HearingId { get; init; }
        public required Scope Scope { get; init; }

        /// <summary>Number of the last row that was read.</summary>
        public int After { get; init; }
    }

    public sealed record Row
    {
        public required long Id { get; init; }
        public required int Number { get; init; }
        public required int Round { get; init; }
        public required string TimeZone { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public required SenderType SenderType { get; init; }
        public string? SenderName { get; init; }

        /// <summary>Null unless everything was asked for.</summary>
        public string? SenderEmail { get; init; }
        public string? OrganisationNumber { get; init; }
        public string? OnBehalfOf { get; init; }
        public required Verification Verified { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public required bool Late { get; init; }
        public required string Language { get; init; }
        public required Position Position { get; init; }
        public required Publication Publication { get; init; }
        public Ground? Ground { get; init; }

        /// <summary>Null unless everything was asked for.</summary>
        public string? Channel { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
        public required string Text { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, request.Scope, user);
            return await db.All<Row>(
                request.Scope == Scope.All ? SelectAll : SelectPublic,
                new
                {
                    request.HearingId,
                    request.After,
                    Now = Instants.Floor(clock.GetUtcNow()),
                    Take = Batch,
                }
            );
        }
    }

    private const string Columns = """
        r.Id, r.Number, hr.Number as Round, hr.TimeZone, hr.ClosesAt, r.SenderType, r.SenderName, r.OrganisationNumber, r.OnBehalfOf,
            r.Verified, r.ReceivedAt, r.Late, r.Language, r.Position, r.Publication, r.Ground,
            r.UpdatedAt, r.Text
        """;

    private const string SelectPublic = $$"""
        select {{Columns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number > @After
            and {{PublicReplies.Where}}
        order by r.Number
        {first @Take}
        """;

    private const string SelectAll = $$"""
        select {{Columns}}, r.SenderEmail, r.Channel
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number > @After
        order by r.Number
        {first @Take}
        """;
}
