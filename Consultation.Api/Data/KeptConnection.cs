using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Consultation.Api.Data;

/// <summary>
/// A connection that keeps the statements that it has compiled. Compiling SQL text anew for each call took about half of the write lane's
/// time; what Dapper runs here is compiled once per connection and text. Used by one request at a time, as every connection of ours.
/// </summary>
internal sealed class KeptConnection(string connectionString) : SqliteConnection(connectionString)
{
    private const int MostKept = 256;
    private readonly Dictionary<string, SqliteCommand> _idle = new(StringComparer.Ordinal);

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    /// <summary>A compiled command, or a new one that compiles itself when it is run.</summary>
    public SqliteCommand Take(string sql)
    {
        if (_idle.Remove(sql, out var kept))
        {
            return kept;
        }
        var fresh = CreateCommand();
        fresh.CommandText = sql;
        return fresh;
    }

    public void Give(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (_idle.Count >= MostKept || !_idle.TryAdd(command.CommandText, command))
        {
            command.Dispose();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _idle.Values)
            {
                command.Dispose();
            }
            _idle.Clear();
        }
        base.Dispose(disposing);
    }
}

/// <summary>What Dapper fills in; the compiled command is taken when it runs, since lists of parameters change the text until then.</summary>
internal sealed class KeptCommand(KeptConnection connection) : DbCommand
{
    private static readonly ConcurrentDictionary<string, string> Signed = new(StringComparer.Ordinal);
    private readonly SqliteCommand _draft = new();
    private SqliteCommand? _running;

    [AllowNull]
    public override string CommandText
    {
        get => _draft.CommandText;
        set => _draft.CommandText = value;
    }

    public override int CommandTimeout { get; set; } = 30;
    public override CommandType CommandType { get; set; } = CommandType.Text;
    public override bool DesignTimeVisible { get; set; }
    public override UpdateRowSource UpdatedRowSource { get; set; }
    protected override DbConnection? DbConnection { get; set; } = connection;
    protected override DbParameterCollection DbParameterCollection => _draft.Parameters;
    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel() => _running?.Cancel();

    public override void Prepare() { }

    public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();

    public override object? ExecuteScalar() => Ready().ExecuteScalar();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Ready().ExecuteReader(behavior);

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing && _running is not null)
        {
            connection.Give(_running);
            _running = null;
        }
        base.Dispose(disposing);
    }

    private SqliteCommand Ready()
    {
        _running ??= connection.Take(_draft.CommandText);
        _running.Parameters.Clear();
        foreach (SqliteParameter parameter in _draft.Parameters)
        {
            // Without its sign, the name would be looked for with each of the three signs in turn.
            parameter.ParameterName = Signed.GetOrAdd(parameter.ParameterName, static name => name[0] == '@' ? name : "@" + name);
            _running.Parameters.Add(parameter);
        }
        return _running;
    }
}
