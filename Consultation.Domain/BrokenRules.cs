namespace Consultation.Domain;

/// <summary>Several refusals at once, each about a field of the input, so that a form can show every mistake (422).</summary>
public sealed class BrokenRules(IReadOnlyList<Refusal> refusals) : Exception(refusals.Count > 0 ? refusals[0].Code : "")
{
    public IReadOnlyList<Refusal> Refusals { get; } = refusals;
}
