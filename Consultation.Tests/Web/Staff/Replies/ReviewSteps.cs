using System.Text.Json.Nodes;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff.Replies;

/// <summary>A hearing whose replies wait to be read, and two officers of its ministry at their pages.</summary>
public abstract class ReviewSteps
{
    protected const string Number = "10915596784"; // can exist, and is nobody's: a synthetic number

    private protected TestApp App { get; private set; } = null!;
    private protected string Hearing { get; private set; } = null!;
    private protected StaffBrowser First { get; private set; } = null!;
    private protected StaffBrowser Second { get; private set; } = null!;

    [SetUp]
    public async Task Start()
    {
        App = new TestApp();
        Hearing = await App.OpenHearing(publication: "reviewed");
        First = await StaffBrowser.SignedIn(App, Role.CaseOfficer, "ksd", "en@dep.example");
        Second = await StaffBrowser.SignedIn(App, Role.CaseOfficer, "ksd", "to@dep.example");
    }

    [TearDown]
    public async Task Stop()
    {
        First.Dispose();
        Second.Dispose();
        await App.DisposeAsync();
    }

    private protected string Reply(int number) => $"/staff/hearings/{Hearing}/replies/{number}";

    private protected async Task<JsonNode> Send(string text, bool notANumber = false)
    {
        var reply = Given.Reply(text);
        reply["notANationalId"] = notANumber;
        return await App.Anonymous.Send(Hearing, reply).Json(201);
    }
}
