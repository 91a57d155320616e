namespace Consultation.Api.Features.Hearings;

/// <summary>A file that belongs to a hearing. Its content never changes: another file is another annex.</summary>
public sealed record AnnexView
{
    public required long Id { get; init; }
    public required string Title { get; init; }

    /// <summary>As it is when it is downloaded: cleaned, with the extension that its content has.</summary>
    public required string FileName { get; init; }
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required int Size { get; init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Where it can be downloaded, for as long as it is there.</summary>
    public required string Url { get; init; }
}

/// <summary>An annex that was published and is there no more.</summary>
public sealed record RemovedAnnexView(long Id, string Title, DateTimeOffset AddedAt, DateTimeOffset RemovedAt, string Reason);
