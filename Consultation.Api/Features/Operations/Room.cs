namespace Consultation.Api.Features.Operations;

/// <summary>How large the database's files are and how much is free on the disk beside them, bytes; null where this machine does not know.</summary>
internal sealed record Room(long? DatabaseSize, long? Free, long? Size)
{
    private static readonly string[] Parts = ["consultation.db", "consultation.db-wal"];

    public static Room Of(Settings settings)
    {
        var folder = Path.GetFullPath(settings.DataDirectory);
        var files = Parts.Select(name => new FileInfo(Path.Combine(folder, name))).Where(file => file.Exists).ToArray();
        var (free, size) = Disk(folder);
        return new Room(files.Length > 0 ? files.Sum(file => file.Length) : null, free, size);
    }

    private static (long? Free, long? Size) Disk(string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return (drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, null);
        }
    }
}
