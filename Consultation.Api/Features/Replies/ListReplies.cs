using Consultation.Api.Data;
using Consultation.Api.Features.Campaigns;
using Consultation.Api.Features.Search;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Domain.Search;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>A hearing's replies in keyset pages, newest number first by default; the public's, or everything for staff.</summary>
public static class ListReplies
{
    [Public]
    public sealed record Query : IQuery<Page<ReplyItem>>, IScoped, ISearches
    {
        public long HearingId { get; init; }
        public Scope Scope { get; init; }
        public SenderType? SenderType { get; init; }

        /// <summary>Several at once; empty: not narrowed by it. Beside <see cref="SenderType"/>.</summary>
        public IReadOnlyList<SenderType> SenderTypes { get; init; } = [];
        public Position? Position { get; init; }
        public int? Round { get; init; }

        /// <summary>A campaign's number.</summary>
        public int? Campaign { get; init; }

        /// <summary>Those with a comment on this paragraph, or on the chapter that it heads.</summary>
        public long? Paragraph { get; init; }

        /// <summary>Those with files alone, also where the files are hidden.</summary>
        public bool WithAttachments { get; init; }

        /// <summary>Those with a remark on a place in the documents alone.</summary>
        public bool WithComments { get; init; }

        /// <summary>Staff only: one state of publication.</summary>
        public Publication? Publication { get; init; }

        /// <summary>Words to find (<see cref="SearchQuery"/>); blank: all replies.</summary>
        public string? Q { get; init; }

        /// <summary>Staff only: whether it is journalled in the ministry's archive system.</summary>
        public bool? Journalled { get; init; }
        public ReplySort Sort { get; init; }
        public int Limit { get; init; } = 50;
        public string? Cursor { get; init; }

        /// <summary>By what the public may narrow it to within a round, words apart.</summary>
        internal bool IsNarrowed =>
            SenderTypes.Count > 0
            || this is not { SenderType: null, Position: null, Paragraph: null, WithAttachments: false, WithComments: false };
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).Between(1, 100);
            RuleFor(q => q.Q).AtMost(SearchQuery.MostCharacters);
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, Page<ReplyItem>>
    {
        public async Task<Page<ReplyItem>> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var slug = await ReplyReader.SlugOf(db, request.HearingId, request.Scope, user);
            var (rows, search) = await ReplyList.Rows(db, request, now);
            var shown = rows.Take(request.Limit).ToArray();
            var campaigns = await CampaignReader.Marks(db, request.HearingId, request.Scope, [.. CampaignReader.MembersOf(shown)], now);
            var hits = search is null ? null : await FoundReplies.Hits(db, search, request.HearingId, [.. shown.Select(row => row.Number)]);
            var items = shown
                .Select(row =>
                    row.Item(slug, settings, request.HearingId, now) with
                    {
                        Campaign = campaigns.GetValueOrDefault(row.Number),
                        Hit = hits?.GetValueOrDefault(row.Number),
                    }
                )
                .ToArray();
            return new Page<ReplyItem>(items, rows.Count > request.Limit ? ReplyList.CursorAfter(request, items[^1].Number) : null);
        }
    }
}

public enum ReplySort
{
    Newest,
    Oldest,
}
