namespace Consultation.Api.Data;

/// <summary>Runs work on the database: reads beside each other, writes each in its own transaction.</summary>
internal abstract class Database(Dialect dialect) : IAsyncDisposable
{
    public Dialect Dialect { get; } = dialect;

    /// <summary>Runs <paramref name="work"/> with <paramref name="db"/> open for reading; no transaction spans it.</summary>
    public abstract Task<T> Read<T>(Db db, Func<Task<T>> work);

    /// <summary>
    /// Runs <paramref name="work"/> with <paramref name="db"/> open for writing, as one transaction, and answers when it is durable.
    /// Cancellation counts only before the start. Throws <see cref="Unavailable"/> when the work cannot be taken or kept.
    /// </summary>
    public abstract Task<T> Write<T>(Db db, Func<Task<T>> work, CancellationToken cancellation);

    /// <summary>What this node is behind with, without asking the database.</summary>
    public abstract WriteLoad Writes { get; }

    /// <summary>Looks at what there is before anything is written to it.</summary>
    /// <exception cref="DatabaseUnusable">It must not be written to, or made.</exception>
    public virtual void Check(string dataDirectory) { }

    /// <summary>Applies the migrations that are missing, under a lock; answers their names.</summary>
    public abstract Task<IReadOnlyList<string>> Migrate();

    /// <summary>
    /// For who may not migrate: throws <see cref="InvalidOperationException"/>, with what to do, when the database's schema is older than this
    /// program, or too new for it.
    /// </summary>
    public abstract Task MustBeCurrent();

    /// <summary>The database's own clock, for the health check.</summary>
    public abstract Task<DateTimeOffset> Clock();

    public Task<T> Read<T>(Func<Db, Task<T>> work)
    {
        var db = new Db();
        return Read(db, () => work(db));
    }

    public Task<T> Write<T>(Func<Db, Task<T>> work, CancellationToken cancellation = default)
    {
        var db = new Db();
        return Write(db, () => work(db), cancellation);
    }

    /// <summary>Told after each durable command what it changed.</summary>
    public event Action<Effects>? Committed;

    protected void Tell(Effects effects) => Committed?.Invoke(effects);

    public abstract ValueTask DisposeAsync();
}
