using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Domain.Search;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>Published hearings by deadline or newest first, in keyset pages, without documents.</summary>
public static class ListHearings
{
    [Public]
    public sealed record Query : IQuery<Page<HearingView>>, ISearches
    {
        public HearingStatus? Status { get; init; }

        /// <summary>Code of the ministry.</summary>
        public string? Ministry { get; init; }
        public HearingKind? Kind { get; init; }

        /// <summary>Words to find in title, summary, translations and documents (<see cref="SearchQuery"/>); blank: all.</summary>
        public string? Q { get; init; }

        /// <summary>Code of a subject.</summary>
        public string? Subject { get; init; }

        /// <summary>Only hearings whose open round closes before this instant.</summary>
        public DateTimeOffset? ClosesBefore { get; init; }
        public HearingSort Sort { get; init; } = HearingSort.Newest;
        public int Limit { get; init; } = 50;
        public string? Cursor { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).Between(1, 100);
            RuleFor(q => q.Q).AtMost(SearchQuery.MostCharacters);
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, Settings settings) : IRequestHandler<Query, Page<HearingView>>
    {
        public async Task<Page<HearingView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var search = await HearingList.Words(db, request.Q);
            return await HearingList.Read(db, request, search, settings, Instants.Floor(clock.GetUtcNow()));
        }
    }
}

public enum HearingSort
{
    Newest,

    /// <summary>The next deadline first; hearings without one last.</summary>
    Deadline,
}
