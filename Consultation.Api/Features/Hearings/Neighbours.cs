using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Hearings;

/// <summary>What stands in a row and is moved by one place at a time: a hearing's documents, and its annexes.</summary>
internal static class Neighbours
{
    internal sealed record Place
    {
        public required long Id { get; init; }
        public required int Ordinal { get; init; }
    }

    /// <summary>
    /// Lets one change places with the one before or after it; false, and nothing happens, at the end of the row. What is not in the row is
    /// not found.
    /// </summary>
    /// <param name="row">In its order.</param>
    /// <param name="update">Writes <c>@Ordinal</c> of <c>@Id</c>.</param>
    public static async Task<bool> Swap(Db db, IReadOnlyList<Place> row, long id, bool up, string update)
    {
        var own = row.FirstOrDefault(place => place.Id == id) ?? throw Refusals.NotFound();
        var other = up ? row.LastOrDefault(place => place.Ordinal < own.Ordinal) : row.FirstOrDefault(place => place.Ordinal > own.Ordinal);
        if (other is null)
        {
            return false;
        }
        // Two cannot have one place, so the first steps aside.
        await db.Run(update, new { own.Id, Ordinal = -1 });
        await db.Run(update, new { other.Id, own.Ordinal });
        await db.Run(update, new { own.Id, other.Ordinal });
        return true;
    }
}
