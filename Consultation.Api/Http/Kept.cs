namespace Consultation.Api.Http;

/// <summary>What a kept answer changes with.</summary>
public enum KeptWith
{
    /// <summary>The hearing that the route value <c>id</c> names.</summary>
    Hearing,

    /// <summary>Any hearing.</summary>
    Site,
}

/// <summary>
/// The answer is the same for everybody who is not staff, and is kept (<see cref="PublicCache"/>). On a page: with what of the query it
/// follows from. Everything else in the address is overlooked: neither kept apart nor repeated in the page, so that nobody can fill the
/// memory, or put a link into what others are given, by adding to an address.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class KeptAttribute(KeptWith with, params string[] variesBy) : Attribute
{
    public KeptWith With { get; } = with;

    /// <summary>Names in the query; null: the API tells programs what of an address is wrong, so it looks at all of it.</summary>
    public IReadOnlyList<string>? VariesBy { get; } = variesBy;

    /// <summary>Answers with absolute addresses in them are kept for the host that they were asked under.</summary>
    public bool NamesItsHost { get; }

    internal KeptAttribute(KeptWith with, bool namesItsHost)
        : this(with) => (VariesBy, NamesItsHost) = (null, namesItsHost);
}

internal static class KeptEndpoints
{
    public static T Kept<T>(this T endpoint, KeptWith with, bool namesItsHost = false)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new KeptAttribute(with, namesItsHost));
}
