using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Consultation.Api.Features.Hearings;
using Consultation.Tests.Features.Campaigns;
using Consultation.Tests.Features.Following;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Web;

/// <summary>
/// Every public page of a hearing in English, in each of the site's languages: the site speaks the reader's, and what the ministry and the
/// senders have written is marked with its own, so that it is read aloud as it is written.
/// </summary>
public sealed class PublicPageTests
{
    /// <summary>Stands in all that the ministry and the senders have written, and nowhere else.</summary>
    private const string Written = "xylophone";

    /// <summary>Of each page's route an address, made with what is filled in below.</summary>
    private static readonly Dictionary<string, Func<PublicPageTests, string>> Pages = new(StringComparer.Ordinal)
    {
        [""] = _ => "/",
        ["hearings/{id:long}/{slug?}"] = own => own._address,
        ["hearings/{id:long}/{slug}/documents/{document:long}/{paragraph:long?}"] = own => own._document,
        ["hearings/{id:long}/{slug}/invited"] = own => own._address + "/invited",
        ["hearings/{id:long}/{slug}/replies"] = own => own._address + "/replies",
        ["hearings/{id:long}/{slug}/replies?sort=Sender"] = own => own._address + "/replies?sort=Sender",
        ["hearings/{id:long}/{slug}/replies?paragraph"] = own => $"{own._address}/replies?paragraph={own._paragraph}",
        ["hearings/{id:long}/{slug}/replies?q"] = own => own._address + "/replies?q=loud",
        ["?q"] = _ => "/?q=proposal",
        ["hearings/{id:long}/{slug}/replies/{number:int}/flag"] = own => own._address + "/replies/1/flag",
        ["receipts"] = _ => "/receipts",
        ["hearings/{id:long}/{slug}/replies/{number:int}"] = own => own._address + "/replies/1",
        ["hearings/{id:long}/{slug}/replies/{number:int}/edit"] = own => own._address + "/replies/1/edit",
        ["hearings/{id:long}/{slug}/send"] = own => own._open + "/send",
        ["hearings/{id:long}/{slug}/campaigns/{campaign:int}"] = own => own._campaign,
        ["hearings/{id:long}/{slug}/rounds/{round:int}/report"] = own => own._address + "/rounds/1/report",
        ["hearings/{id:long}/{slug}/hidden"] = own => own._address + "/hidden",
        ["hearings/{id:long}/{slug}/follow"] = own => own._open + "/follow",
        ["follow/{token}"] = own => own._follow,
        ["follow/{token}/end"] = own => own._follow + "/end",
        ["receipts/{reference}"] = own => own._receipt,
        ["previews/{token}"] = own => own._preview,
        ["info/{name}"] = _ => "/info/publishing",
        ["error/{status:int}"] = _ => "/not-there",
    };

    private TestApp _app = null!;
    private PostOffice _office = null!;
    private string _address = "";
    private string _open = "";
    private string _document = "";
    private string _paragraph = "";
    private string _receipt = "";
    private string _follow = "";
    private string _preview = "";
    private string _campaign = "";

    private static IEnumerable<string> Routes => Pages.Keys;

    [OneTimeSetUp]
    public async Task Start()
    {
        _office = PostOffice.Open();
        _app = Mailing.AppWith(_office.Port);
        var id = await Opened();
        _address = await _app.AddressOf(id);
        var document = (await _app.Hearing(id))["documents"]![0]!;
        _document = $"{_address}/documents/{document.Text("id")}";
        _paragraph = document["paragraphs"]![1]!.Text("id");
        var full = Reply($"The {Written} is loud.");
        full["comments"] = new JsonArray(new JsonObject { ["paragraph"] = _paragraph, ["text"] = $"A soft {Written} is better." });
        full["answers"] = new JsonArray(new JsonObject { ["question"] = "why", ["value"] = $"The {Written} wakes us." });
        _receipt = "/receipts/" + (await _app.Anonymous.Send(id, full).Json(201)).Text("reference");
        await _app.Anonymous.Send(id, Reply($"Bad {Written}.")).Json(201);
        await _app.Staff.Decide(id, "withhold", 2, ground: "unlawful").Json(200);
        for (var sender = 0; sender < 4; sender++)
        {
            await _app.Anonymous.Send(id, Reply($"{CampaignSteps.Letter} {Written}")).Json(201);
        }
        await _app
            .Staff.PutAsJsonAsync(
                $"/api/v1/hearings/{id}/replies/1/ministry-answer",
                new { markdown = $"Yes to each {Written}.", answeredBy = "Åse" }
            )
            .Json(204);
        await _app.Invite(id, "Kystlaget");
        await _app.Group();
        _campaign = $"{_address}/campaigns/{(await _app.Anonymous.Campaigns(id)).Single().Text("id")}";
        await _app.Close(id, new { reason = $"Every {Written} has replied." }).Json(200);
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _app.DoDueWork();
        await _app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report/publish", null).Json(200);
        await _app.TellOutcome(id, $"Each {Written} is now quiet.").Json(200);
        var open = await Opened();
        _open = await _app.AddressOf(open);
        await _app.DoDueWork();
        await _app.AskToFollow(open);
        await _app.DoDueWork();
        while (_follow.Length == 0)
        {
            var letter = _office.Next();
            _follow = letter.Text("text").Contains("/follow/", StringComparison.Ordinal) ? letter.Link("/follow/") : "";
        }
        var draft = long.Parse(await _app.Draft(Hearing()), CultureInfo.InvariantCulture);
        _preview = "/previews/" + (await _app.SendAsJob(new GetPreviewLink.Query(draft))).Token;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _app.DisposeAsync();
        await _office.DisposeAsync();
    }

    [Test]
    public void Page_ThatIsPublic_HasItsAddressHere()
    {
        var routes = _app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                && !page.ViewEnginePath.StartsWith("/Staff/", StringComparison.Ordinal)
            )
            .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/'));
        Assert.That(
            routes,
            Is.EquivalentTo(
                Pages.Keys.Where(key => !key.Contains('?', StringComparison.Ordinal) || key.EndsWith("?}", StringComparison.Ordinal))
            )
        );
    }

    [TestCaseSource(nameof(Routes))]
    public async Task Page_SpeaksTheReadersLanguage_AndMarksWhatIsWritten(string route)
    {
        var address = Pages[route](this);
        var spoken = new List<string>();
        foreach (var (prefix, language) in ((string, string)[])[("", "nb"), ("/nn", "nn"), ("/en", "en")])
        {
            var page = await Shown(prefix + address);
            Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo(language));
            spoken.Add(page.Text());
            if (language == "en")
            {
                continue;
            }
            var unmarked = page.Body!.Descendants<IText>()
                .Where(text => text.Data.Contains(Written, StringComparison.OrdinalIgnoreCase))
                .Where(text => text.ParentElement!.Closest("script, style, template, textarea") is null && !Marked(text.ParentElement!))
                .Select(text => text.ParentElement!.OuterHtml);
            Assert.That(unmarked, Is.Empty, $"{prefix}{address}: written in English, and read aloud as {language}");
        }
        Assert.That(spoken, Is.Unique, "no two languages say the same");
    }

    private static bool Marked(IElement part) => part.Closest("[lang]")!.GetAttribute("lang") == "en";

    private async Task<IHtmlDocument> Shown(string address)
    {
        using var answer = await _app.Anonymous.GetAsync(address);
        Assert.That((int)answer.StatusCode, Is.EqualTo(address.EndsWith("/not-there", StringComparison.Ordinal) ? 404 : 200), address);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    private static JsonObject Reply(string text)
    {
        var reply = Given.Reply(text);
        reply["language"] = "en";
        reply["sender"]!["email"] = Mailing.Recipient;
        return reply;
    }

    private static JsonObject Hearing()
    {
        var hearing = Given.Hearing(kind: "input");
        hearing["language"] = "en";
        hearing["title"] = $"Proposal on the {Written} at night";
        hearing["summary"] = $"A limit for each {Written}.";
        hearing["documents"]![0]!["title"] = $"The {Written} paper";
        hearing["documents"]![0]!["markdown"] =
            $"# The {Written}\n\nThe {Written} must be quiet.\n\n## Why a {Written}\n\nIt is loud: {Written}.";
        hearing["questions"] = new JsonArray(
            new JsonObject
            {
                ["key"] = "why",
                ["kind"] = "text",
                ["label"] = $"Why a {Written}?",
            }
        );
        return hearing;
    }

    private async Task<string> Opened()
    {
        var id = await _app.Draft(Hearing());
        await _app.AddRound(id, new { opensAt = _app.Clock.GetUtcNow(), closesOn = "2026-09-29" }).Json(201);
        await _app.Publish(id).Json(200);
        return id;
    }
}
