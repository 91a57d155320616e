using System.Globalization;
using Consultation.Api;
using Consultation.Api.Features.Replies;
using Consultation.Web.Pages.Replies.Writing;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Receipts.Show;

/// <summary>
/// The sender's receipt. Its address is the secret, so it is neither kept, indexed nor told to where the reader goes next. Who has just sent
/// the reply also gets the code to change it.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(IMediator mediator, Settings settings) : SitePage
{
    public GetReceipt.Result Receipt { get; private set; } = null!;

    /// <summary>Known only to the browser that the reply was sent from.</summary>
    public string? EditToken { get; private set; }

    /// <summary>The address to keep: it opens the reply for whoever has it.</summary>
    public string EditUrl => Host + EditPage + "#" + EditToken;
    public string EditPage => Links.Edit(Language, Receipt.HearingId, Receipt.HearingSlug, Receipt.Number);

    /// <summary>What the browser keeps the draft of this reply, or of this correction, under.</summary>
    public string Draft =>
        Receipt.Version == 1
            ? Receipt.HearingId.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Receipt.HearingId}-{Receipt.Number}");

    /// <summary>«Med merknad, 2 kommentarer, 1 vedlegg»</summary>
    public string Position
    {
        get
        {
            string[] parts =
            [
                T("position." + Receipt.Position),
                Receipt.Comments > 0 ? Count("receipt.comments", Receipt.Comments.Value) : "",
                Receipt.Attachments > 0 ? Count("receipt.attachments", Receipt.Attachments.Value) : "",
            ];
            return string.Join(", ", parts.Where(part => part.Length > 0));
        }
    }

    public string CheckUrl => Host + "/api/v1/receipts/" + Uri.EscapeDataString(Receipt.Reference);

    private string Host => settings.PublicUrl is { Length: > 0 } url ? url : $"{Request.Scheme}://{Request.Host}";

    public async Task OnGetAsync(string reference)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers["X-Robots-Tag"] = "noindex";
        NoIndex = true;
        Title = T("receipt.title");
        Modules = ["draft-sent", "copy"];
        Receipt = await mediator.Send(new GetReceipt.Query(reference));
        EditToken = Request.Cookies[SentReply.Cookie] is { Length: > 0 and <= 200 } token ? token : null;
    }
}
