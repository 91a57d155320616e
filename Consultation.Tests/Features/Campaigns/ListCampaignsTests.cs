using Consultation.Tests.Support;
using static Consultation.Tests.Features.Campaigns.CampaignSteps;

namespace Consultation.Tests.Features.Campaigns;

public sealed class ListCampaignsTests
{
    [Test]
    public async Task Campaigns_OfAll_AreForStaffOfTheMinistryAlone()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("reviewed");
        await app.SendText(id, Letter);
        await app.SendText(id, Letter);
        await app.Group();
        var address = $"/api/v1/hearings/{id}/campaigns";
        await app.Anonymous.GetAsync(address + "?scope=all").Json(401);
        await app.Anonymous.GetAsync(address + "/1?scope=all").Json(401);
        using var other = await app.Holder("analyst", "fid");
        await other.GetAsync(address + "?scope=all").Json(404);
        await other.GetAsync(address + "/1?scope=all").Json(404);
        using var own = await app.Holder("analyst", "ksd");
        Assert.That((await own.Campaigns(id, "?scope=all")).Select(campaign => campaign.Number("size")), Is.EqualTo([2]));
        Assert.That((await own.Campaign(id, 1, "?scope=all")).Members(), Is.EqualTo([1, 2]));

        Assert.That(await app.Anonymous.Campaigns(id), Is.Empty, "they are in review");
        await app.Anonymous.Campaign(id, 1, status: 404);
        var draft = await app.Draft();
        await app.Anonymous.GetAsync($"/api/v1/hearings/{draft}/campaigns").Json(404);
    }

    [Test]
    public async Task Campaigns_OfEachKind_AreShownApart_LargestFirst()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        string[] texts =
        [
            "Noe helt for seg selv om havner og båter og alt annet som ingen andre har skrevet i denne høringen, tror jeg da.",
            Letter,
            "Ja!",
            Letter.ToUpperInvariant() + "\n\nHilsen Åse",
            OtherLetter,
            "  ja ",
            Letter.Replace(" ", "&amp;nbsp; ", StringComparison.Ordinal),
            "Se vedlegg",
            OtherLetter + " " + string.Join(' ', Enumerable.Range(1, 60).Select(at => "Dessuten" + at)),
            "Se vedlegg",
            OtherLetter,
            "Ja.",
            Letter,
            "Ja",
        ];
        foreach (var text in texts)
        {
            await app.SendText(id, text);
        }
        await app.Group();

        var campaigns = await app.Anonymous.Campaigns(id);
        Assert.That(
            campaigns.Select(campaign => campaign.ToJsonString()),
            Is.EqualTo([
                """{"id":"3","kind":"short","size":4,"identical":4,"representative":3}""",
                """{"id":"2","kind":"nearIdentical","size":4,"identical":3,"representative":2}""",
                """{"id":"5","kind":"nearIdentical","size":2,"identical":2,"representative":5}""",
                """{"id":"9","kind":"builtOn","size":1,"identical":1,"representative":9,"basis":"5"}""",
            ])
        );
        Assert.That((await app.Anonymous.Campaigns(id, "?limit=1")).Select(one => one.Text("id")), Is.EqualTo(["3", "2", "5", "9"]));
        Assert.That((await app.Anonymous.Campaign(id, 2)).Members(), Is.EqualTo([2, 4, 7, 13]));
        var first = await app.Anonymous.Campaign(id, 2, "?limit=3");
        Assert.That(first.Members(), Is.EqualTo([2, 4, 7]));
        var rest = await app.Anonymous.Campaign(id, 2, "?limit=3&cursor=" + first.Text("next"));
        Assert.That((rest.Members(), rest["next"]), Is.EqualTo(((int[])[13], (object?)null)));
        await app.Anonymous.Campaign(id, 3, "?cursor=" + first.Text("next"), 422);
        await app.Anonymous.Campaign(id, 1, status: 404);

        var marks = await app.Anonymous.Marks(id);
        Assert.That(
            Enumerable.Range(1, 14).Select(number => marks[number]),
            Is.EqualTo([
                null,
                "2 of 4",
                "3 of 4",
                "2 of 4",
                "5 of 2",
                "3 of 4",
                "2 of 4",
                null,
                "9 of 1",
                null,
                "5 of 2",
                "3 of 4",
                "2 of 4",
                "3 of 4",
            ])
        );
        Assert.That((await app.Anonymous.Marks(id, "?campaign=2&limit=3&sort=oldest")).Keys, Is.EqualTo([2, 4, 7, 13]));
        Assert.That((await app.Staff.Marks(id, "?campaign=2&limit=3&scope=all")).Keys, Is.EqualTo([13, 7, 4, 2]));
        Assert.That((await app.Staff.Marks(id, "?campaign=3&sort=oldest&scope=all&senderType=person")).Keys, Is.EqualTo([3, 6, 12, 14]));
        Assert.That(await app.Anonymous.Marks(id, "?campaign=3&position=withoutRemarks"), Is.Empty);
    }

    [Test]
    public async Task Campaigns_BeforeTheDeadline_CountOnlyWhatThePublicMayRead_AndAtItsInstantAll()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("afterDeadline");
        await app.SendText(id, Letter);
        await app.SendText(id, Letter);
        await app.SendText(id, Letter + " Hilsen Kari");
        await app.Group();
        Assert.That(await app.Anonymous.Campaigns(id), Is.Empty);
        await app.Anonymous.Campaign(id, 1, status: 404);

        await app.Change(id, 3, "published");
        await app.Group();
        Assert.That(await app.Anonymous.Campaigns(id), Is.Empty, "one alone is no group");
        Assert.That((await app.Anonymous.Marks(id))[3], Is.Null);
        Assert.That((await app.Staff.Marks(id, "?scope=all"))[3], Is.EqualTo("1 of 3"));

        await app.Change(id, 2, "publishedRedacted");
        await app.Group();
        var some = (await app.Anonymous.Campaigns(id)).Single();
        Assert.That(some.ToJsonString(), Is.EqualTo("""{"id":"1","kind":"nearIdentical","size":2,"identical":2,"representative":2}"""));
        Assert.That((await app.Anonymous.Campaign(id, 1)).Members(), Is.EqualTo([2, 3]));

        app.Clock.MoveTo(await app.Deadline(id));
        var all = (await app.Anonymous.Campaigns(id)).Single();
        Assert.That(all.ToJsonString(), Is.EqualTo("""{"id":"1","kind":"nearIdentical","size":3,"identical":2,"representative":1}"""));
        Assert.That((await app.Anonymous.Marks(id)).Values, Has.All.EqualTo("1 of 3"));
    }
}
