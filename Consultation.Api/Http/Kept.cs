namespace Consultation.Api.Http;

/// <summary>What a kept answer changes with.</summary>
public enum KeptWith
{
    /// <summary>The hearing that the route value <c>id</c> names.</summary>
    Hearing,

    /// <summary>Any hearing.</summary>
    Site,
}

/// <summary>The answer is the same for everybody who is not staff, and is kept (<see cref="PublicCache"/>).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class KeptAttribute(KeptWith with) : Attribute
{
    public KeptWith With { get; } = with;

    /// <summary>Answers with absolute addresses in them are kept for the host that they were asked under.</summary>
    public bool NamesItsHost { get; init; }
}

internal static class KeptEndpoints
{
    public static T Kept<T>(this T endpoint, KeptWith with, bool namesItsHost = false)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new KeptAttribute(with) { NamesItsHost = namesItsHost });
}
