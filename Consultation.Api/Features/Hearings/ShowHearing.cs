using Consultation.Api.Data;
using Consultation.Api.Features.Documents;
using Consultation.Api.Features.Invitations;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>What the page of a hearing shows.</summary>
public static class ShowHearing
{
    private const int LatestShown = 3;

    [Public]
    public sealed record Query(long Id) : IQuery<Result>;

    public sealed record Result
    {
        public required HearingView Hearing { get; init; }

        /// <summary>The documents that are short enough to be read on this page.</summary>
        public required IReadOnlySet<long> Whole { get; init; }

        /// <summary>Published comments at the paragraphs and headings of those; a hundred stands for that many or more.</summary>
        public required IReadOnlyDictionary<long, int> Comments { get; init; }
        public required IReadOnlyList<ReplyItem> Latest { get; init; }
        public required IReadOnlyList<PublishedReport> Reports { get; init; }
        public required InvitedList Invited { get; init; }
    }

    public sealed record PublishedReport
    {
        public required int Round { get; init; }

        /// <summary>When the round's first report was published.</summary>
        public required DateTimeOffset At { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await GetHearing.Read(db, request.Id, user, settings, now);
            var whole = Fitting(hearing.Documents!);
            var paragraphs = whole.SelectMany(document => document.Paragraphs);
            var (rows, _) = await ReplyList.Rows(db, new ListReplies.Query { HearingId = request.Id, Limit = LatestShown }, now);
            return new Result
            {
                Hearing = hearing,
                Whole = whole.Select(document => document.Id).ToHashSet(),
                Comments = await CommentCounts.Of(db, hearing.Id, paragraphs.Select(one => one.Id), now),
                Latest = [.. rows.Take(LatestShown).Select(row => row.Item(hearing.Slug, settings, hearing.Id, now))],
                Reports = await db.All<PublishedReport>(SelectReports, new { HearingId = hearing.Id }),
                Invited = await ShowInvited.Read(db, hearing.Id, now),
            };
        }

        /// <summary>As many as a page holds, the letter before all.</summary>
        private static List<DocumentView> Fitting(IReadOnlyList<DocumentView> documents)
        {
            var left = (long)DocumentPages.MostOnPage;
            var fitting = new List<DocumentView>();
            foreach (var document in documents.OrderBy(document => document.Kind != DocumentKind.Letter))
            {
                if (DocumentPages.Length(document.Paragraphs) is var length && length <= left)
                {
                    fitting.Add(document);
                    left -= length;
                }
            }
            return fitting;
        }
    }

    private const string SelectReports = """
        select hr.Number as Round, min(p.PublishedAt) as At
        from Report p
        join HearingRound hr on hr.Id = p.RoundId
        where p.HearingId = @HearingId and p.PublishedAt is not null
        group by hr.Number
        order by hr.Number
        """;
}
