using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Consultation.Api.Data;

/// <summary>
/// The database as one request sees it: one connection, and inside a command one transaction. Usable only while its request
/// runs; a handler that holds on to it meets an <see cref="InvalidOperationException"/>.
/// SQL is written once for both engines; <see cref="Dialect"/> holds what differs.
/// </summary>
internal sealed class Db
{
    private DbConnection? _connection;
    private DbTransaction? _transaction;
    private Dialect? _dialect;
    private bool _writing;

    /// <summary>What the running command did that others must hear of once it is durable.</summary>
    public Effects Effects { get; private set; } = new();

    public async Task<IReadOnlyList<T>> All<T>(string sql, object? values = null) =>
        (await Open.QueryAsync<T>(Text(sql), values, _transaction)).AsList();

    /// <summary>The first row, or null (default) when there is none.</summary>
    public Task<T?> First<T>(string sql, object? values = null) => Open.QueryFirstOrDefaultAsync<T>(Text(sql), values, _transaction);

    /// <summary>Runs a statement that changes something; answers how many rows it touched.</summary>
    public Task<int> Run(string sql, object? values = null)
    {
        if (!_writing)
        {
            throw new InvalidOperationException("A query may not write; make it a command.");
        }
        return Open.ExecuteAsync(Text(sql), values, _transaction);
    }

    /// <summary>
    /// Puts a statement off until the commands that are committed together have all run: then those of all of them run in ascending
    /// <paramref name="order"/> (those of one order as they came). A full-text index takes a batch of rows in a row for half of
    /// what it takes for them one by one.
    /// </summary>
    public async Task RunLast(string sql, long order, object values)
    {
        if (Open is SqliteConnection && _writing)
        {
            Effects.Last.Add(new LastStatement(Text(sql), order, values));
            return;
        }
        await Run(sql, values);
    }

    public Dialect Dialect => _dialect ?? throw new InvalidOperationException("The database is only open while a request runs.");

    internal void Enter(DbConnection connection, DbTransaction? transaction, Dialect dialect, bool writing)
    {
        if (_connection is not null)
        {
            throw new InvalidOperationException("A request is already running on this Db.");
        }
        (_connection, _transaction, _dialect, _writing) = (connection, transaction, dialect, writing);
        Effects = new Effects();
    }

    internal void Leave() => (_connection, _transaction, _writing) = (null, null, false);

    private DbConnection Open
    {
        get
        {
            var open = _connection ?? throw new InvalidOperationException("The database is only open while a request runs.");
            // After FULL or IOERR SQLite has no transaction any more: what a handler wrote next would be kept by itself.
            if (_writing && open is SqliteConnection sqlite && raw.sqlite3_get_autocommit(sqlite.Handle) != 0)
            {
                throw new Unavailable("The database gave the transaction up.");
            }
            return open;
        }
    }

    private string Text(string sql) => _dialect!.Translate(sql);
}

/// <summary>Collected while a command runs, told after it is durable, forgotten when it is refused.</summary>
internal sealed class Effects
{
    public HashSet<long> ChangedHearings { get; } = [];

    /// <summary>Of these something was taken away that the public could see: no kept answer may show it, in no storm.</summary>
    public HashSet<long> HidingHearings { get; } = [];

    /// <summary>Hearings whose change stands in the log of public changes already.</summary>
    public HashSet<long> LoggedHearings { get; } = [];

    /// <summary>Queue and instant of durable work that was added.</summary>
    public List<(string Queue, DateTimeOffset DueAt)> Work { get; } = [];

    /// <summary>What shall run just before the commit.</summary>
    public List<LastStatement> Last { get; } = [];

    /// <summary>How a person has just set the mode for the last evening; null: nobody has.</summary>
    public Features.Evening.EveningSwitch? Evening { get; set; }

    /// <summary>Words that search has met for the first time, or for the first time on this node.</summary>
    public List<string> Words { get; } = [];
}

internal sealed record LastStatement(string Sql, long Order, object Values);
