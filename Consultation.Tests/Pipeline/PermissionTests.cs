using System.Net.Http.Headers;
using System.Net.Http.Json;
using Consultation.Api.Pipeline;
using Consultation.Tests.Http;
using Consultation.Tests.Support;

namespace Consultation.Tests.Pipeline;

public sealed class PermissionTests
{
    /// <summary>Who may do what: nobody in particular, analyst, case officer, administrator of one ministry, of all, the program's jobs.</summary>
    private static readonly (Permission Permission, string Who)[] Table =
    [
        (Permission.ManageHearings, "- - c m a j"),
        (Permission.ImportReplies, "- - c m a j"),
        (Permission.ReadUnpublished, "- r c m a j"),
        (Permission.CompileReports, "- - c m a j"),
        (Permission.Moderate, "- - c m a j"),
        (Permission.ManageMinistries, "- - - - a j"),
        (Permission.ManageKeys, "- - - m a j"),
        (Permission.PublishUnread, "- - - m a j"),
        (Permission.ManageUsers, "- - - m a j"),
        (Permission.ReadAudit, "- - - m a j"),
        (Permission.Operate, "- - - - a j"),
        (Permission.ManageOwnAccount, "- r c m a j"),
        (Permission.RunJobs, "- - - - - j"),
    ];

    public static IEnumerable<Permission> Permissions => Enum.GetValues<Permission>();

    [TestCaseSource(nameof(Permissions))]
    public void Permission_IsHeldBy_WhomTheTableSays(Permission permission)
    {
        var holders = Table.Where(row => row.Permission == permission).Select(row => row.Who).ToArray();
        Assert.That(holders, Has.Length.EqualTo(1), "each permission has its row");
        (CurrentUser User, char Letter)[] users =
        [
            (new CurrentUser(), 'n'),
            (Holder(Role.Analyst), 'r'),
            (Holder(Role.CaseOfficer), 'c'),
            (Holder(Role.Administrator, ministry: 7), 'm'),
            (Holder(Role.Administrator), 'a'),
            (Job(), 'j'),
        ];
        Assert.That(string.Join(' ', users.Select(one => one.User.May(permission) ? one.Letter : '-')), Is.EqualTo(holders[0]));
    }

    [Test]
    public void AdministratorOfAMinistry_IsStaff_ButSeesItsMinistryAlone()
    {
        var bound = Holder(Role.Administrator, ministry: 7);
        Assert.That((bound.IsStaff, bound.SeesAllMinistries, bound.MinistryId), Is.EqualTo((true, false, (long?)7)));
        Assert.That(Holder(Role.Administrator).SeesAllMinistries, Is.True);
        Assert.That((new CurrentUser().IsStaff, new CurrentUser().SeesAllMinistries), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task AdministratorOfAMinistry_OverHttp_ReachesNothingOfAnother()
    {
        await using var app = new TestApp();
        var own = (await app.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(ministry: "ksd")).Json(201)).Text("id");
        var other = (await app.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(ministry: "fin")).Json(201)).Text("id");
        var foreignKey = await app.Staff.PostAsJsonAsync("/api/v1/keys", Key("fin")).Json(201);
        var key = await app.Staff.PostAsJsonAsync("/api/v1/keys", Key("ksd")).Json(201);
        using var bound = app.CreateClient();
        bound.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Text("key"));

        await Problems.Expect(await bound.GetAsync($"/api/v1/hearings/{other}"), 404, "not_found");
        await Problems.Expect(await bound.PostAsync($"/api/v1/hearings/{other}/publish", null), 404, "not_found");
        await Problems.Expect(await bound.GetAsync($"/api/v1/hearings/{other}/replies?scope=all"), 404, "not_found");
        await Problems.Expect(await bound.DeleteAsync($"/api/v1/keys/{foreignKey.Text("id")}"), 404, "not_found");
        await Problems.Expect(await bound.PostAsJsonAsync("/api/v1/keys", Key("fin")), 422, "ministry.unknown");
        foreach (var ministry in (string[])["fin", "made-up"])
        {
            var body = Given.Hearing(ministry: ministry);
            await Problems.Expect(await bound.PostAsJsonAsync("/api/v1/hearings", body), 422, "ministry.unknown");
        }

        await bound.GetAsync($"/api/v1/hearings/{own}").Json(200);
        var left = Given.Hearing();
        left.Remove("ministry");
        var made = await bound.PostAsJsonAsync("/api/v1/hearings", left).Json(201);
        Assert.That(made["ministry"]!.Text("code"), Is.EqualTo("ksd"));
        var second = await bound.PostAsJsonAsync("/api/v1/keys", new { name = "Uten", role = "administrator" }).Json(201);
        bound.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", second.Text("key"));
        await Problems.Expect(await bound.GetAsync($"/api/v1/hearings/{other}"), 404, "not_found");
    }

    private static object Key(string ministry) =>
        new
        {
            name = "Nøkkel",
            role = "administrator",
            ministry,
        };

    private static CurrentUser Holder(Role role, long? ministry = null)
    {
        var user = new CurrentUser();
        user.IsHolderOf("key", role, ministry);
        return user;
    }

    private static CurrentUser Job()
    {
        var user = new CurrentUser();
        user.IsJob("job");
        return user;
    }
}
