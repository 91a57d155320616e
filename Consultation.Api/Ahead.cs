namespace Consultation.Api;

/// <summary>Makes the next one of a row of things on another thread while the caller is busy with this one.</summary>
internal static class Ahead
{
    /// <summary>
    /// The same things in the same order, and the same exception in its place. One is made ahead and no more; nobody makes any when the
    /// caller has left the loop.
    /// </summary>
    public static async IAsyncEnumerable<T> Of<T>(IEnumerable<T> things)
    {
        using var source = things.GetEnumerator();
        var next = Task.Run(source.MoveNext);
        try
        {
            while (await next)
            {
                var thing = source.Current;
                next = Task.Run(source.MoveNext);
                yield return thing;
            }
        }
        finally
        {
            // Whatever is being made is let come to its end before its source goes away; how it ends no longer matters.
            await Task.WhenAny(next);
        }
    }
}
