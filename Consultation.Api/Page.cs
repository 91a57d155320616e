using System.Text.Json.Serialization;

namespace Consultation.Api;

/// <summary>One page of a keyset list; <c>Next</c> is the opaque cursor of the following page, null on the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);
