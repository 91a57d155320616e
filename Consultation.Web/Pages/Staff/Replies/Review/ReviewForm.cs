using Consultation.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Consultation.Web.Pages.Staff.Replies.Review;

/// <summary>A decision as it is typed.</summary>
internal sealed class ReviewForm
{
    [FromForm(Name = "vedtak")]
    public string? Choice { get; set; }

    /// <summary>The version that was read.</summary>
    [FromForm(Name = "versjon")]
    public int Version { get; set; }

    [FromForm(Name = "grunn")]
    public string? GroundName { get; set; }

    [FromForm(Name = "hjemmel")]
    public string? LegalBasis { get; set; }

    [FromForm(Name = "merknad")]
    public string? Note { get; set; }

    /// <summary>To the sender.</summary>
    [FromForm(Name = "melding")]
    public string? Message { get; set; }

    [FromForm(Name = "sladd")]
    public string[] Marks { get; set; } = [];

    [FromForm(Name = "ord")]
    public string? Words { get; set; }

    [FromForm(Name = "ikke-fnr")]
    public bool NotANationalId { get; set; }

    /// <summary>Show what would be public, and decide nothing.</summary>
    [FromForm(Name = "vis")]
    public bool Preview { get; set; }

    public ModerationChoice? Decision => Named<ModerationChoice>(Choice);

    public Ground? Ground => Named<Ground>(GroundName);

    private static T? Named<T>(string? name)
        where T : struct, Enum => Enum.TryParse<T>(name, out var value) && Enum.IsDefined(value) ? value : null;
}
