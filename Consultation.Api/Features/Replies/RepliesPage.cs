using Consultation.Api.Data;
using Consultation.Api.Features.Campaigns;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Search;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain.Search;

namespace Consultation.Api.Features.Replies;

/// <summary>Reads a page of a hearing's replies in the order that was asked for (<see cref="ShowReplies"/>).</summary>
internal sealed class RepliesPage(Db db, HearingView hearing, Settings settings, DateTimeOffset now)
{
    private const int PageSize = 25;

    /// <summary>So many are read at most to fill a page, however many of them a campaign takes up.</summary>
    private const int MostRead = 150;

    internal sealed record Part
    {
        public required GatheredReplies Page { get; init; }

        /// <summary>The reader's words as they were looked for.</summary>
        public SearchQuery? Search { get; init; }

        /// <summary>Cursors of the pages beside it; null where there is none.</summary>
        public string? Next { get; init; }
        public string? Previous { get; init; }

        /// <summary>Replies before it, as its cursor had it, when there were so many in all.</summary>
        public int? Before { get; init; }
        public int? Of { get; init; }

        /// <summary>There are more that the order leaves out.</summary>
        public bool IsCut { get; init; }

        /// <summary>It is all that there is.</summary>
        public bool IsWhole => !IsCut && Next is null && Previous is null;

        /// <summary>Null where what the cursor told is no longer so, or cannot be.</summary>
        public int? KnownBefore(ReplyTotal? total) =>
            Before is null or < 0 || (Before > 0 && Of != total?.Number) || (Next is null && Before + Page.Shown != total?.Number)
                ? null
                : Before;
    }

    public Task<Part> Read(ShowReplies.Query request)
    {
        var place = PlaceInList.Read(request.Before ?? request.Cursor);
        var list = Listed(request);
        var (isBack, isSearch) = (request.Before is not null, !string.IsNullOrWhiteSpace(request.Q));
        return request.Order switch
        {
            ReplyOrder.Best when isSearch => Best(list, place),
            ReplyOrder.Sender when !isSearch => BySender(list, place, isBack),
            _ => InOrder(list, place, isBack),
        };
    }

    public static ListReplies.Query Listed(ShowReplies.Query request) =>
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
            Sort = request.Order == ReplyOrder.Oldest ? ReplySort.Oldest : ReplySort.Newest,
            Limit = MostRead,
        };

    private async Task<Part> InOrder(ListReplies.Query all, PlaceInList place, bool isBack)
    {
        var list = all with { Cursor = isBack ? null : place.Cursor };
        var before = list.Cursor is null ? 0 : place.Before;
        if (isBack)
        {
            // Read backwards only to know where that page begins; then it is read as every page is.
            var (passed, first, _) = await Gather(ReplyList.Back(list, place.Cursor!));
            list = list with { Cursor = first is { } number ? ReplyList.CursorAt(list, number) : null };
            before = first is null ? 0 : place.Before - passed.Shown;
        }
        var (page, last, search) = await Gather(list);
        return new Part
        {
            Page = page,
            Search = search,
            Next = last is { } end ? ReplyList.CursorAfter(list, end) : null,
            Previous = list.Cursor is null ? null : ReplyList.CursorBefore(list),
            Before = before,
            Of = place.Of,
        };
    }

    /// <summary>What is hidden has no place among names.</summary>
    private async Task<Part> BySender(ListReplies.Query list, PlaceInList place, bool isBack)
    {
        var name = RepliesBySender.Name(list);
        var back = name + ".before";
        var at = RepliesBySender.At.Read(isBack ? back : name, place.Cursor);
        var before = at is null ? 0 : place.Before;
        if (isBack && at is not null)
        {
            var passed = await RepliesBySender.Before(db, list, at with { Number = at.Number + 1 }, now);
            var (begins, shown) = await Fill(passed);
            at = begins is { } first ? RepliesBySender.At.Of(first) : null;
            at = at is null ? null : at with { Number = at.Number - 1 };
            before = at is null ? 0 : place.Before - shown.Shown;
        }
        var (last, page) = await Fill(await RepliesBySender.After(db, list, at ?? RepliesBySender.At.Beginning, now));
        return new Part
        {
            Page = page,
            Next = last is null ? null : RepliesBySender.At.Of(last).Write(name),
            Previous = at?.Write(back),
            Before = before,
            Of = place.Of,
        };
    }

    /// <summary>A page of these, and the last row that has its place on it; null where nothing comes after it.</summary>
    private async Task<(ReplyReader.ItemRow? Last, GatheredReplies Page)> Fill(IReadOnlyList<ReplyReader.ItemRow> rows)
    {
        var read = rows.Take(MostRead).ToArray();
        var page = new GatheredReplies(PageSize, oldestFirst: false);
        var last = page.Fill(await Items(read), []) is { } number ? read.First(row => row.Number == number) : null;
        return (last ?? (rows.Count > MostRead ? read[^1] : null), page);
    }

    /// <summary>Its cursor is how many of the ranked come before the page, whichever way it is turned to.</summary>
    private async Task<Part> Best(ListReplies.Query list, PlaceInList place)
    {
        var name = FormattableString.Invariant($"replies.{list.HearingId}.best");
        var skipped = (int)Math.Clamp(Cursor.Read(name, 1, place.Cursor)?[0] ?? 0, 0, RankedReplies.Most);
        var (rows, search) = await ReplyList.Rows(db, list with { Limit = RankedReplies.Most }, now);
        var newest = rows.Take(RankedReplies.Most).ToDictionary(row => row.Number);
        var order = await RankedReplies.Order(db, search!, list.HearingId, [.. newest.Keys]);
        var page = new GatheredReplies(PageSize, oldestFirst: false);
        page.Fill(await Items([.. order.Skip(skipped).Select(number => newest[number])]), []);
        var end = skipped + page.Shown;
        return new Part
        {
            Page = page,
            Search = search,
            Next = end < order.Count ? Cursor.Of(name, end) : null,
            Previous = skipped > 0 ? Cursor.Of(name, Math.Max(0, skipped - PageSize)) : null,
            Before = skipped,
            Of = place.Of,
            IsCut = rows.Count > RankedReplies.Most,
        };
    }

    /// <summary>A page, and the last number that has its place on it; null where nothing comes after it.</summary>
    private async Task<(GatheredReplies Page, int? Last, SearchQuery? Search)> Gather(ListReplies.Query list)
    {
        var (rows, search) = await ReplyList.Rows(db, list, now);
        var read = rows.Take(MostRead).ToArray();
        // Nothing is known of what is hidden that words and choices could ask for.
        var hidden = list.IsNarrowed || !string.IsNullOrWhiteSpace(list.Q) ? [] : await Hidden(list, read, rows.Count > MostRead);
        var page = new GatheredReplies(PageSize, list.Sort == ReplySort.Oldest);
        var rest = rows.Count > MostRead ? read[^1].Number : (int?)null;
        var last = page.Fill(await Items(read), hidden);
        return (page, last ?? rest, search);
    }

    private async Task<IReadOnlyList<ReplyItem>> Items(IReadOnlyList<ReplyReader.ItemRow> rows)
    {
        var campaigns = await CampaignReader.Marks(db, hearing.Id, Scope.Published, [.. CampaignReader.MembersOf(rows)], now);
        return
        [
            .. rows.Select(row =>
                row.Item(hearing.Slug, settings, hearing.Id, now) with
                {
                    Campaign = campaigns.GetValueOrDefault(row.Number),
                }
            ),
        ];
    }

    /// <summary>Those that stand between what was read; at the list's end all that are left.</summary>
    private async Task<IReadOnlyList<HiddenReply>> Hidden(ListReplies.Query list, ReplyReader.ItemRow[] read, bool more)
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
}
