using Consultation.Api.Data;
using Consultation.Api.Features.Campaigns;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>A reply as its page shows it: what it answers, what its comments are about, what it is like, and why something is hidden.</summary>
public static class ShowReply
{
    [Public]
    public sealed record Query(long HearingId, int Number) : IQuery<Result>;

    public sealed record Result
    {
        /// <summary>Without its documents.</summary>
        public required HearingView Hearing { get; init; }
        public required ReplyView Reply { get; init; }

        /// <summary>The questions whose answers are public, in order.</summary>
        public required IReadOnlyList<HearingQuestion> Questions { get; init; }

        /// <summary>What the comments are about, each in the version that was commented on where that is known.</summary>
        public required IReadOnlyDictionary<(long Paragraph, int Version), CommentPlace> Places { get; init; }

        /// <summary>Titles of the hearing's documents.</summary>
        public required IReadOnlyDictionary<long, string> Documents { get; init; }
        public CampaignMark? Campaign { get; init; }

        /// <summary>Why the reply or something in it is hidden; null when nothing is.</summary>
        public HiddenReply? Hidden { get; init; }

        /// <summary>The published replies before and after it, by number.</summary>
        public Neighbour? Before { get; init; }
        public Neighbour? After { get; init; }
    }

    public sealed record Neighbour
    {
        public required int Number { get; init; }
        public string? SenderName { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingReader.Find(db, request.HearingId, user, settings, now);
            var reply = await GetReply.Read(db, new GetReply.Query(hearing.Id, request.Number), hearing.Slug, user, settings, now);
            var comments = reply.Comments ?? [];
            var places = await CommentPlace.Of(db, hearing.Id, [.. comments.Select(Place).OfType<long>().Distinct()]);
            var values = new
            {
                HearingId = hearing.Id,
                request.Number,
                Now = now,
            };
            var isHidden = reply.Publication is not Publication.Published;
            return new Result
            {
                Hearing = hearing,
                Reply = reply,
                Questions = reply.Answers is { Count: > 0 } ? await Questions(values) : [],
                Places = places.ToDictionary(place => (place.Paragraph, place.Version)),
                Documents = comments.Any(comment => comment.Document is not null)
                    ? (await db.All<TitleRow>(SelectTitles, values)).ToDictionary(row => row.Id, row => row.Title)
                    : new Dictionary<long, string>(),
                Campaign = (await CampaignReader.Of(db, hearing.Id, Scope.Published, [request.Number], now)).GetValueOrDefault(
                    request.Number
                ),
                Hidden = isHidden ? await HiddenReplies.Of(db, hearing.Id, request.Number) : null,
                Before = await db.First<Neighbour>(SelectBefore, values),
                After = await db.First<Neighbour>(SelectAfter, values),
            };
        }

        private async Task<IReadOnlyList<HearingQuestion>> Questions(object values) =>
            [
                .. HearingQuestion
                    .Of(Stored.Read<Question[]>((await db.First<string>(SelectQuestions, values))!))
                    .Where(question => question.Public),
            ];

        private static long? Place(CommentView comment) => comment.Paragraph ?? comment.Chapter;
    }

    private sealed record TitleRow
    {
        public required long Id { get; init; }
        public required string Title { get; init; }
    }

    private const string SelectQuestions = "select Questions from Hearing where Id = @HearingId";

    private const string SelectTitles = "select Id, Title from Document where HearingId = @HearingId";

    private const string SelectBefore = $$"""
        select r.Number, r.SenderName
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number < @Number
            and {{PublicReplies.Where}}
        order by r.Number desc
        {first 1}
        """;

    private const string SelectAfter = $$"""
        select r.Number, r.SenderName
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number > @Number
            and {{PublicReplies.Where}}
        order by r.Number
        {first 1}
        """;
}
