using System.Data.Common;
using Consultation.Bench.Replies;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Consultation.Bench.Bare;

/// <summary>How the bare insert endpoint shares SQLite between requests.</summary>
internal enum InsertMode
{
    /// <summary>One connection; a request waits for it without holding a thread.</summary>
    SharedConnection,

    /// <summary>One connection; a request waits for it on its thread.</summary>
    SharedConnectionBlocking,

    /// <summary>A pooled connection for each request; SQLite makes the writers wait for one another.</summary>
    PooledConnections,
}

/// <summary>The bare counterpart of submitting: binds the same JSON and does one Dapper insert, one commit, per request. No rules, no search index.</summary>
internal static class InsertServer
{
    public const string Path = "/replies";

    // As long as what the product keeps beside the text: reference, salted SHA-256 in hex.
    private const string Reference = "0123456789ABCDEFGHJKMNPQRS";
    private const string Sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static async Task RunAsync(string database, InsertMode mode, CancellationToken cancellationToken)
    {
        using var connections = new Connections(database, mode);
        using (var first = connections.Open())
            await first.ExecuteAsync(CreateTable);

        var last = 0L;
        var app = BareHost.CreateBuilder().Build();
        app.MapGet("/", () => "ready");
        app.MapPost(
            Path,
            async (ReplyBody body) =>
            {
                var id = Interlocked.Increment(ref last);
                var receivedAt = TimeProvider.System.GetUtcNow();
                await connections.InsertAsync(Row.Of(id, body, receivedAt));
                return TypedResults.Json(
                    new BareReceipt(id, Reference, receivedAt, false, "published", Sha256, Reference, Path, Path),
                    statusCode: StatusCodes.Status201Created
                );
            }
        );
        await app.RunAsync(cancellationToken);
    }

    private sealed class Connections(string database, InsertMode mode) : IDisposable
    {
        private readonly SemaphoreSlim turn = new(1);
        private readonly Lock gate = new();
        private SqliteConnection? shared;

        public async Task InsertAsync(Row row)
        {
            switch (mode)
            {
                case InsertMode.SharedConnection:
                    await turn.WaitAsync();
                    try
                    {
                        Insert(shared ??= Open(), row);
                    }
                    finally
                    {
                        turn.Release();
                    }
                    break;
                case InsertMode.SharedConnectionBlocking:
                    lock (gate)
                        Insert(shared ??= Open(), row);
                    break;
                default:
                    using (var own = Open())
                        Insert(own, row);
                    break;
            }
        }

        public SqliteConnection Open()
        {
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database }.ToString());
            connection.Open();
            connection.Execute("pragma journal_mode=wal; pragma synchronous=full; pragma busy_timeout=30000");
            return connection;
        }

        public void Dispose()
        {
            turn.Dispose();
            shared?.Dispose();
        }

        private static void Insert(DbConnection connection, Row row) => connection.Execute(InsertReply, row);
    }

    private sealed record Row(
        long Id,
        long Hearing,
        long Round,
        long Number,
        string SenderType,
        string SenderName,
        string? Email,
        string Language,
        string Position,
        string? Text,
        string ReceivedAt,
        string Publication,
        string Reference,
        string Sha256
    )
    {
        public static Row Of(long id, ReplyBody body, DateTimeOffset receivedAt) =>
            new(
                id,
                1,
                1,
                id,
                body.Sender.Type,
                body.Sender.Name,
                body.Sender.Email,
                body.Language,
                body.Position,
                body.Text,
                receivedAt.ToString("O"),
                "published",
                InsertServer.Reference,
                InsertServer.Sha256
            );
    }

    private sealed record BareReceipt(
        long Number,
        string Reference,
        DateTimeOffset ReceivedAt,
        bool Late,
        string Publication,
        string Sha256,
        string Salt,
        string Url,
        string EditUrl
    );

    private const string CreateTable = """
        create table replies (
            id integer primary key, hearing integer not null, round integer not null, number integer not null,
            sender_type text not null, sender_name text not null, email text, language text not null, position text not null,
            text text, received_at text not null, publication text not null, reference text not null, sha256 text not null)
        """;

    private const string InsertReply = """
        insert into replies (id, hearing, round, number, sender_type, sender_name, email, language, position, text, received_at, publication, reference, sha256)
        values (@Id, @Hearing, @Round, @Number, @SenderType, @SenderName, @Email, @Language, @Position, @Text, @ReceivedAt, @Publication, @Reference, @Sha256)
        """;
}
