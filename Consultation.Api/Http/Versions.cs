using System.Collections.Concurrent;
using Consultation.Api.Data;

namespace Consultation.Api.Http;

/// <summary>A version of what the public sees, and how many openings and deadlines lie behind it.</summary>
internal sealed record PublicVersion(long Number, int Passed);

/// <summary>
/// The versions that cache keys are made of. Whoever has just sent a reply finds it in the list: a change is published at once,
/// up to <see cref="Burst"/> of them, and in a storm once a second. A change made by another node is seen within two seconds.
/// </summary>
internal sealed class Versions : IDisposable
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(2);

    /// <summary>How long after a change some node may still answer as before it: with clocks a second apart.</summary>
    public static readonly TimeSpan MostLag = TimeSpan.FromSeconds(3);
    private const double Burst = 8;
    private const long Site = 0;
    private const int MostHearings = 10_000;

    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<long, Entry> _entries = new();
    private long _changes;
    private long _anew;

    public Versions(Database database, TimeProvider clock)
    {
        (_database, _clock) = (database, clock);
        _database.Committed += Changed;
    }

    /// <summary>Null when the public knows no such hearing.</summary>
    public ValueTask<PublicVersion?> OfHearing(long id) => Current(id);

    public ValueTask<PublicVersion?> OfSite() => Current(Site);

    /// <summary>Of a hearing, or of the site (null), where it need not be read anew; null else.</summary>
    public PublicVersion? InMemory(long? id) =>
        _entries.TryGetValue(id ?? Site, out var entry) && IsFresh(entry, _clock.GetUtcNow()) ? entry.Version : null;

    /// <summary>
    /// The next answer about this hearing is made from the database as it is then, also in a storm: whoever was just told of a change
    /// (a mirror) must not be given what was before it, and keep that; and what was taken away is shown to nobody.
    /// </summary>
    public void ReadAnew(long id)
    {
        Interlocked.Increment(ref _anew);
        _entries.TryRemove(id, out _);
        _entries.TryRemove(Site, out _);
    }

    public void Dispose() => _database.Committed -= Changed;

    private void Changed(Effects effects)
    {
        if (effects.ChangedHearings.Count > 0)
        {
            Interlocked.Increment(ref _changes);
        }
        foreach (var hearing in effects.ChangedHearings)
        {
            Mark(hearing);
        }
        if (effects.ChangedHearings.Count > 0)
        {
            Mark(Site);
        }
        foreach (var hearing in effects.HidingHearings)
        {
            ReadAnew(hearing);
        }
    }

    private void Mark(long id)
    {
        if (_entries.TryGetValue(id, out var entry))
        {
            entry.Changed = true;
        }
    }

    private ValueTask<PublicVersion?> Current(long id)
    {
        var now = _clock.GetUtcNow();
        return _entries.TryGetValue(id, out var entry) && IsFresh(entry, now) ? ValueTask.FromResult(entry.Version) : Read(id, now, entry);
    }

    private static bool IsFresh(Entry entry, DateTimeOffset now)
    {
        var age = now - entry.ReadAt;
        return now < entry.NextInstant && (entry.Changed ? age < Calm && entry.Allowance < 1 : age < Stale);
    }

    private async ValueTask<PublicVersion?> Read(long id, DateTimeOffset now, Entry? before)
    {
        var instant = Domain.Instants.Floor(now);
        var (changes, anew) = (Interlocked.Read(ref _changes), Interlocked.Read(ref _anew));
        var row = await _database.Read(db => db.First<Row>(id == Site ? SelectSite : SelectHearing, new { Id = id, Now = instant }));
        var version = row?.Number is { } number ? new PublicVersion(number, row.Passed) : null;
        if (_entries.Count > MostHearings)
        {
            _entries.Clear();
        }
        var allowance = before is null ? Burst : Math.Min(Burst, before.Allowance + (now - before.ReadAt) / Calm) - 1;
        var read = new Entry(version, now, row?.NextInstant ?? DateTimeOffset.MaxValue, Math.Max(0, allowance));
        _entries[id] = read;
        // What was committed while this was read marked the entry before: it may be this hearing's, so look again next time.
        if (Interlocked.Read(ref _changes) != changes)
        {
            read.Changed = true;
        }
        if (Interlocked.Read(ref _anew) != anew)
        {
            _entries.TryRemove(id, out _);
        }
        return version;
    }

    private sealed class Entry(PublicVersion? version, DateTimeOffset readAt, DateTimeOffset nextInstant, double allowance)
    {
        private volatile bool _changed;

        public PublicVersion? Version { get; } = version;
        public DateTimeOffset ReadAt { get; } = readAt;
        public DateTimeOffset NextInstant { get; } = nextInstant;

        /// <summary>How many more changes may be published at once; grows by one a second.</summary>
        public double Allowance { get; } = allowance;
        public bool Changed
        {
            get => _changed;
            set => _changed = value;
        }
    }

    private sealed record Row
    {
        public long? Number { get; init; }
        public int Passed { get; init; }
        public DateTimeOffset? NextInstant { get; init; }
    }

    private const string SelectHearing = """
        select s.Version as Number,
            (select count(*) from HearingRound r where r.HearingId = h.Id and r.OpensAt <= @Now)
                + (select count(*) from HearingRound r where r.HearingId = h.Id and r.ClosesAt <= @Now) as Passed,
            (select min(case when r.OpensAt > @Now then r.OpensAt else r.ClosesAt end)
                from HearingRound r where r.HearingId = h.Id and r.ClosesAt > @Now) as NextInstant
        from Hearing h
        join HearingState s on s.HearingId = h.Id
        where h.Id = @Id and h.PublishedAt is not null
        """;

    private const string SelectSite = """
        select coalesce((select sum(s.Version) from HearingState s), 0) as Number,
            (select count(*) from HearingRound r where r.OpensAt <= @Now)
                + (select count(*) from HearingRound r where r.ClosesAt <= @Now) as Passed,
            (select min(case when r.OpensAt > @Now then r.OpensAt else r.ClosesAt end) from HearingRound r where r.ClosesAt > @Now) as NextInstant
        where @Id = 0
        """;
}
