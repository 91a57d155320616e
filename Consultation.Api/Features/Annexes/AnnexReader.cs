using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;

namespace Consultation.Api.Features.Annexes;

/// <summary>Makes <see cref="AnnexView"/>s of rows.</summary>
internal static class AnnexReader
{
    private sealed record Row
    {
        public required long Id { get; init; }
        public required string Title { get; init; }
        public required DateTimeOffset AddedAt { get; init; }
        public DateTimeOffset? RemovedAt { get; init; }
        public string? RemovedReason { get; init; }
        public string? FileName { get; init; }
        public string? ContentType { get; init; }
        public long? Size { get; init; }
        public string? Sha256 { get; init; }

        public AnnexView View(long hearing, Settings settings) =>
            new()
            {
                Id = Id,
                Title = Title,
                FileName = FileName!,
                ContentType = ContentType!,
                Size = (int)Size!.Value,
                Sha256 = Sha256!,
                AddedAt = AddedAt,
                Url = settings.PublicUrl + Links.Annex(hearing, Id),
            };
    }

    /// <summary>A hearing's annexes in their order, and those that were published and are gone, in the order in which they went.</summary>
    public static async Task<(IReadOnlyList<AnnexView> There, IReadOnlyList<RemovedAnnexView> Removed)> OfHearing(
        Db db,
        long hearing,
        Settings settings
    )
    {
        var rows = await db.All<Row>(SelectAnnexes, new { HearingId = hearing });
        return (
            [.. rows.Where(row => row.RemovedAt is null).Select(row => row.View(hearing, settings))],
            [
                .. rows.Where(row => row.RemovedAt is not null)
                    .OrderBy(row => row.RemovedAt)
                    .Select(row => new RemovedAnnexView(row.Id, row.Title, row.AddedAt, row.RemovedAt!.Value, row.RemovedReason ?? "")),
            ]
        );
    }

    private const string SelectAnnexes = """
        select a.Id, a.Title, a.AddedAt, a.RemovedAt, a.RemovedReason, f.FileName, f.ContentType, f.Size, f.Sha256
        from Annex a
        left join Attachment f on f.Id = a.AttachmentId
        where a.HearingId = @HearingId
        order by a.Ordinal
        """;
}
