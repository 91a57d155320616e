using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Domain.Search;

namespace Consultation.Api.Features.Search;

/// <summary>
/// What a search found newest, the best first (<see cref="SearchRank"/>), the newer first of those alike. Of the newest alone: all that a
/// common word is found in cannot be weighed while somebody waits.
/// </summary>
public static class RankedReplies
{
    /// <summary>So many are weighed.</summary>
    public const int Most = 100;

    internal static async Task<IReadOnlyList<int>> Order(Db db, SearchQuery query, long hearing, IReadOnlyList<int> numbers)
    {
        var ranks = await FoundReplies.Of(db, hearing, numbers, fields => SearchRank.Of(fields, query));
        return [.. numbers.OrderByDescending(number => ranks.GetValueOrDefault(number)).ThenByDescending(number => number)];
    }
}
