using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>A comment in the form with the place that it is about; the blank one is what the script copies.</summary>
internal sealed record FormNote(TypedComment Comment, CommentPlace Place)
{
    public static FormNote Blank { get; } = new(new("", "", null), new("", null, null, null));

    public bool IsBlank => Comment.Key.Length == 0;

    /// <summary>Names of its fields; none yet on the blank one.</summary>
    public string? Name(string field) => IsBlank ? null : field + "." + Comment.Key;

    public string? Id(string field) => IsBlank ? null : field + "-" + Comment.Key;
}
