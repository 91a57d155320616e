using Microsoft.AspNetCore.Mvc;

namespace Consultation.Web.Pages.Staff.Replies.Review;

/// <summary>Where the archive system has journalled a reply, as it is typed.</summary>
internal sealed class JournalForm
{
    [FromForm(Name = "sak")]
    public string? Case { get; set; }

    [FromForm(Name = "dokument")]
    public string? Document { get; set; }

    /// <summary>yyyy-MM-dd, as a date input has it.</summary>
    [FromForm(Name = "dato")]
    public string? Day { get; set; }
}
