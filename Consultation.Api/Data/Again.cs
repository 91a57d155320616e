using System.Diagnostics;

namespace Consultation.Api.Data;

/// <summary>
/// Runs the whole of a piece of work again when it was given up for a reason that passes. Bounded by tries and by time: whoever waits for the
/// answer is rather told to come back.
/// </summary>
/// <param name="isPassing">The database is in trouble that may be over in a moment.</param>
/// <param name="isRace">Another was faster; once more shows what is there now.</param>
/// <param name="wait">Waits so long; tests do not.</param>
internal sealed class Again(Func<Exception, bool> isPassing, Func<Exception, bool> isRace, ILogger log, Func<TimeSpan, Task>? wait = null)
{
    public const int MostTries = 5;
    private const int MostRaces = 3;

    /// <summary>No try begins later than this after the first did.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(40);
    private readonly Func<TimeSpan, Task> _wait = wait ?? (static time => Task.Delay(time));

    public async Task<T> Run<T>(Func<Task<T>> work)
    {
        var began = Stopwatch.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await work();
            }
            catch (Exception problem) when (MayRunAgain(problem, tries, Stopwatch.GetElapsedTime(began)))
            {
                log.LogWarning("The database gave a piece of work up; it is run again ({Try}): {Reason}", tries, problem.Message);
            }
            await _wait(Wait(tries));
        }
    }

    private bool MayRunAgain(Exception problem, int tries, TimeSpan elapsed) =>
        elapsed + Longest(tries) < MostTime && ((tries < MostTries && isPassing(problem)) || (tries < MostRaces && isRace(problem)));

    /// <summary>Up to 80 ms, 240, 720, 2,160; half of it by chance, so that two who stood in each other's way do not meet again.</summary>
    private static TimeSpan Wait(int tries) => Longest(tries) * (0.5 + Random.Shared.NextDouble() / 2);

    private static TimeSpan Longest(int tries) => FirstWait * 2 * Math.Pow(3, tries - 1);
}
