using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Search;

/// <summary>
/// A run of rows in the index: the replies of one round in one state, in the order of their numbers. A search walks only the shelves that its
/// reader may see, so that a million replies in review cost the public nothing.
/// </summary>
internal static class Shelf
{
    private const int NumberBits = 32;

    /// <summary>Read by everybody.</summary>
    public const string Shown = "shown";

    /// <summary>Read by everybody once the round has ended.</summary>
    public const string Awaiting = "awaiting";

    /// <summary>Read by staff alone.</summary>
    public const string Hidden = "hidden";

    internal sealed record StandingRow
    {
        public required long Id { get; init; }
        public required string State { get; init; }
        public required int Round { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
    }

    /// <summary>Null: found by nobody.</summary>
    public static string? StateOf(Publication publication) =>
        publication switch
        {
            Publication.Published or Publication.PublishedRedacted => Shown,
            Publication.AwaitingDeadline => Awaiting,
            Publication.InReview => Hidden,
            _ => null,
        };

    public static long Row(long shelf, int number) => (shelf << NumberBits) | (uint)number;

    /// <summary>The shelf's Id; made when the first reply comes to stand on it.</summary>
    public static async Task<long> Of(Db db, long hearing, long round, string state)
    {
        var key = new
        {
            HearingId = hearing,
            RoundId = round,
            State = state,
        };
        if (await db.First<long>(SelectShelf, key) is > 0 and var known)
        {
            return known;
        }
        await db.Run(InsertShelf, key);
        return await db.First<long>(SelectShelf, key);
    }

    /// <summary>Those that the public may read now, or all.</summary>
    public static async Task<IReadOnlyList<long>> Readable(Db db, long hearing, int? round, bool all, DateTimeOffset now) =>
        [
            .. (await db.All<StandingRow>(SelectShelves, new { HearingId = hearing }))
                .Where(shelf => all || shelf.State == Shown || (shelf.State == Awaiting && shelf.ClosesAt <= now))
                .Where(shelf => round is null || shelf.Round == round)
                .Select(shelf => shelf.Id),
        ];

    private const string SelectShelf = "select Id from SearchShelf where RoundId = @RoundId and State = @State";

    private const string InsertShelf = """
        insert into SearchShelf (Id, HearingId, RoundId, State)
        select coalesce(max(Id), 0) + 1, @HearingId, @RoundId, @State from SearchShelf {locked}
        """;

    private const string SelectShelves = """
        select s.Id, s.State, hr.Number as Round, hr.ClosesAt
        from SearchShelf s
        join HearingRound hr on hr.Id = s.RoundId
        where s.HearingId = @HearingId
        order by s.Id
        """;
}
