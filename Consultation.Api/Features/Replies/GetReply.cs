using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>One reply as published; what is not public does not exist for the public.</summary>
public static class GetReply
{
    [Public]
    public sealed record Query(long HearingId, int Number, Scope Scope = Scope.Published) : IQuery<ReplyView>, IScoped;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, ReplyView>
    {
        public async Task<ReplyView> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var slug = await ReplyReader.SlugOf(db, request.HearingId, request.Scope, user);
            var values = new
            {
                request.HearingId,
                request.Number,
                Now = now,
            };
            var item =
                await db.First<ReplyReader.ItemRow>(request.Scope == Scope.All ? SelectAny : SelectPublic, values)
                ?? throw Refusals.NotFound();
            var body = (await db.First<BodyRow>(SelectBody, values))!;
            var listed = item.Item(slug, settings, request.HearingId, now);
            return new ReplyView
            {
                Number = listed.Number,
                Round = listed.Round,
                Sender = listed.Sender,
                ReceivedAt = listed.ReceivedAt,
                Late = listed.Late,
                Language = listed.Language,
                Position = listed.Position,
                Text = body.Text,
                Publication = listed.Publication,
                Url = listed.Url,
                Version = body.Version,
                UpdatedAt = listed.UpdatedAt,
                Sha256 = body.Sha256,
            };
        }
    }

    private sealed record BodyRow
    {
        public required string Text { get; init; }
        public required int Version { get; init; }
        public required string Sha256 { get; init; }
    }

    private const string SelectPublic = $"""
        select {ReplyReader.ItemColumns}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number = @Number
            and {PublicReplies.Where}
        """;

    private const string SelectAny = $"""
        select {ReplyReader.ItemColumns}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number = @Number
        """;

    private const string SelectBody = "select Text, Version, Sha256 from Reply where HearingId = @HearingId and Number = @Number";
}
