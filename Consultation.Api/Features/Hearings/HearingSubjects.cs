using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Hearings;

/// <summary>A hearing's subjects stand in its row, for whoever reads it, and one by one, for whoever looks for them.</summary>
internal static class HearingSubjects
{
    /// <summary>Each once, whatever the case of its letters.</summary>
    public static IReadOnlyList<string> Read(IEnumerable<string>? codes) =>
        [.. (codes ?? []).Select(code => PlainText.Normalise(code).Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static async Task Replace(Db db, long hearing, IReadOnlyList<string> codes)
    {
        await db.Run(DeleteSubjects, new { HearingId = hearing });
        await db.Run(InsertSubject, codes.Select(code => new { HearingId = hearing, Code = code }));
    }

    private const string DeleteSubjects = "delete from HearingSubject where HearingId = @HearingId";

    private const string InsertSubject = "insert into HearingSubject (HearingId, Code) values (@HearingId, @Code)";
}
