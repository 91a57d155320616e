using Microsoft.Data.Sqlite;

namespace Consultation.Tests.Data;

/// <summary>An empty SQLite file in a folder of its own.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sqlite-").FullName;

    public string FilePath => Path.Combine(_folder, "own.db");

    public string ConnectionString => $"Data Source={FilePath};Pooling=False";

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        return connection;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
