using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Consultation.Tests.Features.Campaigns;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;
using Microsoft.Playwright;

namespace Consultation.Tests.Web;

/// <summary>Every page that is read, in every state, in a real Chromium on the real program: axe clean, quiet, never wider than the screen.</summary>
public sealed class ReadingBrowserTests
{
    private const string LongName = "Avdelingsdirektørstillingsinnehaverforeningensnordnorskefylkeslagstyremedlem Åsmundsdatter";
    private readonly List<string> _pages = [];
    private string _folder = null!;
    private RunningProgram _program = null!;
    private Chromium _browser = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _browser = await Chromium.Launch();
        _folder = Directory.CreateTempSubdirectory("consultation-reading-").FullName;
        _program = await RunningProgram.Start(_folder);
        await Fill();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (_program is not null)
        {
            await _program.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }

    [TestCase(1280, ColorScheme.Light)]
    [TestCase(360, ColorScheme.Dark)]
    public async Task EveryPage_IsClean(int width, ColorScheme scheme)
    {
        await using var context = await _browser.Person(_program.Address, width, scheme);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add($"{page.Url}: {message.Text}");
        page.PageError += (_, problem) => complaints.Add($"{page.Url}: {problem}");
        page.Request += (_, request) =>
            complaints.AddRange(new Uri(request.Url).Authority == _program.Address.Authority ? [] : [request.Url]);
        var found = new List<string>();
        foreach (var address in Shown(width))
        {
            var answer = await page.GotoAsync(address);
            Assert.That(answer!.Status, Is.EqualTo(200), address);
            found.AddRange((await page.Findings(inBothSchemes: width > 360)).Select(finding => $"{address} {finding}"));
        }
        Assert.That(found, Is.Empty);
        Assert.That(complaints, Is.Empty, "the console is quiet: no blocked script or style, no missing file");
        Assert.That(await context.CookiesAsync(), Is.Empty);
    }

    [TestCase("", "dager igjen")]
    [TestCase("/en", "days left")]
    public async Task Deadline_SaysHowLongIsLeft_ByScript(string prefix, string words)
    {
        await using var context = await _browser.Person(_program.Address);
        var page = await context.NewPageAsync();
        await page.GotoAsync(prefix + "/");
        await Assertions
            .Expect(page.Locator("[data-left]").First)
            .ToHaveTextAsync(new Regex("^[0-9]+ " + words, RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Printed_IsDarkOnWhite_AndWithoutWhatIsForScreens()
    {
        await using var context = await _browser.Person(_program.Address, 720, ColorScheme.Dark);
        var page = await context.NewPageAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var found = new List<string>();
        foreach (var address in Kinds)
        {
            await page.GotoAsync(address);
            found.AddRange((await page.Findings()).Select(finding => $"{address} {finding}"));
            found.AddRange((await page.PartsForScreens()).Select(part => $"{address} prints {part}"));
        }
        Assert.That(found, Is.Empty);
    }

    [Test]
    public async Task ForcedColours_LeaveAnEdgeWhereColourToldSomething()
    {
        await using var context = await _browser.Person(_program.Address, colours: ForcedColors.Active);
        var page = await context.NewPageAsync();
        var found = new List<string>();
        foreach (var address in Kinds)
        {
            await page.GotoAsync(address);
            // Axe takes text to have the author's colours still.
            found.AddRange((await page.Findings(axe: false)).Select(finding => $"{address} {finding}"));
            found.AddRange((await page.Edgeless()).Select(edgeless => $"{address} {edgeless}"));
        }
        Assert.That(found, Is.Empty);
    }

    /// <summary>A page of each kind, whatever was searched.</summary>
    private IEnumerable<string> Kinds => _pages.Where(address => !IsTranslated(address) && !address.Contains('?'));

    /// <summary>Wide, only what is not a translation: longer words are felt on the phone.</summary>
    private IEnumerable<string> Shown(int width) => width < 1280 ? _pages : _pages.Where(address => !IsTranslated(address));

    private static bool IsTranslated(string address) =>
        address.StartsWith("/nn", StringComparison.Ordinal) || address.StartsWith("/en", StringComparison.Ordinal);

    private async Task Fill()
    {
        var main = await Main();
        var paragraph = (await Json($"/api/v1/hearings/{main.Id}"))["documents"]![0]!;
        var document = paragraph.Text("id");
        _pages.AddRange(["/", "/nn/", "/en/", "/?q=havner", "/?q=finnesikke", "/?status=all&subject=miljo"]);
        _pages.AddRange([
            .. ((string[])["reply", "publishing", "terms", "privacy", "data", "accessibility"]).Select(name => "/info/" + name),
        ]);
        _pages.AddRange(["/nn/info/accessibility", "/en/info/privacy", "/receipts", "/nn/receipts"]);
        _pages.AddRange([main.Address, "/nn" + main.Address, "/en" + main.Address]);
        string[] below =
        [
            $"/documents/{document}",
            $"/documents/{document}?version=1",
            "/replies",
            "/replies?q=havnen",
            "/replies?q=finnesikke",
            "/replies?sort=Oldest",
            "/replies?q=havnen&sort=Best",
            "/replies?sort=Sender&sender=Person&sender=Organisation&comments=true",
            $"/replies?paragraph={paragraph["paragraphs"]![1]!.Text("id")}",
            "/hidden",
            "/rounds/1/report",
            .. Enumerable.Range(1, 8).Select(number => $"/replies/{number}"),
        ];
        _pages.AddRange(below.Select(one => main.Address + one));
        _pages.AddRange([$"/en{main.Address}/rounds/1/report", $"/nn{main.Address}/replies"]);
        var campaigns = await Json($"/api/v1/hearings/{main.Id}/campaigns");
        _pages.AddRange(campaigns["items"]!.AsArray().Select(one => $"{main.Address}/campaigns/{one!.Text("id")}"));

        var withdrawn = await Open(Given.Hearing(kind: "input"));
        await Post(withdrawn.Id, "withdraw", new { reason = "Stortinget har vedtatt noe annet." });
        var lengthy = Given.Hearing(kind: "input");
        var text = string.Concat(Enumerable.Repeat("Departementet mener noe om dette. ", 60));
        lengthy["documents"]![0]!["markdown"] = string.Join(
            "\n\n",
            Enumerable.Range(1, 5).Select(n => $"# {n} Kapittel\n\n" + string.Join("\n\n", Enumerable.Repeat(text, 5)))
        );
        var paper = await Open(lengthy);
        _pages.AddRange([withdrawn.Address, withdrawn.Address + "/replies", paper.Address, paper.Address + "/hidden"]);
        _pages.Add($"{paper.Address}/documents/{(await Json($"/api/v1/hearings/{paper.Id}"))["documents"]![0]!.Text("id")}");
        _pages.Add((await Open(Given.Hearing(kind: "input"), opensIn: 10)).Address);
    }

    /// <summary>A concluded hearing with a corrected paper, replies of every kind and state, a campaign and a report.</summary>
    private async Task<(string Id, string Address)> Main()
    {
        var hearing = Given.Hearing(kind: "input");
        hearing["subjects"] = new JsonArray("miljo");
        hearing["questions"] = new JsonArray(
            JsonNode.Parse("""{ "key": "ja", "kind": "yesNo", "label": "Støtter du en grense om natten?" }"""),
            JsonNode.Parse("""{ "key": "skala", "kind": "scale", "label": "Hvor viktig?", "scale": { "min": 1, "max": 5 } }""")
        );
        var main = await Open(hearing);
        var document = (await Json($"/api/v1/hearings/{main.Id}"))["documents"]![0]!;
        var full = Given.Reply("Havnen bråker.\n\nHver natt.", LongName, "organisation");
        full["answers"] = new JsonArray(
            new JsonObject { ["question"] = "ja", ["value"] = true },
            new JsonObject { ["question"] = "skala", ["value"] = 4 }
        );
        var paragraph = document["paragraphs"]![1]!.Text("id");
        full["comments"] = new JsonArray(
            new JsonObject
            {
                ["paragraph"] = paragraph,
                ["text"] = "Enig.",
                ["stance"] = "support",
            }
        );
        full["attachments"] = new JsonArray(
            (await _program.Anonymous.Upload(Uploads.Pdf, "Måling av støy ved kaia.pdf").Json(201)).Text("token")
        );
        var tokens = new List<string>();
        JsonObject[] replies =
        [
            full,
            Given.Reply("Kari i Havnegata 4 fikk aldri noe varsel."),
            Given.Reply("Dette er ulovlig."),
            Given.Reply("Dette angrer jeg på."),
            .. Enumerable.Range(1, 4).Select(i => Given.Reply(CampaignSteps.Letter, $"Avsender {i}")),
        ];
        foreach (var reply in replies)
        {
            tokens.Add((await _program.Anonymous.Send(main.Id, reply).Json(201)).Text("editToken"));
        }
        await _program.Staff.Decide(main.Id, "redact", 2, ground: "privacy", redactions: [("text", 0, 18)]).Json(200);
        await _program.Staff.Decide(main.Id, "withhold", 3, ground: "unlawful").Json(200);
        await _program.Anonymous.Withdraw(main.Id, 4, tokens[3]).Json(200);
        var corrected = new
        {
            markdown = "# Innledning\n\nDepartementet foreslår to grenser.\n\n## Bakgrunn\n\n| a | b |\n|---|---|\n| 1 | 2 |",
            notice = "To.",
        };
        await _program.Staff.PutAsJsonAsync($"/api/v1/hearings/{main.Id}/documents/{document.Text("id")}", corrected).Json(200);
        var campaigns = $"/api/v1/hearings/{main.Id}/campaigns";
        await Poll.Until(
            async () => (await Json(campaigns))["items"]!.AsArray().Count > 0 ? "" : null,
            TimeSpan.FromSeconds(60),
            "the campaign"
        );
        await Post(main.Id, "rounds/1/close", new { reason = "Alle har svart." });
        await _program.Staff.PostAsync($"/api/v1/hearings/{main.Id}/rounds/1/report", null).Json(202);
        var publish = $"/api/v1/hearings/{main.Id}/rounds/1/report/publish";
        await Poll.Until(
            async () => (await _program.Staff.PostAsync(publish, null)).IsSuccessStatusCode ? "" : null,
            TimeSpan.FromSeconds(90),
            "the report"
        );
        await Post(main.Id, "outcome", new { markdown = "## Vedtatt\n\nLoven er vedtatt.", links = new[] { "https://example.no/lov" } });
        await _program.Staff.PostAsync($"/api/v1/hearings/{main.Id}/conclude", null).Json(200);
        return main;
    }

    private async Task<(string Id, string Address)> Open(JsonObject hearing, int opensIn = 0)
    {
        var made = await _program.Staff.PostAsJsonAsync("/api/v1/hearings", hearing).Json(201);
        var now = TimeProvider.System.GetUtcNow();
        var id = made.Text("id");
        var round = new { opensAt = now.AddDays(opensIn).AddMinutes(-1), closesAt = now.AddDays(opensIn + 30) };
        await _program.Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds", round).Json(201);
        await _program.Staff.PostAsync($"/api/v1/hearings/{id}/publish", null).Json(200);
        return (id, $"/hearings/{id}/{made.Text("slug")}");
    }

    private Task<JsonNode> Json(string address) => _program.Anonymous.GetAsync(address).Json(200);

    private Task<JsonNode> Post(string hearing, string what, object body) =>
        _program.Staff.PostAsJsonAsync($"/api/v1/hearings/{hearing}/{what}", body).Json(200);
}
