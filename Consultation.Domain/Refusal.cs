namespace Consultation.Domain;

/// <summary>The ways in which the product says no.</summary>
public enum RefusalKind
{
    /// <summary>It is not there, or the caller may not know of it.</summary>
    NotFound,
    Forbidden,

    /// <summary>The state does not allow it now.</summary>
    Conflict,

    /// <summary>A rule about the input is broken.</summary>
    RuleBroken,

    /// <summary>A file is larger than is taken.</summary>
    TooLarge,

    /// <summary>A file is of a kind that is not taken.</summary>
    TypeNotAllowed,

    /// <summary>Closed for the time being, while other things go on.</summary>
    Closed,
}

/// <summary>
/// A refusal with a stable code (<see cref="Refusals"/>). The reader's sentence is looked up by the code in the texts;
/// <see cref="Field"/> names the input that it is about, in the input's own naming (<c>sender.organisationNumber</c>).
/// </summary>
public sealed class Refusal(RefusalKind kind, string code, string? field = null) : Exception(code)
{
    public RefusalKind Kind { get; } = kind;
    public string Code { get; } = code;
    public string? Field { get; } = field;
}
