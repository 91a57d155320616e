namespace Consultation.Bench.Load;

/// <summary>What one answer amounted to. <c>Head</c> and <c>Body</c> are null unless the caller asked to keep them.</summary>
internal readonly record struct RawAnswer(int Status, long BodyBytes, bool Closes)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>An answer kept whole: the head's fields in their order, and the body as it came (compressed bytes stay compressed).</summary>
internal sealed record KeptAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string? Header(string name) =>
        Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
