using System.Globalization;
using System.Text.Json;
using Consultation.Api.Http;

namespace Consultation.Api.Features.Imports;

/// <summary>
/// What is known of an uploaded file until somebody has said which column holds what: a note beside the file, so that whoever uploads can
/// take a day to look at it. The sweep that takes the file takes the note.
/// </summary>
internal sealed class ImportDraftFiles(Settings settings)
{
    private const string Ending = ".draft";
    private readonly string _folder = Path.Combine(settings.DataDirectory, "imports");

    /// <param name="HearingId">The only hearing that it can be imported to.</param>
    internal sealed record Note(long HearingId, string FileName, string Format);

    public Task Write(long id, Note note, CancellationToken cancellation) =>
        File.WriteAllBytesAsync(PathOf(id), JsonSerializer.SerializeToUtf8Bytes(note, Json.Options), cancellation);

    /// <summary>Null: there is no such file, or it has become an import.</summary>
    public async Task<Note?> Read(long id, CancellationToken cancellation)
    {
        var path = PathOf(id);
        return File.Exists(path) ? JsonSerializer.Deserialize<Note>(await File.ReadAllBytesAsync(path, cancellation), Json.Options) : null;
    }

    public void Drop(long id) => File.Delete(PathOf(id));

    private string PathOf(long id) => Path.Combine(_folder, id.ToString(CultureInfo.InvariantCulture) + Ending);
}
