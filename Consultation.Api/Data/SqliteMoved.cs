using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Consultation.Api.Data;

/// <summary>Whether a database's file has been moved, replaced or deleted under an open connection; the library that we call SQLite by does not ask.</summary>
internal static class SqliteMoved
{
    private const int HasMoved = 20; // SQLITE_FCNTL_HAS_MOVED

    /// <summary>Costs one look at the file's name. False where the system cannot tell, as on Windows, where nobody can take an open file away.</summary>
    public static bool Is(SqliteConnection connection) =>
        Control(connection.Handle!.DangerousGetHandle(), IntPtr.Zero, HasMoved, out var moved) == 0 && moved != 0;

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int Control(IntPtr database, IntPtr schema, int operation, out int answer);
}
