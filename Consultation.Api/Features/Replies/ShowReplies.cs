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
    private const int PageSize = 25;

    /// <summary>So many are read at most to fill a page, however many of them a campaign takes up.</summary>
    private const int MostRead = 150;

    [Public]
    public sealed record Query : IQuery<Result>
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
        public ReplySort Sort { get; init; }

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
            var place = PlaceInList.Read(request.Before ?? request.Cursor);
            var list = Listed(request) with { Cursor = request.Before is null ? place.Cursor : null };
            var before = list.Cursor is null ? 0 : place.Before;
            if (request.Before is not null)
            {
                // Read backwards only to know where that page begins; then it is read as every page is.
                var (passed, first, _, _) = await Gather(ReplyList.Back(list, place.Cursor!), hearing, now);
                list = list with { Cursor = first is { } number ? ReplyList.CursorAt(list, number) : null };
                before = first is null ? 0 : place.Before - passed.Shown;
            }
            var (page, last, search, isWhole) = await Gather(list, hearing, now);
            var hits = search is null ? null : await FoundReplies.Hits(db, search, hearing.Id, page.First);
            var total =
                isWhole && list.Cursor is null ? new ReplyTotal(page.Shown)
                : search is not null ? await CountFound.Of(db, search, list, now)
                : await Total(request, kinds, now);
            if (before > 0 && place.Of != total?.Number || before < 0 || (last is null && before + page.Shown != total?.Number))
            {
                before = null;
            }
            return new Result
            {
                Hearing = hearing,
                Entries = [.. page.Entries.Select(entry => WithHits(entry, hits))],
                Next = last is { } end ? PlaceInList.Write(ReplyList.CursorAfter(list, end), before + page.Shown, total) : null,
                Previous = list.Cursor is null ? null : PlaceInList.Write(ReplyList.CursorBefore(list), before, total),
                Place = request.Paragraph is { } paragraph ? await CommentPlace.Find(db, hearing.Id, paragraph) : null,
                Total = total,
                From = before + 1,
                Shown = page.Shown,
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

        /// <summary>
        /// A page, and the last number that has its place on it; null where nothing comes after it: whole, when that is so as the list was read.
        /// </summary>
        private async Task<(GatheredReplies Page, int? Last, SearchQuery? Search, bool IsWhole)> Gather(
            ListReplies.Query list,
            HearingView hearing,
            DateTimeOffset now
        )
        {
            var (rows, search) = await ReplyList.Rows(db, list, now);
            var read = rows.Take(MostRead).ToArray();
            var campaigns = await CampaignReader.Marks(db, hearing.Id, Scope.Published, [.. CampaignReader.MembersOf(read)], now);
            var hidden = IsNarrowed(list) ? [] : await Hidden(list, hearing, read, rows.Count > MostRead);
            var page = new GatheredReplies(PageSize, list.Sort == ReplySort.Oldest);
            var rest = rows.Count > MostRead ? read[^1].Number : (int?)null;
            var last = page.Fill(
                [
                    .. read.Select(row =>
                        row.Item(hearing.Slug, settings, hearing.Id, now) with
                        {
                            Campaign = campaigns.GetValueOrDefault(row.Number),
                        }
                    ),
                ],
                hidden
            );
            return (page, last ?? rest, search, (last ?? rest) is null);
        }

        private static ListReplies.Query Listed(Query request) =>
            new()
            {
                HearingId = request.HearingId,
                Q = request.Q,
                SenderTypes = request.SenderTypes,
                Position = request.Position,
                Round = request.Round,
                Paragraph = request.Paragraph,
                WithAttachments = request.WithAttachments,
                WithComments = request.WithComments,
                Sort = request.Sort,
                Limit = MostRead,
            };

        /// <summary>Nothing is known of what is hidden that these could ask for.</summary>
        private static bool IsNarrowed(ListReplies.Query list) =>
            !string.IsNullOrWhiteSpace(list.Q) || list.SenderTypes.Count > 0
            || list is not { Position: null, Paragraph: null, WithAttachments: false, WithComments: false };

        /// <summary>Those that stand between what was read; at the list's end all that are left.</summary>
        private async Task<IReadOnlyList<HiddenReply>> Hidden(
            ListReplies.Query list,
            HearingView hearing,
            ReplyReader.ItemRow[] read,
            bool more
        )
        {
            if (hearing.Counts.Withheld + hearing.Counts.Withdrawn == 0)
            {
                return [];
            }
            var after = ReplyList.After(list);
            long? until = more ? read[^1].Number : null;
            return list.Sort == ReplySort.Oldest
                ? await HiddenReplies.Between(db, list, after, until ?? int.MaxValue, PageSize + 1)
                : await HiddenReplies.Between(db, list, until ?? 0, after, PageSize + 1);
        }

        private static Entry WithHits(Entry entry, IReadOnlyDictionary<int, SearchHit>? hits) =>
            hits is null
                ? entry
                : entry with
                {
                    Replies = [.. entry.Replies.Select(reply => reply with { Hit = hits.GetValueOrDefault(reply.Number) })],
                };
    }
}
