using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Consultation.Tests.Support;

/// <summary>The real program with a real Chromium before it. A restart keeps data and address, as a server's restart does.</summary>
internal sealed class BrowsedProgram : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("consultation-form-").FullName;
    private Chromium _browser = null!;

    public RunningProgram Program { get; private set; } = null!;

    /// <summary>The test is ignored, with the reason, where there is no Chromium.</summary>
    public static async Task<BrowsedProgram> Start()
    {
        var browsed = new BrowsedProgram { _browser = await Chromium.Launch() };
        browsed.Program = await RunningProgram.Start(browsed._folder);
        return browsed;
    }

    /// <summary>Kills the program; the same data answers at the same address when the task is done.</summary>
    public async Task Restart(Func<Task> whileItIsDown)
    {
        var address = Program.Address;
        await Program.DisposeAsync();
        await whileItIsDown();
        Program = await RunningProgram.Start(_folder, null, ("ASPNETCORE_URLS", address.ToString().TrimEnd('/')));
    }

    public Task<IBrowserContext> Person(int width = 1280, ColorScheme scheme = ColorScheme.Light, bool script = true) =>
        _browser.Person(Program.Address, width, scheme, script);

    /// <summary>An open hearing with a paper and these questions; answers its id.</summary>
    public async Task<string> Hearing(TimeSpan? open = null, params JsonObject[] questions)
    {
        var body = Given.Hearing(kind: "input");
        body["questions"] = new JsonArray([.. questions]);
        var id = (await Program.Staff.PostAsJsonAsync("/api/v1/hearings", body).Json(201)).Text("id");
        var now = TimeProvider.System.GetUtcNow();
        var round = new { opensAt = now.AddMinutes(-1), closesAt = now + (open ?? TimeSpan.FromDays(30)) };
        await Program.Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds", round).Json(201);
        await Program.Staff.PostAsync($"/api/v1/hearings/{id}/publish", null).Json(200);
        return id;
    }

    public async Task<int> Received(string hearing) =>
        (await Program.Staff.GetAsync($"/api/v1/hearings/{hearing}").Json(200))["counts"]!.Number("received");

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
