namespace Consultation.Api.Http;

/// <summary>
/// What of the query string a kept page follows from. Everything else in the address is overlooked: neither kept apart nor repeated in
/// the page, so that nobody can fill the cache, or put a link into what others are given, by adding to an address.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class VariesByAttribute(params string[] keys) : Attribute
{
    public IReadOnlyList<string> Keys { get; } = keys;
}
