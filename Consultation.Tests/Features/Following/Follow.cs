using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Support;
using Consultation.Tests.Web;

namespace Consultation.Tests.Features.Following;

/// <summary>What people who follow a hearing do, by the form and by the links in their letters.</summary>
internal static class Follow
{
    private static readonly HtmlParser Parser = new();

    /// <summary>Posts a form as a browser does; without a site: one that does not tell where the form stood.</summary>
    public static async Task<IHtmlDocument> Post(
        this TestApp app,
        string address,
        int status = 200,
        string? site = "same-origin",
        params (string Name, string Value)[] fields
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }
        using var answer = await app.Anonymous.SendAsync(request);
        var content = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), $"{address}\n{content}");
        return Parser.ParseDocument(content);
    }

    /// <summary>Fills in the form on the hearing's page.</summary>
    public static async Task<IHtmlDocument> AskToFollow(
        this TestApp app,
        string hearing,
        string email = Mailing.Recipient,
        string language = "",
        int status = 200,
        string? site = "same-origin"
    ) => await app.Post(language + await app.AddressOf(hearing) + "/follow", status, site, ("epost", email));

    /// <summary>The address (without the host) in a letter that begins so.</summary>
    public static string Link(this JsonNode letter, string beginning) =>
        letter
            .Text("text")
            .Split((char[])['\n', ' '])
            .Where(word => word.StartsWith(Mailing.Origin + beginning, StringComparison.Ordinal))
            .Select(word => word[Mailing.Origin.Length..].Trim())
            .Last();

    /// <summary>Asks, and confirms by the link in the letter.</summary>
    public static async Task Follows(
        this TestApp app,
        PostOffice office,
        string hearing,
        string email = Mailing.Recipient,
        string language = ""
    )
    {
        await app.AskToFollow(hearing, email, language);
        await app.DoDueWork();
        await app.Post(office.Next().Link(language + "/follow/"), 303);
    }

    public static Task<IReadOnlyList<Row>> Followers(this TestApp app) =>
        app.Database.Read(db => db.All<Row>("select Id, Email, Language, ConfirmedAt from Follower order by Id"));

    internal sealed record Row
    {
        public required long Id { get; init; }
        public required string Email { get; init; }
        public required string Language { get; init; }
        public DateTimeOffset? ConfirmedAt { get; init; }
    }
}
