namespace Consultation.Api;

/// <summary>When the mode for the last evening goes on by itself.</summary>
public sealed class EveningSettings
{
    public bool Automatic { get; init; } = true;

    /// <summary>Writes that wait for their turn.</summary>
    public int Waiting { get; init; } = 1024;

    /// <summary>How long the oldest of them has waited, seconds.</summary>
    public int WaitSeconds { get; init; } = 2;

    /// <summary>How long all must have been well, below a quarter of both, before it goes off by itself.</summary>
    public int WellSeconds { get; init; } = 300;
}
