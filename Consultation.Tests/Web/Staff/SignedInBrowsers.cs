using System.Net.Http.Json;
using Consultation.Tests.Support;
using Microsoft.Playwright;

namespace Consultation.Tests.Web.Staff;

/// <summary>The real program with three people who have signed in to it in a real Chromium: two officers of one ministry, and an administrator.</summary>
public abstract class SignedInBrowsers
{
    private string _folder = null!;
    private protected RunningProgram Program { get; private set; } = null!;
    private Chromium _browser = null!;
    private string[] _links = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _browser = await Chromium.Launch();
        _folder = Directory.CreateTempSubdirectory("consultation-review-").FullName;
        Program = await RunningProgram.Start(_folder, null, ("Consultation__SecondStep", "Nobody"));
        // A ministry comes with its first hearing.
        await Program.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing()).Json(201);
        _links =
        [
            await Invited("ragnhild@dep.example", "Ragnhild Østensjø-Haugen", "caseOfficer"),
            await Invited("mathias@dep.example", "Mathias Oppegård-Lie", "caseOfficer"),
            await Invited("drift@dep.example", "Drift Vakt", "administrator"),
        ];
        foreach (var (link, place) in _links.Select((link, place) => (link, place)))
        {
            await using var context = await _browser.Person(Program.Address);
            var page = await context.NewPageAsync();
            await page.GotoAsync(new Uri(link).PathAndQuery);
            await page.FillAsync("#passord", StaffBrowser.Password);
            await page.FillAsync("#passord2", StaffBrowser.Password);
            await page.Locator("main form button[type=submit]").First.ClickAsync();
            await SignIn(page, place);
            await context.StorageStateAsync(new() { Path = StateOf(place) });
        }
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Program?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private string StateOf(int person) => Path.Combine(_folder, $"signed-in-{person}.json");

    /// <param name="person">0 and 1: the officers; 2: the administrator.</param>
    private protected Task<IBrowserContext> Context(int person, int width, ColorScheme scheme, bool script = true) =>
        _browser.Person(Program.Address, width, scheme, script, StateOf(person));

    private async Task SignIn(IPage page, int person)
    {
        string[] emails = ["ragnhild@dep.example", "mathias@dep.example", "drift@dep.example"];
        await page.GotoAsync("/staff/sign-in");
        if (page.Url.Contains("/sign-in", StringComparison.Ordinal))
        {
            await page.FillAsync("#epost", emails[person]);
            await page.FillAsync("#passord", StaffBrowser.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Logg inn" }).ClickAsync();
        }
        Assert.That(page.Url, Does.EndWith("/staff"));
    }

    private async Task<string> Invited(string email, string name, string role)
    {
        string[] ministry = role == "administrator" ? [] : ["--ministry", "ksd"];
        return await RunTool.Done(_folder, ["user", "add", "--email", email, "--name", name, "--role", role, .. ministry]);
    }
}
