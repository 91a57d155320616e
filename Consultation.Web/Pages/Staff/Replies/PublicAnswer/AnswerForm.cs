using Microsoft.AspNetCore.Mvc;

namespace Consultation.Web.Pages.Staff.Replies.PublicAnswer;

/// <summary>A ministry's answer as it is typed.</summary>
internal sealed class AnswerForm
{
    [FromForm(Name = "tekst")]
    public string? Markdown { get; set; }

    [FromForm(Name = "navn")]
    public string? AnsweredBy { get; set; }

    [FromForm(Name = "stilling")]
    public string? Title { get; set; }
}
