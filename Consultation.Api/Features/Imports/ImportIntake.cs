using System.Globalization;
using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>Takes a file that comes with a form, before anybody has said which column holds what.</summary>
public sealed class ImportIntake
{
    private const int MostName = 200;
    private readonly ImportFiles _files;
    private readonly ImportDraftFiles _drafts;
    private readonly IdGenerator _ids;

    internal ImportIntake(ImportFiles files, ImportDraftFiles drafts, IdGenerator ids) => (_files, _drafts, _ids) = (files, drafts, ids);

    /// <summary>Keeps the file for a day; answers the id that <see cref="ReadImportDraft"/> and the import itself go by.</summary>
    /// <param name="hearing">Of the caller's own ministry: whoever calls has asked.</param>
    /// <param name="content">Seekable.</param>
    /// <param name="fileName">As it is called where it comes from; its ending tells what it is where its first character does not.</param>
    /// <param name="cancellation">Leaves no file.</param>
    /// <exception cref="Refusal"><c>import.file_unreadable</c></exception>
    public async Task<long> Store(long hearing, Stream content, string fileName, CancellationToken cancellation)
    {
        var id = _ids.Next();
        var format = FormatOf(content, fileName);
        var kept = await _files.Keep(id, content, new StartImport.Mapping { Format = format }, cancellation);
        try
        {
            var name = PlainText.Normalise(fileName);
            await _drafts.Write(id, new(hearing, name.Length > MostName ? name[^MostName..] : name, format), cancellation);
            return id;
        }
        catch
        {
            _files.Drop(kept.Name);
            throw;
        }
    }

    /// <summary>It has become an import, or is not wanted.</summary>
    public void Settled(long id) => _drafts.Drop(id);

    internal static string NameOf(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string FormatOf(Stream content, string fileName)
    {
        if (Path.GetExtension(fileName).ToLowerInvariant() is ".jsonl" or ".ndjson")
            return StartImport.JsonLines;
        content.Position = 0;
        Span<byte> start = stackalloc byte[64];
        var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var text = start[..read].TrimStart("\uFEFF \t\r\n"u8);
        return text.Length > 0 && text[0] == '{' ? StartImport.JsonLines : StartImport.Csv;
    }
}
