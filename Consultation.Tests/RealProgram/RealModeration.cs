using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Features.Search;
using Consultation.Tests.Http;
using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>Staff decide on two of the real replies, and everybody is told.</summary>
internal static class RealModeration
{
    private const string Word = "typographical";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Takes a rare word out of one reply, wherever it stands; answers the reply's number.</summary>
    public static async Task<int> Redact(RealHearing hearing)
    {
        var found = await hearing.Public.Numbers(hearing.Id, Word);
        var number = found[0];
        var address = $"{hearing.Api}/replies/{number}";
        var reply = await hearing.Public.GetAsync(address).Json(200);
        (string, int, int)[] places =
        [
            .. Regex
                .Matches(reply.Text("text"), Word, RegexOptions.IgnoreCase, Longest)
                .Select(match => ("text", match.Index, match.Length)),
        ];
        Assert.That(places, Is.Not.Empty);
        Assert.That((await hearing.Rows())[number].Text("text"), Does.Contain(Word).IgnoreCase);

        var decided = await hearing.Staff.Decide(hearing.Id, "redact", number, reply.Number("version"), "privacy", places).Json(200);
        Assert.That(decided.Text("publication"), Is.EqualTo("publishedRedacted"));
        Assert.That(await hearing.Public.Numbers(hearing.Id, Word), Is.EqualTo(found[1..]));
        Assert.That(await hearing.Staff.Numbers(hearing.Id, Word, "&scope=all"), Is.EqualTo(found[1..]));
        Assert.That(await hearing.Public.GetStringAsync(address), Does.Not.Contain(Word).IgnoreCase);
        var rows = await hearing.Rows();
        Assert.That(rows[number].ToJsonString(), Does.Not.Contain(Word).IgnoreCase);
        Assert.That(RealSearch.Scan(rows, Word), Is.EqualTo(found[1..]));
        return number;
    }

    /// <summary>Withholds a member of the campaign: one key hides it at once, another confirms it; answers the reply's number.</summary>
    public static async Task<int> Withhold(RealHearing hearing, JsonNode campaign)
    {
        var number = (await RealCampaign.Members(hearing, campaign))[^1];
        var address = $"{hearing.Api}/replies/{number}";
        var version = (await hearing.Public.GetAsync(address).Json(200)).Number("version");
        using var first = await hearing.Holder("caseOfficer");
        using var second = await hearing.Holder("caseOfficer");
        var hidden = await first.Decide(hearing.Id, "withhold", number, version, "hate").Json(200);
        Assert.That((hidden.Text("publication"), hidden.Text("pending")), Is.EqualTo(("withheld", "secondPerson")));
        var placeholder = await hearing.Public.GetAsync(address).Json(200);
        Assert.That((placeholder.Text("publication"), placeholder.Text("ground")), Is.EqualTo(("withheld", "hate")));
        Assert.That((placeholder["text"], placeholder["attachments"]), Is.EqualTo(((JsonNode?)null, (JsonNode?)null)));
        Assert.That((await hearing.Rows()).Keys, Has.No.Member(number));
        Assert.That(await hearing.ReadAll(), Has.No.Member(number));

        await Problems.Expect(await first.Decide(hearing.Id, "withhold", number, version, "hate"), 403, "moderation.second_person_needed");
        var settled = await second.Decide(hearing.Id, "withhold", number, version, "hate").Json(200);
        Assert.That((settled.Text("publication"), settled["pending"]), Is.EqualTo(("withheld", (JsonNode?)null)));
        return number;
    }

    /// <summary>A mirror that reads the changes from the start to the end hears of each reply, and of what was taken away.</summary>
    public static async Task IsTold(RealHearing hearing, int replies, int redacted, int withheld)
    {
        var changes = (await hearing.Public.AllPages("/api/v1/changes?limit=100"))
            .Where(change => change.Text("kind") == "reply" && change.Text("hearing") == hearing.Id)
            .Select(change => (Number: change.Number("number"), Change: change.Text("change")))
            .ToArray();
        var published = changes.Where(change => change.Change == "published").Select(change => change.Number);
        Assert.That(published.Order(), Is.EqualTo(Enumerable.Range(1, replies)));
        Assert.That(
            changes.Where(change => change.Change != "published"),
            Is.EqualTo(new[] { (redacted, "redacted"), (withheld, "withheld"), (withheld, "withheld") }),
            "in the order that it happened in; the withholding when it hid and when a second person settled it"
        );
    }
}
