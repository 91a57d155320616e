using Consultation.Api.Data;
using Consultation.Api.Features.Ministries;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Domain.Search;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>The front page: what closes soon, what is open, what has just closed; or the one list that the reader chose.</summary>
public static class ShowFront
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);
    private const int SoonShown = 6;
    private const int ClosedShown = 4;
    private const int PageSize = 30;

    [Public]
    public sealed record Query : IQuery<Result>, ISearches
    {
        public string? Q { get; init; }
        public HearingStatus? Status { get; init; }

        /// <summary>Code of a ministry, of a subject.</summary>
        public string? Ministry { get; init; }
        public string? Subject { get; init; }
        public string? Cursor { get; init; }

        /// <summary>The whole front page; all else is overlooked.</summary>
        public bool Whole { get; init; }
    }

    public sealed record Result
    {
        /// <summary>Open hearings whose deadline is near; on the whole front page alone, like <see cref="Closed"/>.</summary>
        public IReadOnlyList<HearingView> ClosingSoon { get; init; } = [];
        public required IReadOnlyList<HearingView> Listed { get; init; }
        public string? Next { get; init; }

        /// <summary>What was looked for, with the words that count as the same; null when nothing was.</summary>
        public SearchQuery? Search { get; init; }
        public IReadOnlyList<HearingView> Closed { get; init; } = [];

        /// <summary>What can be chosen from.</summary>
        public required IReadOnlyList<MinistryItem> Ministries { get; init; }
        public required IReadOnlyList<SubjectItem> Subjects { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Q).AtMost(SearchQuery.MostCharacters);
            RuleFor(q => q.Ministry).AtMost(200);
            RuleFor(q => q.Subject).AtMost(200);
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, Settings settings) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var search = request.Whole ? null : await HearingList.Words(db, request.Q);
            var page = await HearingList.Read(db, request.Whole ? Open : Chosen(request), search, settings, now);
            var soon = request.Whole ? page.Items.Where(hearing => ClosesBy(hearing, now + Soon)).Take(SoonShown).ToArray() : [];
            return new Result
            {
                ClosingSoon = soon,
                Listed = [.. page.Items.Except(soon)],
                Next = page.Next,
                Search = search,
                Closed = request.Whole ? await HearingList.JustClosed(db, ClosedShown, settings, now) : [],
                Ministries = await ListMinistries.All(db),
                Subjects = await ListSubjects.All(db),
            };
        }

        private static ListHearings.Query Open =>
            new()
            {
                Status = HearingStatus.Open,
                Sort = HearingSort.Deadline,
                Limit = PageSize,
            };

        private static ListHearings.Query Chosen(Query request) =>
            new()
            {
                Q = request.Q,
                Status = request.Status,
                Ministry = request.Ministry,
                Subject = request.Subject,
                Sort = request.Status == HearingStatus.Open ? HearingSort.Deadline : HearingSort.Newest,
                Limit = PageSize,
                Cursor = request.Cursor,
            };

        private static bool ClosesBy(HearingView hearing, DateTimeOffset edge) =>
            hearing.Rounds.Any(round => round.Status == RoundStatus.Open && round.ClosesAt < edge);
    }
}
