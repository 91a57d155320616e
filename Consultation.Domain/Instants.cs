namespace Consultation.Domain;

public static class Instants
{
    /// <summary>
    /// The instant in UTC, rounded down to whole milliseconds: the precision in which instants are stored, compared and told. Down and
    /// never up, so that nothing seems to have happened after it was seen.
    /// </summary>
    public static DateTimeOffset Floor(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        return new(ticks - (ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }
}
