using Microsoft.AspNetCore.Mvc;

namespace Consultation.Web.Pages;

/// <summary>An answer of the API's own kind from a page's handler.</summary>
internal sealed class AnswerResult(IResult answer) : ActionResult
{
    public override Task ExecuteResultAsync(ActionContext context) => answer.ExecuteAsync(context.HttpContext);
}
