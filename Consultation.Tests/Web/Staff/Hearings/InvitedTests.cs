using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff.Hearings;

/// <summary>The list of invited bodies on the pages of the ministry.</summary>
public sealed class InvitedTests
{
    private TestApp _app = null!;
    private StaffBrowser _officer = null!;

    [SetUp]
    public async Task Start()
    {
        _app = new TestApp(("SecondStep", "nobody"));
        await _app.Draft(Given.Hearing(ministry: "ksd"));
        _officer = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd");
    }

    [TearDown]
    public async Task Stop()
    {
        _officer.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task ForeignMinistry_FindsNothing_AndChangesNothing()
    {
        var id = await _app.OpenHearing();
        await _app.Invite(id, "Kystlaget");
        var own = await _app.OpenHearing(ministry: "fin");
        await _app.Invite(own, "Havnelaget");
        using var foreign = await StaffBrowser.SignedIn(_app, Role.Administrator, "fin");
        var body = (await _app.Invited(id, "Kystlaget")).Id;
        await foreign.Get($"/staff/hearings/{own}/invited/{(await _app.Invited(own, "Havnelaget")).Id}");
        var token = foreign.Page.QuerySelector("input[name='kontroll']")!.GetAttribute("value")!;
        (string, string)[][] forms =
        [
            [("liste", "Ny")],
            [("brev", "invitasjon")],
            [("navn", "Endret"), ("sprak", "nb")],
            [("svarnr", "1")],
            [("merke", "Declined")],
            [],
        ];
        string[] addresses = ["/new", "", $"/{body}", $"/{body}?handler=Tie", $"/{body}?handler=Mark", $"/{body}?handler=Remove"];
        foreach (var (address, form) in addresses.Zip(forms))
        {
            await foreign.Post($"/staff/hearings/{id}/invited{address}", "same-origin", [.. form, ("kontroll", token)]);
            Assert.That((int)foreign.Status, Is.EqualTo(404), address);
        }
        await foreign.Post($"/staff/hearings/{own}/invited/{body}?handler=Remove", "same-origin", ("kontroll", token));
        Assert.That((int)foreign.Status, Is.EqualTo(404), "another hearing's body under one's own hearing");
        Assert.That((await _app.Invited(id)).Items.Single().Name, Is.EqualTo("Kystlaget"));
    }

    [Test]
    public async Task Draft_FromTheChecklist_ManyAreAdded_AndNothingTypedIsLost()
    {
        var id = await _app.Draft();
        await _officer.Get($"/staff/hearings/{id}");
        Assert.That(_officer.Text, Does.Contain("Ingen høringsinstanser"));
        Assert.That(_officer.Page.QuerySelector($"a[href='/staff/hearings/{id}/publish']"), Is.Not.Null, "a warning, not a hindrance");
        await _officer.Get($"/staff/hearings/{id}/invited");
        Assert.That(_officer.Text, Does.Contain("Ingen er på listen"));
        await _officer.Get($"/staff/hearings/{id}/invited/new");
        await _officer.Fill(("liste", " "));
        Assert.That(((int)_officer.Status, _officer.ErrorOf("liste")), Is.EqualTo((422, "Skriv minst én virksomhet")));
        const string typed = "Sunnhavn kommune; post@sunnhavn; 974760673; kommune\nKystlaget; k@lag.example\n; x@y.example";
        await _officer.Fill(("liste", typed), ("gruppe", "Other"), ("sprak", "nn"));
        Assert.That((int)_officer.Status, Is.EqualTo(422));
        Assert.That(
            _officer.Text,
            Does.Contain("Linje 1: E-postadressen kan ikke brukes.").And.Contain("Linje 3: Skriv navnet på virksomheten")
        );
        Assert.That(_officer.Page.QuerySelector("#liste")!.TextContent, Is.EqualTo(typed));
        Assert.That(_officer.Page.QuerySelector("#sprak option[selected]")!.GetAttribute("value"), Is.EqualTo("nn"));
        await _officer.Fill(("liste", "Sunnhavn kommune; post@sunnhavn.example; 974760673; kommune\nKystlaget\nkystlaget"));
        Assert.That((int)_officer.Status, Is.EqualTo(200));
        Assert.That(_officer.Text, Does.Contain("2 er lagt til.").And.Contain("Linje 3: kystlaget"));
        Assert.That(_officer.Page.QuerySelector("#liste")!.TextContent, Is.Empty);
        await _officer.Get($"/staff/hearings/{id}");
        Assert.That(_officer.Text, Does.Contain("1 av 2 høringsinstanser mangler e-postadresse").And.Contain("2 virksomheter på listen"));
        await _officer.Get($"/staff/hearings/{id}/invited");
        Assert.That(_officer.Text, Does.Contain("1 invitasjon blir sendt på e-post når høringen publiseres."));
        Assert.That((await _app.Invited(id, "Kystlaget")).Language, Is.EqualTo("nn"));
    }

    [Test]
    public async Task OpenHearing_SendsRemindsFiltersAndTies()
    {
        var id = await _app.OpenHearing(publication: "reviewed");
        await _app.Invite(id, "Sunnhavn kommune; post@sunnhavn.example; ; kommune", "Kystlaget; k@lag.example", "Havnelaget");
        var list = $"/staff/hearings/{id}/invited";
        await _officer.Get(list);
        await _officer.Press("Send 2 invitasjoner");
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("2 invitasjoner sendes nå.").And.Contain("Det er ingen brev å sende nå."));
        await _app.Anonymous.Send(id, Given.Reply(name: "Sunnhavn kommune", type: "publicBody")).Json(201);
        await _app.Anonymous.Send(id, Given.Reply(name: "Åse i Havnelaget")).Json(201);
        _app.Clock.Advance(TimeSpan.FromDays(2));
        _officer.Dispose();
        _officer = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd", "kollega@dep.example");
        await _officer.Get(list);
        await _officer.Press("Send 1 påminnelse");
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("1 påminnelse sendes nå."));

        await _officer.Get(list + "?status=Replied");
        Assert.That(Rows(), Has.Length.EqualTo(1));
        Assert.That(Rows()[0], Does.StartWith("Sunnhavn kommune").And.Contain("Har svart").And.Contain("Svar nr. 1"));
        await _officer.Get(list + "?gruppe=Municipality&navn=SUNN");
        Assert.That(Rows(), Has.Length.EqualTo(1));
        await _officer.Get(list + "?status=uten");
        Assert.That(Rows().Single(), Does.StartWith("Havnelaget mangler e-postadresse"));
        await _officer.Get(list + "?status=Declined");
        Assert.That(_officer.Text, Does.Contain("Ingen på listen passer med filteret"));

        await _officer.Get($"{list}/{(await _app.Invited(id, "Havnelaget")).Id}");
        await _officer.Press("Koble til svaret", ("svarnr", "9"));
        Assert.That(((int)_officer.Status, _officer.ErrorOf("svarnr")), Is.EqualTo((422, "Høringen har ikke noe svar med dette nummeret")));
        await _officer.Press("Koble til svaret", ("svarnr", "2"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("Svar nr. 2 er fra denne virksomheten.").And.Contain("gjort for hånd"));
        await _officer.Press("Fjern koblingen");
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("Vi har ikke funnet noe svar"));
    }

    [Test]
    public async Task Body_IsChangedMarkedAndRemoved()
    {
        var id = await _app.OpenHearing();
        await _app.Invite(id, "Kystlaget", "Havnelaget");
        await _officer.Get($"/staff/hearings/{id}/invited/{(await _app.Invited(id, "Kystlaget")).Id}");
        await _officer.Fill(("navn", "Havnelaget"), ("epost", "feil"), ("orgnr", "123"));
        Assert.That(
            (_officer.ErrorOf("epost"), _officer.ErrorOf("orgnr")),
            Is.EqualTo(
                (
                    "E-postadressen kan ikke brukes. Skriv den som navn@virksomhet.no.",
                    "Organisasjonsnummeret er ikke gyldig. Det skal ha ni sifre."
                )
            )
        );
        await _officer.Fill(("epost", ""), ("orgnr", ""));
        Assert.That(
            ((int)_officer.Status, _officer.ErrorOf("navn")),
            Is.EqualTo((409, "En annen på listen har samme navn eller organisasjonsnummer"))
        );
        await _officer.Fill(("navn", "Kystlaget i Sunnhavn"), ("epost", "k@lag.example"), ("orgnr", "974 760 673"), ("sprak", "en"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        var item = await _app.Invited(id, "Kystlaget i Sunnhavn");
        Assert.That((item.Email, item.OrganisationNumber, item.Language), Is.EqualTo(("k@lag.example", "974760673", "en")));
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("Endringen er lagret."));
        await _officer.Press("Merk som «svarer ikke»");
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("Har meldt at det ikke kommer svar (02.03.2026)"));
        await _officer.Press("Kan svare likevel");
        await _officer.Follow();
        await _officer.Press("Merk som invitert");
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("Invitert 02.03.2026 kl. 12.00"));
        await _officer.Press("Fjern");
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("Virksomheten er fjernet fra listen."));
        Assert.That((await _app.Invited(id)).Items.Single().Name, Is.EqualTo("Havnelaget"));
    }

    [Test]
    public async Task LongList_IsWalkedInPages()
    {
        var id = await _app.Draft();
        await _app.Invite(id, [.. Enumerable.Range(1, 357).Select(n => $"Kommune {n:000}; post@k{n}.example; ; kommune")]);
        await _officer.Get($"/staff/hearings/{id}/invited");
        Assert.That(Rows(), Has.Length.EqualTo(100));
        Assert.That(_officer.Text, Does.Contain("Viser 1–100 av 357"));
        await _officer.Get(_officer.Page.QuerySelector(".pager a")!.GetAttribute("href")!);
        Assert.That(Rows()[0], Does.StartWith("Kommune 101"));
        await _officer.Get($"/staff/hearings/{id}/invited?fra=300");
        Assert.That(Rows(), Has.Length.EqualTo(57));
    }

    private string[] Rows() =>
        [
            .. _officer
                .Page.QuerySelectorAll("tbody tr")
                .Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
        ];
}
