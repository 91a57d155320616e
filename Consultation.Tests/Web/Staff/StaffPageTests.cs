using System.Globalization;
using System.Net.Http.Json;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;
using Consultation.Web.Pages;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Web.Staff;

/// <summary>Every page for staff, as a stranger, as somebody with too small a role, of a foreign ministry, and as whom it is for.</summary>
public sealed class StaffPageTests
{
    private TestApp _app = null!;
    private StaffBrowser _stranger = null!;
    private string _hearing = "";
    private string _draft = "";
    private string _import = "";
    private string _file = "";
    private long _invitation;
    private string _annex = "";
    private long _user;
    private readonly Dictionary<(Role, string?), StaffBrowser> _people = [];

    public static IEnumerable<string> Routes => StaffPages.Rows.Keys;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = new TestApp(("SecondStep", "nobody"));
        _draft = (await _app.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(ministry: "ksd")).Json(201)).Text("id");
        await _app.AddRound(_draft, new { opensAt = _app.Clock.GetUtcNow(), closesOn = "2026-09-30" }).Json(201);
        _hearing = await _app.OpenHearing();
        await _app.Anonymous.Send(_hearing, Given.Reply()).Json(201);
        await _app.Invite(_draft, "Kystlaget");
        _invitation = (await _app.Invited(_draft, "Kystlaget")).Id;
        _annex = await _app.Annex(_draft);
        _import = await ImportFiles.Started(_app, _hearing);
        _file = await ImportFiles.Uploaded(_app, _hearing);
        await _app.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(ministry: "fin")).Json(201);
        _stranger = new StaffBrowser(_app);
        foreach (var role in Enum.GetValues<Role>())
        {
            _people[(role, "ksd")] = await StaffBrowser.SignedIn(_app, role, "ksd");
        }
        _people[(Role.Administrator, "fin")] = await StaffBrowser.SignedIn(_app, Role.Administrator, "fin");
        _people[(Role.Administrator, null)] = await StaffBrowser.SignedIn(_app, Role.Administrator);
        _user = await StaffBrowser.Person(_app, Role.Analyst, "ksd", "leser@dep.example");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _stranger.Dispose();
        foreach (var person in _people.Values)
        {
            person.Dispose();
        }
        await _app.DisposeAsync();
    }

    [Test]
    public void Page_UnderStaff_HasItsLine_StandsInItsFolder_AndSaysWhomItIsFor()
    {
        var pages = _app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint =>
                (Route: endpoint.RoutePattern.RawText!.Trim('/'), Page: endpoint.Metadata.GetMetadata<PageActionDescriptor>())
            )
            .Where(page => page.Page is not null)
            .ToArray();
        var forStaff = pages.Where(page => page.Page!.ViewEnginePath.StartsWith("/Staff/", StringComparison.Ordinal)).ToArray();
        Assert.That(forStaff.Select(page => page.Route), Is.EquivalentTo(StaffPages.Rows.Keys), "a new page gets its line in StaffPages");
        var outside = pages.Except(forStaff).Where(page => page.Route.StartsWith("staff", StringComparison.Ordinal));
        Assert.That(outside.Select(page => page.Route), Is.Empty, "what stands under /staff lies in Pages/Staff");
        var models = typeof(StaffPage)
            .Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("Consultation.Web.Pages.Staff.", StringComparison.Ordinal) == true)
            .Where(type => type.IsAssignableTo(typeof(PageModel)))
            .ToArray();
        Assert.That(models.Where(type => !type.IsAssignableTo(typeof(StaffPage))), Is.Empty);
        Assert.That(
            models.Where(type => type.IsDefined(typeof(RequiresAttribute), false) == type.IsDefined(typeof(PublicAttribute), false)),
            Is.Empty,
            "each says either for whom it is, or that it is for who has not signed in"
        );
    }

    [TestCaseSource(nameof(Routes))]
    public async Task Page_Stranger_IsAskedToSignIn_AndComesBack(string route)
    {
        var (row, address) = RowOf(route);
        await _stranger.Get(address);
        if (row.Least is null)
        {
            Assert.That((int)_stranger.Status, Is.EqualTo(row.Answer));
            return;
        }
        var back = address == "/staff" ? "" : "?til=" + Uri.EscapeDataString(address);
        Assert.That(((int)_stranger.Status, _stranger.Location), Is.EqualTo((302, "/staff/sign-in" + back)));
        await _stranger.Get("/nn" + address);
        Assert.That(_stranger.Location, Does.StartWith("/nn/staff/sign-in"));
        await _stranger.Post(address, site: "cross-site", ("navn", "Noen"));
        Assert.That(((int)_stranger.Status, _stranger.Location), Is.EqualTo((302, "/staff/sign-in" + back)));
    }

    [TestCaseSource(nameof(Routes))]
    public async Task Page_SmallerRole_IsRefused(string route)
    {
        var (row, address) = RowOf(route);
        if (row.Least is null)
        {
            return;
        }
        var smaller = _people.Where(person => person.Key.Item1 < row.Least || (row.OfAll && person.Key.Item2 is not null)).ToArray();
        Assert.That(smaller, row.Least == Role.Analyst ? Is.Empty : Is.Not.Empty);
        foreach (var (_, browser) in smaller)
        {
            await browser.Get(address);
            Assert.That((int)browser.Status, Is.EqualTo(403));
            Assert.That(browser.Text, Does.Contain("Du har ikke tilgang"));
        }
    }

    [TestCaseSource(nameof(Routes))]
    public async Task Page_ForeignMinistry_KnowsNothingOfIt(string route)
    {
        var (row, address) = RowOf(route);
        if (!row.NamesSomething || row.OfAll)
        {
            return;
        }
        var foreign = await _people[(Role.Administrator, "fin")].Get(address);
        Assert.That((int)foreign.Status, Is.EqualTo(404));
    }

    [TestCaseSource(nameof(Routes))]
    public async Task Page_WhomItIsFor_SeesIt_AndItIsKeptNowhere(string route)
    {
        var (row, address) = RowOf(route);
        var browser = await _people[row.OfAll ? (Role.Administrator, null) : (row.Least ?? Role.Administrator, "ksd")].Get(address);
        var signedIn = route == "staff/sign-in";
        Assert.That((int)browser.Status, Is.EqualTo(signedIn ? 302 : row.Answer), browser.Text);
        Assert.That(browser.Headers.CacheControl?.ToString(), Is.EqualTo("no-store"));
        Assert.That(browser.Headers.GetValues("Referrer-Policy"), Is.EqualTo((string[])["same-origin"]));
        foreach (var prefix in (string[])["nn", "en"])
        {
            await browser.Get($"/{prefix}{address}");
            Assert.That((int)browser.Status, Is.EqualTo(signedIn ? 302 : row.Answer), prefix);
            if (browser.Status == System.Net.HttpStatusCode.OK)
            {
                Assert.That(browser.Page.DocumentElement.GetAttribute("lang"), Is.EqualTo(prefix));
            }
        }
    }

    [Test]
    public async Task UnknownPage_UnderStaff_IsNotFound()
    {
        Assert.That((int)(await _stranger.Get("/staff/finnes-ikke")).Status, Is.EqualTo(404));
        Assert.That((int)(await _people[(Role.Administrator, null)].Get("/staff/finnes-ikke")).Status, Is.EqualTo(404));
    }

    private (StaffPages.Row Row, string Address) RowOf(string route)
    {
        var row = StaffPages.Rows[route];
        var address = (row.Address ?? "/" + route)
            .Replace("{user}", _user.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{draft}", _draft, StringComparison.Ordinal)
            .Replace("{annex}", _annex, StringComparison.Ordinal)
            .Replace("{invitation}", _invitation.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{hearing}", _hearing, StringComparison.Ordinal)
            .Replace("{import}", _import, StringComparison.Ordinal)
            .Replace("{file}", _file, StringComparison.Ordinal);
        return (row, address);
    }
}
