using Consultation.Api.Files;
using Consultation.Domain;

namespace Consultation.Api.Features.Attachments;

/// <summary>Stores a file that comes with a form; the command that it answers writes it down (<see cref="KeepAttachment"/>).</summary>
public sealed class AttachmentIntake
{
    private readonly FileStore _files;
    private readonly Settings _settings;

    internal AttachmentIntake(FileStore files, Settings settings) => (_files, _settings) = (files, settings);

    /// <param name="fileName">As the sender calls it.</param>
    /// <exception cref="Refusal"><c>attachment.empty</c>, <c>attachment.too_large</c> or <c>attachment.type_not_allowed</c>.</exception>
    /// <exception cref="Data.Unavailable">The disk does not take it.</exception>
    public async Task<KeepAttachment.Command> Store(Stream content, string fileName, CancellationToken cancellation)
    {
        await using var incoming = _files.Begin();
        return await incoming.Fill(content, _settings.AttachmentBytes, cancellation)
            ? await Settle(incoming, fileName)
            : throw Refusals.AttachmentTooLarge();
    }

    /// <summary>Looks at what has come and puts it in its place.</summary>
    internal static async Task<KeepAttachment.Command> Settle(FileStore.Incoming incoming, string fileName)
    {
        if (incoming.Size == 0)
        {
            throw Refusals.AttachmentEmpty();
        }
        var type = TypeOf(incoming, fileName) ?? throw Refusals.AttachmentTypeNotAllowed();
        // On disk before the row says so; if the row is never written, the sweep takes the file.
        await incoming.Keep();
        return new KeepAttachment.Command
        {
            FileName = FileNames.Clean(fileName, type),
            ContentType = type.ContentType,
            Size = (int)incoming.Size,
            Sha256 = incoming.Sha256,
        };
    }

    private static FileType? TypeOf(FileStore.Incoming incoming, string fileName)
    {
        using var content = incoming.Read();
        return Sniffer.TypeOf(content, PlainText.Normalise(fileName));
    }
}
