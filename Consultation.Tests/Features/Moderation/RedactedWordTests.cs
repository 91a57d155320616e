using Consultation.Domain;
using Consultation.Tests.Features.Campaigns;
using Consultation.Tests.Features.Search;
using Consultation.Tests.Support;
using static Consultation.Tests.Features.Moderation.TellingReply;

namespace Consultation.Tests.Features.Moderation;

/// <summary>
/// A word that was taken out of a reply is looked for in every outlet, kept answers included, while the clock stands still. Each outlet is
/// known to have shown it before: so the search would find it.
/// </summary>
public sealed class RedactedWordTests
{
    private static readonly Outlet[] Public = [.. Outlet.All.Where(outlet => !outlet.ForStaff)];

    [Test]
    public async Task Redacted_IsInNoOutlet()
    {
        await using var app = new TestApp();
        var telling = await Publish(app);
        var id = telling.Hearing;
        var before = await AssertShown(app, telling);

        await app.Staff.Decide(id, "redact", ground: "privacy", redactions: EveryWord).Json(200);
        await AssertGone(app, telling, before, Outlet.All.Except(NamesHiddenFiles), Words);
        await AssertGone(app, telling, before, NamesHiddenFiles, Words.Except([FileName]));
        await AssertNotFound(app, id);
        var seen = await app.Reply(id);
        Assert.That(seen.Text("text"), Is.EqualTo($"Mitt er {Redaction.Mark} om støy. {CampaignSteps.Letter}"));
        Assert.That(seen["sender"]!.Text("name"), Is.EqualTo(Redaction.Mark + " Ødegård"));
        Assert.That(seen["answers"]![0]!.Text("value"), Is.EqualTo(Redaction.Mark + " fordi"));
        Assert.That(seen["comments"]![0]!.Text("text"), Is.EqualTo(Redaction.Mark + " her"));
        Assert.That(seen["attachments"]!.AsArray(), Has.Count.EqualTo(1), "that there was one is no secret");
        await StoredWords.AssertOnlyIn(app, Words, "Attachment", "ReplyVersion", StoredWords.Vocabulary);

        await AssertRebuilt(app, telling, "publishedRedacted", "rebuilt.moderation");
        await AssertGone(app, telling, before, Outlet.All.Except(NamesHiddenFiles), Words);
        await app.Staff.Decide(id, "restore").Json(200);
        await AssertShown(app, telling);
    }

    [Test]
    public async Task Withheld_IsInNoPublicOutlet()
    {
        await using var app = new TestApp();
        var telling = await Publish(app);
        var before = await AssertShown(app, telling);

        await app.Staff.Decide(telling.Hearing, "withhold", ground: "privacy").Json(200);
        var others = Public.Where(outlet => !outlet.IsSendersOwn).ToArray();
        await AssertGone(app, telling, before, others, Words);
        await AssertGone(app, telling, before, Public, Words.Except([Name]));
        await AssertNotFound(app, telling.Hearing);

        await AssertRebuilt(app, telling, "withheld", "rebuilt.moderation");
        await telling.LookUpSample(app);
        Assert.That(telling.Address("{sample}"), Is.EqualTo("2"), "another stands for the campaign");
        await AssertGone(app, telling, before, others, Words);
        await app.Staff.Decide(telling.Hearing, "restore").Json(200);
        await app.Group();
        await telling.LookUpSample(app);
        await AssertShown(app, telling);
    }

    /// <summary>Who had sent it is still told, as the placeholder says; to staff no more than to others.</summary>
    [Test]
    public async Task WithdrawnByItsSender_IsInNoOutlet()
    {
        await using var app = new TestApp();
        var telling = await Publish(app);
        var before = await AssertShown(app, telling);

        await app.Anonymous.Withdraw(telling.Hearing, 1, telling.Token).Json(200);
        var said = Words.Except([Name, Behalf]).ToArray();
        await AssertGone(app, telling, before, Outlet.All, said);
        await AssertNotFound(app, telling.Hearing);
        await StoredWords.AssertOnlyIn(app, said, "Attachment", "ReplyVersion", StoredWords.Vocabulary);

        await AssertRebuilt(app, telling, "withdrawn", "rebuilt.withdrawal");
        await telling.LookUpSample(app);
        Assert.That(telling.Address("{sample}"), Is.EqualTo("2"), "another stands for the campaign");
        await AssertGone(app, telling, before, Outlet.All, said);
    }

    /// <summary>What was taken out stays out, whatever happens to the reply afterwards.</summary>
    [TestCase("withhold")]
    [TestCase("withdraw")]
    [TestCase("correct")]
    public async Task Redacted_AndThenWithheldWithdrawnOrCorrected_IsStillInNoPublicOutlet(string then)
    {
        await using var app = new TestApp();
        var telling = await Publish(app);
        var id = telling.Hearing;
        var before = await AssertShown(app, telling);
        await app.Staff.Decide(id, "redact", ground: "defamation", redactions: EveryWord).Json(200);
        using var answer = then switch
        {
            "withhold" => await app.Staff.Decide(id, "withhold", ground: "defamation"),
            "withdraw" => await app.Anonymous.Withdraw(id, 1, telling.Token),
            _ => await app.Anonymous.Correct(id, 1, telling.Sent, telling.Token),
        };
        await answer.Answer(200);
        await AssertGone(app, telling, before, Public, Words);
        await AssertNotFound(app, id, byStaff: then != "correct");
        await app.Group();
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await AssertGone(app, telling, before, Public, Words);
    }

    /// <summary>Staff see the names of files that are hidden from the public, in the export of everything.</summary>
    private static readonly Outlet[] NamesHiddenFiles =
    [
        .. Outlet.All.Where(outlet =>
            outlet.Address is "{api}/replies.csv?scope=all" or "{api}/replies.jsonl?scope=all" && outlet.Shown.Contains(FileName)
        ),
    ];

    private static readonly (string, int, int)[] EveryWord =
    [
        ("text", 8, Text.Length),
        ("sender.name", 0, Name.Length),
        ("sender.onBehalfOf", 0, Behalf.Length),
        ("answer:hvorfor", 0, TellingReply.Answer.Length),
        ("comment:0", 0, TellingReply.Comment.Length),
        ("attachment:0", 0, 0),
    ];

    /// <summary>
    /// Reads everything twice, the second time what can be from what is kept; answers what was there. Whoever looks next is still
    /// within the same instant, and within what a storm keeps for a second.
    /// </summary>
    private static async Task<Dictionary<Outlet, Outlet.Answer>> AssertShown(TestApp app, TellingReply telling)
    {
        var seen = new Dictionary<Outlet, Outlet.Answer>();
        foreach (var outlet in Outlet.All.Where(outlet => outlet.RenewsWhatIsKept))
        {
            seen.Add(outlet, await outlet.Read(app, telling.Address));
        }
        await telling.Storm(app);
        foreach (var outlet in Outlet.All.Where(outlet => !outlet.RenewsWhatIsKept))
        {
            await outlet.Read(app, telling.Address);
            seen.Add(outlet, await outlet.Read(app, telling.Address));
        }
        Assert.Multiple(() =>
        {
            foreach (var (outlet, answer) in seen)
            {
                Assert.That(answer.Status, Is.EqualTo(200), outlet.Address);
                Assert.That(answer.Said, Is.EquivalentTo(outlet.Shown), outlet.Address);
            }
        });
        Assert.That(seen.Values.Count(answer => answer.WasKept), Is.GreaterThan(Public.Length / 2), "the cache is in the way");
        Assert.That(seen.Where(pair => pair.Value.WasKept && pair.Key.ForStaff), Is.Empty);
        return seen;
    }

    private static async Task AssertGone(
        TestApp app,
        TellingReply telling,
        Dictionary<Outlet, Outlet.Answer> before,
        IEnumerable<Outlet> outlets,
        IEnumerable<string> words
    )
    {
        var gone = words.ToHashSet(StringComparer.Ordinal);
        foreach (var outlet in outlets)
        {
            var answer = await outlet.Read(app, telling.Address);
            Assert.That(answer.Status, Is.LessThan(500), outlet.Address);
            Assert.That(answer.Said.Where(gone.Contains), Is.Empty, outlet.Address);
            if (before[outlet] is { Tag: { } tag } && outlet.Shown.Any(gone.Contains))
            {
                var again = await outlet.Read(app, telling.Address, tag);
                Assert.That(again.Status, Is.Not.EqualTo(304), outlet.Address + ": whoever has it may not keep it");
            }
        }
    }

    /// <summary>That nothing is shown is not enough: a hit alone would tell that the word was there.</summary>
    private static async Task AssertNotFound(TestApp app, string hearing, bool byStaff = true)
    {
        foreach (var word in Words)
        {
            foreach (var typed in (string[])[word, word[..^2] + "*", $"\"{word}\""])
            {
                Assert.That(await app.Anonymous.Numbers(hearing, typed), Is.Empty, typed);
                Assert.That(byStaff ? await app.Staff.Numbers(hearing, typed, "&scope=all") : [], Is.Empty, typed);
            }
        }
    }

    /// <summary>The report counts it as what it is now, and says since when and why.</summary>
    private static async Task AssertRebuilt(TestApp app, TellingReply telling, string state, string note)
    {
        var since = app.Clock.GetUtcNow();
        await app.Group();
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        var report = await app.Anonymous.GetAsync(telling.Address("{api}/rounds/1/report")).Json(200);
        Assert.That((report.Number("published"), report.Number(state)), Is.EqualTo((2, 1)));
        var noted = report["notes"]!.AsArray().Single()!;
        Assert.That((noted.Text("code"), noted.Instant("at")), Is.EqualTo((note, since)));
        Assert.That(await app.Anonymous.GetStringAsync(telling.Address("{api}/rounds/1/report.csv")), Does.Contain(note));
    }
}
