using System.Globalization;
using System.Net.Http.Json;
using System.Reflection;
using Consultation.Api;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Features.Audit;
using Consultation.Api.Pipeline;
using Consultation.Tests.Architecture;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Audit;

public sealed class AuditTests
{
    [Test]
    public async Task Stranger_AndCaseOfficer_MayNotReadIt()
    {
        await using var app = new TestApp();
        Assert.That(
            async () => await app.SendAsAnybody(new ListAudit.Query()),
            Throws.Exception.With.Property("Code").EqualTo("forbidden")
        );
        using var officer = await StaffBrowser.SignedIn(app, Role.CaseOfficer);
        Assert.That((int)(await officer.Get("/staff/audit")).Status, Is.EqualTo(403));
    }

    [Test]
    public async Task Commands_OfStaff_AreTold_WithWhoAndWhat_AndNothingThatCitizensWrote()
    {
        await using var app = new TestApp();
        var hearing = (
            await app.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(kind: "input", publication: "reviewed")).Json(201)
        ).Text("id");
        var now = app.Clock.GetUtcNow();
        var round = new { opensAt = now.AddMinutes(-1), closesAt = now.AddDays(30) };
        await app.Staff.PostAsJsonAsync($"/api/v1/hearings/{hearing}/rounds", round).Json(201);
        await app.Staff.PostAsync($"/api/v1/hearings/{hearing}/publish", null).Json(200);
        await app.Anonymous.Send(hearing, Given.Reply("Havnen bråker om natten.", "Ola Dunk")).Json(201);
        var decision = new
        {
            decision = "withhold",
            version = 1,
            ground = "privacy",
            note = "Ola Dunk ba om det",
        };
        await app.Staff.PostAsJsonAsync($"/api/v1/hearings/{hearing}/replies/1/moderation", decision).Json(200);
        var refused = await app.Staff.PostAsync($"/api/v1/hearings/{hearing}/publish", null);
        Assert.That((int)refused.StatusCode, Is.EqualTo(409));

        var entries = (await app.SendAsJob(new ListAudit.Query())).Items;
        Assert.That(
            entries.Take(4).Select(entry => entry.Action),
            Is.EqualTo((string[])["DecideReply", "PublishHearing", "AddRound", "CreateHearing"]),
            "newest first; what was refused is not told, nor what citizens do"
        );
        Assert.That(entries.Take(4).Select(entry => entry.HearingId?.ToString(CultureInfo.InvariantCulture)), Has.All.EqualTo(hearing));
        Assert.That((entries[0].Actor, entries[0].ByKey), Is.EqualTo(("bootstrap", true)));
        Assert.That(entries[0].Detail, Is.EqualTo("number 1; decision Withhold; ground Privacy"));
        var all = string.Join('\n', entries.Select(entry => entry.ToString()));
        Assert.That(all, Does.Not.Contain("Ola").And.Not.Contain("bråker").And.Not.Contain("ba om det"));
    }

    [Test]
    public async Task AdministratorOfAMinistry_ReadsItsOwn_AlsoWhatOthersDidToItsHearings()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        await app.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(ministry: "ksd")).Json(201);
        await app.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(ministry: "fin")).Json(201);
        using var own = await StaffBrowser.SignedIn(app, Role.Administrator, "ksd");
        await own.Get("/staff/audit");
        var rows = own.Page.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToArray();
        Assert.That(rows.Count(row => row.Contains("Opprettet høringen", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(rows, Has.None.Contains("fin"));
    }

    [Test]
    public async Task Pages_FollowEachOther_WithoutGapOrRepetition()
    {
        await using var app = new TestApp();
        for (var i = 0; i < 7; i++)
        {
            await app.Staff.PostAsJsonAsync("/api/v1/keys", new { name = "Nøkkel", role = "analyst" }).Json(201);
        }
        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = await app.SendAsJob(new ListAudit.Query { Limit = 3, Cursor = cursor });
            seen.AddRange(page.Items.Select(entry => entry.Id));
            cursor = page.Next;
        } while (cursor is not null);
        Assert.That(seen, Has.Count.EqualTo(7).And.Unique.And.Ordered.Descending);
    }

    [Test]
    public async Task SecretsOfPeople_AreNotTold()
    {
        await using var app = new TestApp();
        await StaffBrowser.Person(app, Role.CaseOfficer, null, "ragnhild@dep.example");
        var entries = (await app.SendAsJob(new ListAudit.Query())).Items;
        Assert.That(entries.Select(entry => entry.Action), Is.EqualTo((string[])["SetPassword", "InviteUser"]));
        Assert.That((entries[0].Actor, entries[0].SubjectUser), Is.EqualTo(("Ragnhild Østensjø", "Ragnhild Østensjø")));
        Assert.That(entries[1].Detail, Is.EqualTo("role CaseOfficer"));
    }

    /// <summary>One piece tells of every command that needs a permission; who leaves one out says so on it.</summary>
    [Test]
    public void Commands_ThatNeedAPermission_AreTold()
    {
        var commands = typeof(Settings)
            .Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(made => made.IsGenericType && made.GetGenericTypeDefinition() == typeof(ICommand<>)))
            .Where(type => type.GetCustomAttribute<RequiresAttribute>() is { } needed && needed.Permission != Permission.RunJobs)
            .ToArray();
        Assert.That(commands, Has.Length.GreaterThan(25));
        Assert.That(
            commands.Where(type => !AuditTrail.Keeps(type)),
            Is.EquivalentTo((Type[])[typeof(BeginTotp.Command), typeof(ChooseRole.Command)])
        );
    }

    [Test]
    public void Log_IsOnlyAddedTo()
    {
        var changing = Sources
            .Of("Consultation.Api", "*.cs")
            .Where(file =>
                file.Text.Contains("update AuditEntry", StringComparison.OrdinalIgnoreCase)
                || file.Text.Contains("from AuditEntry", StringComparison.OrdinalIgnoreCase)
            )
            .Where(file =>
                file.Text.Contains("delete from AuditEntry", StringComparison.OrdinalIgnoreCase)
                || file.Text.Contains("update AuditEntry", StringComparison.OrdinalIgnoreCase)
            );
        Assert.That(changing.Select(file => file.Path), Is.Empty);
    }
}
