using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Feeds;

public sealed class AtomTests
{
    private const string Hearings = "/feeds/hearings.atom";
    private const string Host = "http://localhost";

    [Test]
    public async Task Hearings_ADraft_IsNotTold()
    {
        await using var app = new TestApp();
        await app.Draft();
        var feed = await Judge.Atom(await app.Anonymous.GetStringAsync(Hearings));
        Assert.That(feed["items"]!.AsArray(), Is.Empty);
        await Judge.Atom(await app.Staff.GetStringAsync(Hearings));
    }

    [Test]
    public async Task Hearings_AReaderOfOthers_UnderstandsThem()
    {
        await using var app = new TestApp();
        var body = Given.Hearing();
        body["title"] = "Støy & <ro> i «havner» 😀";
        body["summary"] = "Første linje.\n\n]]> & annen linje.";
        body["subjects"] = new JsonArray("environment");
        var id = await app.Draft(body);
        await app.AddRound(id, new { opensAt = app.Clock.GetUtcNow(), closesOn = "2026-04-17" }).Json(201);
        await app.Publish(id).Json(200);

        using var answer = await app.Anonymous.GetAsync(Hearings);
        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/atom+xml; charset=utf-8"));
        var feed = await Judge.Atom(await answer.Content.ReadAsStringAsync());
        Assert.That(feed.Text("title"), Is.EqualTo("Høringer"));
        Assert.That(feed.Text("feedUrl"), Is.EqualTo(Host + Hearings));
        var item = feed["items"]!.AsArray().Single()!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(item.Text("title"), Is.EqualTo("Støy & <ro> i «havner» 😀"));
            Assert.That(item.Text("id"), Is.EqualTo($"{Host}/hearings/{id}"));
            Assert.That(item.Text("link"), Does.StartWith($"{Host}/hearings/{id}/stoy-ro-i-havner"));
            Assert.That(item.Text("author"), Is.EqualTo("ksd"));
            Assert.That(item.Text("published"), Is.EqualTo("2026-03-02T11:00:00Z"));
            Assert.That(item.Text("updated"), Is.EqualTo("2026-03-02T11:00:00Z"));
            Assert.That(item.Text("summary"), Does.StartWith("Første linje. ]]> & annen linje."));
            Assert.That(item.Text("summary"), Does.EndWith("Svarfrist: ut fredag 17. april 2026 (norsk tid)"));
        }
    }

    [Test]
    public async Task Hearings_TellOfAMovedDeadline_WithItsReason_AndOfAWithdrawal_ButNotOfReplies()
    {
        await using var app = new TestApp();
        var first = await app.OpenHearing(closesOn: "2026-05-29");
        app.Clock.Advance(TimeSpan.FromHours(1));
        var second = await app.OpenHearing();
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.Anonymous.Send(first, Given.Reply()).Json(201);
        Assert.That(await Ids(app), Is.EqualTo([second, first]));

        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.Extend(first, new { closesAt = "2026-06-12T10:00:00Z", reason = "Flere ba om mer tid." }).Json(200);
        Assert.That(await Ids(app), Is.EqualTo([first, second]));
        var item = (await Judge.Atom(await app.Anonymous.GetStringAsync(Hearings)))["items"]![0]!;
        Assert.That(item.Text("updated"), Is.EqualTo("2026-03-02T14:00:00Z"));
        Assert.That(item.Text("summary"), Does.Contain("Svarfrist: fredag 12. juni 2026 kl. 12.00 (norsk tid)"));
        Assert.That(item.Text("summary"), Does.EndWith("Fristen er endret: Flere ba om mer tid."));

        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.Staff.PostAsJsonAsync($"/api/v1/hearings/{second}/withdraw", new { reason = "Forslaget er trukket." }).Json(200);
        item = (await Judge.Atom(await app.Anonymous.GetStringAsync(Hearings)))["items"]![0]!;
        Assert.That(item.Text("summary"), Does.EndWith("Høringen er trukket: Forslaget er trukket."));
    }

    [Test]
    public async Task Hearings_AreBounded()
    {
        await using var app = new TestApp();
        for (var i = 0; i < 53; i++)
        {
            await app.OpenHearing();
        }
        Assert.That(await Ids(app), Has.Count.EqualTo(50).And.Unique);
    }

    [Test]
    public async Task Replies_OfNoPublicHearing_AreNotFound()
    {
        await using var app = new TestApp();
        var draft = await app.Draft();
        await app.Anonymous.GetAsync($"/hearings/{draft}/feed.atom").Json(404);
        await app.Staff.GetAsync($"/hearings/{draft}/feed.atom").Json(404);
        await app.Anonymous.GetAsync("/hearings/1/feed.atom").Json(404);
    }

    [Test]
    public async Task Replies_AreToldAsPublished_AndNothingElse()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(publication: "reviewed");
        await app.Anonymous.Send(id, Given.Reply("Hemmelig til det er lest.")).Json(201);
        var feed = await Judge.Atom(await app.Anonymous.GetStringAsync($"/hearings/{id}/feed.atom"));
        Assert.That(feed["items"]!.AsArray(), Is.Empty);
        Assert.That(feed.Text("title"), Is.EqualTo("Høringssvar: Forslag til lov om støy ved havner"));

        var open = await app.OpenHearing();
        await app.Anonymous.Send(open, Given.Reply("Det er for høyt.\n\nHilsen oss", "Nils & Åse <AS>")).Json(201);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        var without = Given.Reply("", "Kartverket", "organisation");
        without["position"] = "withoutRemarks";
        await app.Anonymous.Send(open, without).Json(201);
        feed = await Judge.Atom(await app.Anonymous.GetStringAsync($"/hearings/{open}/feed.atom"));
        Assert.That(feed.Text("feedUrl"), Is.EqualTo($"{Host}/hearings/{open}/feed.atom"));
        var items = feed["items"]!.AsArray();
        Assert.That(
            items.Select(item => item!.Text("title")),
            Is.EqualTo(["Høringssvar fra Kartverket", "Høringssvar fra Nils & Åse <AS>"])
        );
        Assert.That(items.Select(item => item!.Text("summary")), Is.EqualTo(["Uten merknad", "Det er for høyt. Hilsen oss"]));
        Assert.That(items[1]!.Text("id"), Is.EqualTo($"{Host}/hearings/{open}/replies/1"));
        Assert.That(items[1]!.Text("link"), Does.EndWith("/replies/1"));
    }

    [Test]
    public async Task Replies_ThatAwaitTheDeadline_AppearAtTheInstant()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(publication: "afterDeadline");
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var address = $"/hearings/{id}/feed.atom";
        Assert.That((await Judge.Atom(await app.Anonymous.GetStringAsync(address)))["items"]!.AsArray(), Is.Empty);
        app.Clock.MoveTo(await app.Deadline(id));
        Assert.That((await Judge.Atom(await app.Anonymous.GetStringAsync(address)))["items"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [TestCase(Hearings)]
    [TestCase("/feeds/hearings.ics")]
    [TestCase("/hearings/{id}/feed.atom")]
    public async Task Feeds_AreKept_WithAnETag_AndWithoutCookies(string address)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        address = address.Replace("{id}", id, StringComparison.Ordinal);
        using var first = await app.Anonymous.GetAsync(address);
        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(first.Headers.ETag, Is.Not.Null);
        Assert.That(first.Headers.Contains("Set-Cookie"), Is.False);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var same = await app.Anonymous.SendAsync(again);
        Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));

        await app.Extend(id, new { closesOn = "2026-06-12", reason = "Mer tid." }).Json(200);
        using var later = new HttpRequestMessage(HttpMethod.Get, address);
        later.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var changed = await app.Anonymous.SendAsync(later);
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    /// <summary>Addresses in a feed are absolute, so what one host was told must not be told to another.</summary>
    [Test]
    public async Task Feeds_UnderAnotherHost_NameThatHost_AndTheSetAddressWhereThereIsOne()
    {
        await using var app = new TestApp();
        await app.OpenHearing();
        await app.Anonymous.GetStringAsync(Hearings);
        using var other = new HttpRequestMessage(HttpMethod.Get, "http://hoering.example" + Hearings);
        using var answer = await app.Anonymous.SendAsync(other);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("http://hoering.example/").And.Not.Contain(Host + "/"));

        await using var set = new TestApp(("PublicUrl", "https://horing.example.no"));
        await set.OpenHearing();
        var text = await set.Anonymous.GetStringAsync(Hearings);
        Assert.That(text, Does.Not.Contain("localhost"));
        var id = XDocument.Parse(text).Root!.Elements().First(element => element.Name.LocalName == "id").Value;
        Assert.That(id, Is.EqualTo("https://horing.example.no" + Hearings));
    }

    private static async Task<IReadOnlyList<string>> Ids(TestApp app)
    {
        var feed = await Judge.Atom(await app.Anonymous.GetStringAsync(Hearings));
        return [.. feed["items"]!.AsArray().Select(item => item!.Text("id").Split('/')[^1])];
    }
}
