using Consultation.Api.Data;

namespace Consultation.Api.Features.Evening;

/// <summary>
/// Whether what can wait waits, so that reading and sending have the machine to themselves: the public's search is closed, campaigns are not
/// grouped, letters to followers are not written. A person switches it on, for all nodes, by a row in the database (<see cref="SetEvening"/>);
/// a node does so by itself while its writes fall behind. Nothing that stands on the way of a kept answer asks here.
/// </summary>
internal sealed class EveningMode : IDisposable
{
    /// <summary>For so long the row need not be read again; with a look each second, a node follows within two.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>Looks in a row that must find the writes behind: one may be a disk that paused.</summary>
    public const int LooksBehind = 2;

    /// <summary>Well again is a quarter of what is behind, so that it does not go on and off all evening.</summary>
    private const int WellPart = 4;

    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly EveningSettings _limits;

    /// <summary>A short queue is half full before the limit for long ones.</summary>
    private readonly int _mostWaiting;
    private readonly ILogger<EveningMode> _log;
    private readonly Lock _gate = new();
    private CancellationTokenSource _resting = new();
    private EveningSwitch _switch;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private int _changes;
    private bool _byItself;
    private int _behind;
    private DateTimeOffset? _wellSince;
    private volatile int _state;

    public EveningMode(Database database, TimeProvider clock, Settings settings, ILogger<EveningMode> log)
    {
        (_database, _clock, _limits, _log) = (database, clock, settings.Evening, log);
        _mostWaiting = Math.Min(_limits.Waiting, Math.Max(1, settings.WriteQueueLength / 2));
        _database.Committed += Changed;
    }

    /// <summary>As it was when somebody last looked.</summary>
    public EveningState State => (EveningState)_state;

    public async ValueTask<bool> IsOn()
    {
        // A clock that was set back must not make what was read look fresh.
        if (_clock.GetUtcNow() - _readAt is var age && (age >= Fresh || age < TimeSpan.Zero))
        {
            await ReadSwitch();
        }
        return State != EveningState.Off;
    }

    /// <summary>Ends what rests when the mode goes on in the middle of it; to be disposed of by the caller.</summary>
    public CancellationTokenSource UntilOn(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return CancellationTokenSource.CreateLinkedTokenSource(cancellation, _resting.Token);
        }
    }

    /// <summary>Once a second: whether the writes are behind, or have been well for long enough.</summary>
    public void LookAtWrites()
    {
        if (!_limits.Automatic)
        {
            return;
        }
        var (load, now) = (_database.Writes, _clock.GetUtcNow());
        Settle(() =>
        {
            _behind = IsBehind(load, 1) ? _behind + 1 : 0;
            _wellSince =
                IsBehind(load, WellPart) ? null
                : _wellSince <= now ? _wellSince
                : now;
            if (_behind >= LooksBehind)
            {
                _byItself = true;
            }
            else if (_byItself && now - _wellSince >= TimeSpan.FromSeconds(_limits.WellSeconds))
            {
                _byItself = false;
            }
        });
    }

    public void Dispose()
    {
        _database.Committed -= Changed;
        _resting.Dispose();
    }

    private bool IsBehind(WriteLoad load, int part) =>
        load.Waiting * part >= _mostWaiting || load.Oldest * part >= TimeSpan.FromSeconds(_limits.WaitSeconds);

    private async Task ReadSwitch()
    {
        var (now, changes) = (_clock.GetUtcNow(), Volatile.Read(ref _changes));
        var stored = await _database.Read(db => db.First<string>(SelectSwitch));
        Settle(() =>
        {
            // What was changed here meanwhile may be newer than what was read.
            if (changes == _changes)
            {
                (_switch, _readAt) = (Enum.Parse<EveningSwitch>(stored ?? nameof(EveningSwitch.Off), ignoreCase: true), now);
            }
        });
    }

    private void Changed(Effects effects)
    {
        if (effects.Evening is { } chosen)
        {
            Settle(() => (_switch, _readAt, _changes) = (chosen, _clock.GetUtcNow(), _changes + 1));
        }
    }

    /// <summary>Changes what the state follows from; whoever rests is told afterwards, for what it then does is none of the lock's business.</summary>
    private void Settle(Action change)
    {
        CancellationTokenSource? ended = null;
        lock (_gate)
        {
            change();
            var next =
                _switch == EveningSwitch.On ? EveningState.ByHand
                : _byItself ? EveningState.ByItself
                : EveningState.Off;
            if (next == State)
            {
                return;
            }
            if (State == EveningState.Off)
            {
                ended = _resting;
            }
            else if (next == EveningState.Off)
            {
                // Whoever still holds the earlier one has been told, and needs it no more.
                _resting = new();
            }
            _state = (int)next;
            Tell(next);
        }
        ended?.Cancel();
    }

    private void Tell(EveningState next)
    {
        if (next == EveningState.Off)
        {
            _log.LogInformation("The mode for the last evening is off: search is open, and what waited goes on");
        }
        else
        {
            _log.LogWarning(
                "The mode for the last evening is on, {How}: search is closed, campaigns and letters to followers wait",
                next == EveningState.ByHand ? "by hand" : "because the writes fell behind"
            );
        }
    }

    private const string SelectSwitch = "select Switch from EveningMode where Id = 1";
}

/// <summary>Looks once a second, so that a node follows the others and its own writes also while nobody asks.</summary>
internal sealed class EveningWatch(EveningMode evening, TimeProvider clock, ILogger<EveningWatch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(EveningMode.Fresh, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Look();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server is stopping.
        }
    }

    /// <summary>Whatever goes wrong, the next look is in a second: what looks must not end the server.</summary>
    private async Task Look()
    {
        try
        {
            evening.LookAtWrites();
            await evening.IsOn();
        }
        catch (Unavailable problem)
        {
            log.LogDebug(problem, "Could not read whether the mode for the last evening is on");
        }
        catch (Exception problem) when (problem is not OutOfMemoryException and not OperationCanceledException)
        {
            log.LogWarning(problem, "Could not look whether the mode for the last evening is on");
        }
    }
}
