namespace Consultation.Api.Http;

/// <summary>
/// A form that shows what was typed again, also to a caller who has asked too much: its post is not refused unread, but marked. Whoever
/// serves it must ask <see cref="IsRefused"/>, store nothing then, and answer 429.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeepsInputAttribute : Attribute
{
    /// <summary>Bytes. A longer post is taken to hold files, and counts as they do.</summary>
    public const int LongestWithoutFiles = 1024 * 1024;

    public static bool IsRefused(HttpContext context) => context.Items.ContainsKey(typeof(KeepsInputAttribute));

    /// <summary>Marks the request, if it is the post of such a form.</summary>
    internal static bool Hold(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<KeepsInputAttribute>() is null)
        {
            return false;
        }
        context.Items[typeof(KeepsInputAttribute)] = true;
        return true;
    }
}
