using System.Globalization;
using System.Net.Http.Json;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff;

public sealed class UserPageTests
{
    private static async Task<TestApp> App()
    {
        var app = new TestApp(("SecondStep", "nobody"));
        foreach (var ministry in (string[])["ksd", "fin"])
        {
            await app.Staff.PutAsJsonAsync($"/api/v1/ministries/{ministry}", new { name = "Departement " + ministry }).Json(200);
        }
        return app;
    }

    [Test]
    public async Task AdministratorOfAMinistry_ManagesItsOwnPeopleAlone()
    {
        await using var app = await App();
        using var administrator = await StaffBrowser.SignedIn(app, Role.Administrator, "ksd");
        var own = await StaffBrowser.Person(app, Role.Analyst, "ksd", "egen@dep.example", "Egen Leser");
        var foreign = await StaffBrowser.Person(app, Role.Analyst, "fin", "fremmed@dep.example", "Fremmed Leser");
        var shared = await StaffBrowser.Person(app, Role.Analyst, "fin", "delt@dep.example", "Delt Leser");
        await StaffBrowser.Person(app, Role.CaseOfficer, "ksd", "delt@dep.example");

        await administrator.Get("/staff/users");
        Assert.That(administrator.Text, Does.Contain("Egen Leser").And.Contain("Delt Leser").And.Not.Contain("Fremmed Leser"));
        Assert.That(administrator.Text, Does.Not.Contain("Departement fin"), "nor what shared people do elsewhere");
        foreach (var handler in (string[])["", "?handler=Remove", "?handler=Disable", "?handler=Enable", "?handler=Reset"])
        {
            await administrator.Get(Address(own));
            var form = administrator.Page.QuerySelector("input[name=kontroll]")!.GetAttribute("value")!;
            await administrator.Post(Address(foreign) + handler, "same-origin", ("kontroll", form), ("rolle", "Analyst"));
            Assert.That((handler, (int)administrator.Status), Is.EqualTo((handler, 404)));
        }
        await (await administrator.Get(Address(shared))).Press("Steng ute");
        Assert.That((int)administrator.Status, Is.EqualTo(409));
        Assert.That(administrator.Text, Does.Contain("arbeider også for andre virksomheter"));
        await (await administrator.Get(Address(shared))).Press("Nullstill");
        Assert.That((int)administrator.Status, Is.EqualTo(409), "else one ministry could take over another's account");
        await (await administrator.Get(Address(shared))).Press("Fjern");
        Assert.That((int)administrator.Status, Is.EqualTo(303), "its own role it can take away");
        Assert.That((int)(await administrator.Get(Address(shared))).Status, Is.EqualTo(404));

        await (await administrator.Get("/staff/users/invite")).Fill(
            ("navn", "Ny"),
            ("epost", "ny@dep.example"),
            ("rolle", "Administrator")
        );
        var made = (await app.SendAsJob(new ListUsers.Query())).Single(user => user.Email == "ny@dep.example");
        Assert.That(made.Roles.Single().Ministry, Is.EqualTo("ksd"), "nobody gives more than she has");
    }

    [Test]
    public async Task AdministratorOfAMinistry_CannotNameAnother_NorAll()
    {
        await using var app = await App();
        using var administrator = await StaffBrowser.SignedIn(app, Role.Administrator, "ksd");
        await administrator.Get("/staff/users/invite");
        Assert.That(administrator.Page.QuerySelector("[name=virksomhet]"), Is.Null, "there is nothing to choose");
        var token = administrator.Page.QuerySelector("main input[name=kontroll]")!.GetAttribute("value")!;
        (string, string)[] form = [("kontroll", token), ("navn", "Ny"), ("epost", "ny@dep.example"), ("rolle", "Administrator")];
        await administrator.Post("/staff/users/invite", "same-origin", [.. form, ("virksomhet", "fin")]);
        Assert.That((int)administrator.Status, Is.EqualTo(422));
        Assert.That(administrator.Text, Does.Contain("Vi kjenner ikke denne virksomheten"));
    }

    [Test]
    public async Task Disabled_IsSignedOutAtOnce_AndCannotComeBack_UntilLetIn()
    {
        await using var app = await App();
        using var administrator = await StaffBrowser.SignedIn(app, Role.Administrator);
        using var person = await StaffBrowser.SignedIn(app, Role.Analyst, "ksd", "leser@dep.example");
        var id = (await app.SendAsJob(new ListUsers.Query())).Single(user => user.Email == "leser@dep.example").Id;
        await (await administrator.Get(Address(id))).Press("Steng ute");
        Assert.That((int)administrator.Status, Is.EqualTo(303));
        Assert.That((int)(await person.Get("/staff")).Status, Is.EqualTo(302));
        await (await person.Get("/staff/sign-in")).Fill(("epost", "leser@dep.example"), ("passord", StaffBrowser.Password));
        Assert.That((int)person.Status, Is.EqualTo(422));
        await (await administrator.Get(Address(id))).Press("Slipp inn igjen");
        await person.Fill(("epost", "leser@dep.example"), ("passord", StaffBrowser.Password));
        Assert.That((int)person.Status, Is.EqualTo(303));
    }

    [Test]
    public async Task LastAdministrator_CannotBeLost()
    {
        await using var app = await App();
        using var administrator = await StaffBrowser.SignedIn(app, Role.Administrator, email: "en@dep.example");
        var id = (await app.SendAsJob(new ListUsers.Query())).Single().Id;
        foreach (var button in (string[])["Steng ute", "Fjern"])
        {
            await (await administrator.Get(Address(id))).Press(button);
            Assert.That((int)administrator.Status, Is.EqualTo(409), button);
        }
        await (await administrator.Get(Address(id))).Fill(("rolle", "Analyst"), ("virksomhet", ""));
        Assert.That((int)administrator.Status, Is.EqualTo(409));
        await StaffBrowser.Person(app, Role.Administrator, null, "to@dep.example");
        await (await administrator.Get(Address(id))).Press("Steng ute");
        Assert.That((int)administrator.Status, Is.EqualTo(303));
    }

    [Test]
    public async Task ChangedPassword_EndsOtherSessions_AndKeepsThisOne()
    {
        await using var app = await App();
        using var here = await StaffBrowser.SignedIn(app, Role.Analyst, "ksd", "leser@dep.example");
        using var there = new StaffBrowser(app);
        await (await there.Get("/staff/sign-in")).Fill(("epost", "leser@dep.example"), ("passord", StaffBrowser.Password));
        const string next = "En rev satt i skogen";
        await (await here.Get("/staff/account/password")).Fill(("passord", "feil"), ("nyttpassord", next), ("nyttpassord2", next));
        Assert.That(here.ErrorOf("passord"), Is.EqualTo("Dette er ikke passordet ditt"));
        await here.Fill(("passord", StaffBrowser.Password), ("nyttpassord", next), ("nyttpassord2", next));
        Assert.That((int)here.Status, Is.EqualTo(303), here.Text);
        Assert.That((int)(await here.Follow()).Status, Is.EqualTo(200));
        Assert.That((int)(await there.Get("/staff")).Status, Is.EqualTo(302));
    }

    [Test]
    public async Task Person_OfTwoMinistries_ChoosesWhichSheWorksFor()
    {
        await using var app = await App();
        await app.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(ministry: "fin")).Json(201);
        await StaffBrowser.Person(app, Role.Analyst, "ksd", "delt@dep.example");
        using var person = await StaffBrowser.SignedIn(app, Role.Administrator, "fin", "delt@dep.example");
        await person.Get("/staff");
        Assert.That(person.Text, Does.Contain("Departement ksd").And.Not.Contain("støy ved havner").And.Not.Contain("Brukere"));
        await person.Get("/staff/account/ministry");
        var fin = person
            .Page.QuerySelectorAll("input[name=rolle]")
            .Single(choice => !choice.HasAttribute("checked"))
            .GetAttribute("value")!;
        await person.Fill(("rolle", fin));
        await person.Follow();
        Assert.That(person.Text, Does.Contain("støy ved havner").And.Contain("Brukere"));
        await (await person.Get("/staff/account/ministry")).Fill(("rolle", "1"));
        Assert.That((int)person.Status, Is.EqualTo(404), "a role that is not hers");
    }

    private static string Address(long id) => "/staff/users/" + id.ToString(CultureInfo.InvariantCulture);
}
