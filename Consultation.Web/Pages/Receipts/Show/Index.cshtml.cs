using Consultation.Api.Features.Replies;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Receipts.Show;

/// <summary>The sender's receipt. Its address is the secret, so it is neither kept, indexed nor told to where the reader goes next.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(IMediator mediator) : SitePage
{
    public GetReceipt.Result Receipt { get; private set; } = null!;

    public async Task OnGetAsync(string reference)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers["X-Robots-Tag"] = "noindex";
        NoIndex = true;
        Title = T("receipt.title");
        Modules = ["draft-sent"];
        Receipt = await mediator.Send(new GetReceipt.Query(reference));
    }
}
