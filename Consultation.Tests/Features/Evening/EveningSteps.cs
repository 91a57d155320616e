using Consultation.Api.Features.Evening;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Features.Evening;

/// <summary>The switch, as those use it who may, and as the program sees it.</summary>
internal static class EveningSteps
{
    public const string Page = "/staff/operations";

    /// <summary>Presses the button on the page of operations.</summary>
    public static async Task Switch(this StaffBrowser admin, bool on)
    {
        await admin.Get(Page);
        await admin.Press(on ? "Slå på sparemodus" : "Slå av sparemodus");
        Assert.That((int)admin.Status, Is.EqualTo(303), admin.Text);
        await admin.Follow();
    }

    public static async Task Switch(this TestApp app, bool on)
    {
        using var admin = await StaffBrowser.SignedIn(app, Role.Administrator, email: on ? "kveld@dep.example" : "morgen@dep.example");
        await admin.Switch(on);
    }

    public static EveningMode Evening(this TestApp app) => app.Services.GetRequiredService<EveningMode>();

    /// <summary>As the watch does, once a second.</summary>
    public static EveningState Look(this TestApp app, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            app.Evening().LookAtWrites();
        }
        return app.Evening().State;
    }

    /// <summary>The status of a search for words, in the API, that nobody has looked for before.</summary>
    public static async Task<int> Search(this TestApp app, string hearing, string word)
    {
        using var answer = await app.Anonymous.GetAsync($"/api/v1/hearings/{hearing}/replies?q={word}");
        return (int)answer.StatusCode;
    }
}
