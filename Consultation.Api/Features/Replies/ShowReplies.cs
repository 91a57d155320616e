using Consultation.Api.Data;
using Consultation.Api.Features.Campaigns;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Search;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Domain.Search;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// A page of a hearing's replies as they are read: those of a campaign put together where they stand on the same page, and what is hidden
/// in its place among the others.
/// </summary>
public static class ShowReplies
{
    [Public]
    public sealed record Query : IQuery<Result>, ISearches
    {
        public long HearingId { get; init; }
        public string? Q { get; init; }

        /// <summary>Empty: from everybody.</summary>
        public IReadOnlyList<SenderType> SenderTypes { get; init; } = [];
        public Position? Position { get; init; }
        public int? Round { get; init; }

        /// <summary>Those with a comment on this paragraph, or on the chapter that it heads.</summary>
        public long? Paragraph { get; init; }

        /// <summary>Those with files alone.</summary>
        public bool WithAttachments { get; init; }

        /// <summary>Those with a remark on a place in the documents alone.</summary>
        public bool WithComments { get; init; }
        public ReplyOrder Order { get; init; }

        /// <summary>From <see cref="Result.Next"/>: the page goes on from there.</summary>
        public string? Cursor { get; init; }

        /// <summary>From <see cref="Result.Previous"/>: the page ends there. Goes before the other.</summary>
        public string? Before { get; init; }
    }

    public sealed record Result
    {
        /// <summary>Without its documents.</summary>
        public required HearingView Hearing { get; init; }
        public required IReadOnlyList<Entry> Entries { get; init; }
        public string? Next { get; init; }

        /// <summary>Null on the first page.</summary>
        public string? Previous { get; init; }

        /// <summary>The paragraph that was asked for; null when there is none (any more).</summary>
        public CommentPlace? Place { get; init; }

        /// <summary>How many replies the list has on all its pages; null where that cannot be told without counting them.</summary>
        public ReplyTotal? Total { get; init; }

        /// <summary>The page shows those from this one on, counted from 1; null where that is not known.</summary>
        public int? From { get; init; }

        /// <summary>Replies on the page, those that are put together too, but nothing hidden.</summary>
        public required int Shown { get; init; }

        /// <summary>The best of what was found newest: there are older hits that the order leaves out.</summary>
        public bool IsOfNewest { get; init; }

        /// <summary>What the hearing's public replies can be narrowed to.</summary>
        public required ReplyCounts Kinds { get; init; }

        /// <summary>The places that can be asked for.</summary>
        public required IReadOnlyList<CommentedPlace> Places { get; init; }
    }

    /// <summary>One thing on the page: replies that are alike, a reply of its own (one), or a hidden one (none).</summary>
    /// <param name="Campaign">What those are that are put together; null for a reply of its own.</param>
    public sealed record Entry(IReadOnlyList<ReplyItem> Replies, CampaignMark? Campaign = null, HiddenReply? Hidden = null);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Q).AtMost(SearchQuery.MostCharacters);
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingReader.Find(db, request.HearingId, user, settings, now);
            var kinds = await ReplyCounts.Read(db, hearing.Id, now);
            var part = await new RepliesPage(db, hearing, settings, now).Read(request);
            var (page, search) = (part.Page, part.Search);
            var hits = search is null ? null : await FoundReplies.Hits(db, search, hearing.Id, page.First);
            var total =
                part.IsWhole ? new ReplyTotal(page.Shown)
                : search is not null ? await CountFound.Of(db, search, RepliesPage.Listed(request), now)
                : await Total(request, kinds, now);
            var before = part.KnownBefore(total);
            return new Result
            {
                Hearing = hearing,
                Entries = [.. page.Entries.Select(entry => WithHits(entry, hits))],
                Next = PlaceInList.Write(part.Next, before + page.Shown, total),
                Previous = PlaceInList.Write(part.Previous, before, total),
                Place = request.Paragraph is { } paragraph ? await CommentPlace.Find(db, hearing.Id, paragraph) : null,
                Total = total,
                From = before + 1,
                Shown = page.Shown,
                IsOfNewest = part.IsCut,
                Kinds = kinds,
                Places = kinds.Of(new Query { WithComments = true }) == 0 ? [] : await CommentedPlace.MostCommented(db, hearing.Id, now),
            };
        }

        /// <summary>From the counters; they know nothing of a paragraph's replies but how many they are.</summary>
        private async Task<ReplyTotal?> Total(Query request, ReplyCounts kinds, DateTimeOffset now) =>
            request.Paragraph is not { } paragraph ? new ReplyTotal(kinds.Of(request))
            : kinds.Of(request with { WithComments = false }) == kinds.Sum
                ? new ReplyTotal(await CommentedPlace.CountOf(db, request.HearingId, paragraph, now))
            : null;

        private static Entry WithHits(Entry entry, IReadOnlyDictionary<int, SearchHit>? hits) =>
            hits is null
                ? entry
                : entry with
                {
                    Replies = [.. entry.Replies.Select(reply => reply with { Hit = hits.GetValueOrDefault(reply.Number) })],
                };
    }
}

/// <summary>How a page of the list is ordered.</summary>
public enum ReplyOrder
{
    Newest,
    Oldest,

    /// <summary>Of a search: the best first among what was found newest (<see cref="RankedReplies"/>); else as <see cref="Newest"/>.</summary>
    Best,

    /// <summary>From A to Å (<see cref="SenderOrder"/>); of a search as <see cref="Newest"/>, for its hits cannot be read in that order.</summary>
    Sender,
}
