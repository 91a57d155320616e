namespace Consultation.Api.Data;

/// <summary>What the database is behind with on this node.</summary>
/// <param name="Waiting">Commands that wait for their turn.</param>
/// <param name="Oldest">How long the one has waited that came first of those not yet answered.</param>
internal sealed record WriteLoad(int Waiting, TimeSpan Oldest)
{
    public static readonly WriteLoad None = new(0, TimeSpan.Zero);
}
