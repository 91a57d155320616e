using System.Runtime.InteropServices;
using System.Text;

namespace Consultation.Api.Files;

/// <summary>Makes that a name in a directory outlives a power cut; the framework syncs files only.</summary>
internal static class Synced
{
    private const int ReadOnly = 0;

    /// <summary>Creates the directory and all above it that are missing, each synced into its parent.</summary>
    public static void CreateDirectory(string path)
    {
        if (System.IO.Directory.Exists(path))
        {
            return;
        }
        var parent = Path.GetDirectoryName(path);
        if (parent is not null)
        {
            CreateDirectory(parent);
        }
        System.IO.Directory.CreateDirectory(path);
        if (parent is not null)
        {
            Directory(parent);
        }
    }

    /// <summary>Syncs the names in a directory. Windows writes them with the file.</summary>
    public static void Directory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        var handle = Open(Encoding.UTF8.GetBytes(path + '\0'), ReadOnly);
        if (handle < 0)
        {
            throw new IOException($"The directory cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        }
        var done = Sync(handle);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(handle);
        if (done != 0)
        {
            throw new IOException($"The directory cannot be synced (error {error}).");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
