using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web;

/// <summary>Reads pages as a browser without script does.</summary>
internal static class Site
{
    private static readonly HtmlParser Parser = new();

    public static async Task<IHtmlDocument> Page(this TestApp app, string address, int status = 200)
    {
        using var answer = await app.Anonymous.GetAsync(address);
        var content = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), $"{address}\n{content}");
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False, address);
        return Parser.ParseDocument(content);
    }

    /// <summary>Where an address leads.</summary>
    public static async Task<string> Redirect(this TestApp app, string address)
    {
        using var answer = await app.Anonymous.GetAsync(address);
        Assert.That((int)answer.StatusCode, Is.InRange(301, 308), address);
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>The address of a hearing's page.</summary>
    public static async Task<string> AddressOf(this TestApp app, string hearing) =>
        $"/hearings/{hearing}/{(await app.Hearing(hearing)).Text("slug")}";

    /// <summary>What stands in the main part, on one line.</summary>
    public static string Text(this IHtmlDocument page) => Line(page.QuerySelector("main")!);

    public static string Line(this IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static string[] Lines(this IHtmlDocument page, string selector) => [.. page.QuerySelectorAll(selector).Select(Line)];

    public static string? Href(this IHtmlDocument page, string text) =>
        page.QuerySelectorAll("main a")
            .FirstOrDefault(link => link.Line().StartsWith(text, StringComparison.Ordinal))
            ?.GetAttribute("href");
}
