using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features;

/// <summary>The pages for staff, in two windows.</summary>
public sealed partial class TwiceTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task Staff_SignInLinks_Accounts_AndLettersOnPaper(bool atOnce)
    {
        _atOnce = atOnce;
        _hearing = await _app.OpenHearing();
        using var anna = await StaffBrowser.SignedIn(_app, Role.Administrator, email: "anna@dep.example");
        using var again = new StaffBrowser(_app) { Token = anna.Token };
        await Pages(
            $"/staff/hearings/{_hearing}/register",
            [anna, again],
            ("kanal", "paper"),
            ("dato", "2026-03-02"),
            ("klokke", "12:00"),
            ("type", "person"),
            ("navn", "Per Papir"),
            ("svartype", "withRemarks"),
            ("tekst", "Skrevet for hånd.")
        );
        await Holds(1, "select count(*) from Reply");
        await Pages("/staff/users/invite", [anna, again], ("epost", "ny@dep.example"), ("navn", "Ny Kollega"), ("rolle", "Analyst"));
        await Holds(2, "select count(*) from StaffUser");
        var token = (
            await _app.SendAsJob(new ResetUser.Command(await StaffBrowser.Person(_app, Role.Analyst, null, "bo@dep.example")))
        ).Token;
        using var one = new StaffBrowser(_app);
        using var two = new StaffBrowser(_app);
        await Pages("/staff/link/" + token, [one, two], ("passord", "Nytt passord i morgen"), ("passord2", "Nytt passord i morgen"));
        Assert.That(new[] { (int)one.Status, (int)two.Status }.Count(status => status < 400), Is.EqualTo(1), "a link works once");
    }

    /// <summary>The same page, filled in the same by two windows.</summary>
    private async Task Pages(string address, StaffBrowser[] windows, params (string Name, string Value)[] inputs)
    {
        foreach (var window in windows)
        {
            await window.Get(address);
            Assert.That((int)window.Status, Is.EqualTo(200), address + window.Location);
        }
        if (_atOnce)
        {
            await Task.WhenAll(windows.Select(window => Task.Run(() => window.Fill(inputs))));
        }
        else
        {
            foreach (var window in windows)
            {
                await window.Fill(inputs);
            }
        }
        Assert.That(
            windows.Select(window => (int)window.Status),
            Is.All.LessThan(500).And.Some.LessThan(400),
            windows[0].Text + windows[1].Text
        );
    }
}
