using Consultation.Api;
using Consultation.Api.Features.Replies;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Receipts.Check;

/// <summary>
/// Leads from a receipt's reference to the receipt. It tells of a reference that is none of ours no more than the receipt's own address does,
/// and is limited as that is.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(IMediator mediator) : SitePage
{
    private const int MostCharacters = 200;

    /// <summary>As it was typed; null when nothing has been sent.</summary>
    public string? Reference { get; private set; }
    public string? Error { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? reference)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer"; // What was typed stands in the address.
        NoIndex = true;
        HearingsMark = null;
        Title = T("receipt.find.title");
        Reference = Request.Query.ContainsKey("reference") ? reference ?? "" : null;
        if (Reference is null)
            return Page();
        if (string.IsNullOrWhiteSpace(Reference))
            return Wrong(StatusCodes.Status422UnprocessableEntity, T("receipt.find.empty"));
        try
        {
            var receipt = Reference.Length > MostCharacters ? null : await mediator.Send(new GetReceipt.Query(Reference));
            return receipt is null ? NotOurs() : Found(receipt.Reference);
        }
        catch (Refusal unknown) when (unknown.Kind == RefusalKind.NotFound)
        {
            return NotOurs();
        }
    }

    /// <summary>By hand: the framework's own redirect writes where it leads to in the log, and that is the secret.</summary>
    private StatusCodeResult Found(string reference)
    {
        Response.Headers.Location = Links.Receipt(Language, reference);
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private PageResult NotOurs() => Wrong(StatusCodes.Status404NotFound, T("receipt.find.none"));

    private PageResult Wrong(int status, string error)
    {
        (Error, Response.StatusCode) = (error, status);
        Title = T("send.error_title", Title);
        return Page();
    }
}
