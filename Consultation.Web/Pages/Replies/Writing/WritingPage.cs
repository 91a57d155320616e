using System.Globalization;
using Consultation.Api.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>A page that a reply is written on: whatever goes wrong, what was typed comes back.</summary>
internal abstract class WritingPage(ILogger log) : SitePage
{
    /// <summary>What was typed, where the form itself cannot be shown.</summary>
    public KeptInput? Kept { get; private set; }

    protected PageResult Keep(Exception lost, FormPost.Read read, FormView? view)
    {
        if (!FormErrors.Knows(lost))
            log.LogError(lost, "A form to write a reply in failed");
        TellWhenToTryAgain(lost);
        Kept = KeptInput.Of(lost, read, view);
        (NoIndex, Modules) = (true, ["copy"]);
        Title = T("send.error_title", Kept.Heading);
        Response.StatusCode = FormErrors.Knows(lost) ? FormErrors.StatusOf(lost) : StatusCodes.Status500InternalServerError;
        return Page();
    }

    protected void TellWhenToTryAgain(Exception refused)
    {
        if (refused is Unavailable busy)
            Response.Headers.RetryAfter = busy.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
    }
}
