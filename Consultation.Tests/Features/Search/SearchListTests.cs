using System.Net.Http.Json;
using Consultation.Api.Data;
using Consultation.Api.Features.Search;
using Consultation.Domain;
using Consultation.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Features.Search;

public sealed class SearchListTests
{
    [TestCase("newest")]
    [TestCase("oldest")]
    public async Task Search_PageByPage_ShowsEachHitOnce_OverRoundsAndStates(string sort)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(kind: "input", closesOn: "2026-03-10");
        await app.AddRound(id, new { opensAt = "2026-03-20T08:00:00Z", closesOn = "2026-03-30" }).Json(201);
        for (var i = 0; i < 4; i++)
        {
            await app.Say(id, i == 2 ? "Ro" : "Støy i første runde");
        }
        app.Clock.MoveTo(new DateTimeOffset(2026, 3, 21, 0, 0, 0, TimeSpan.Zero));
        await app.Say(id, "Støy i andre runde");
        await app.Say(id, "Støy igjen");
        var address = $"/api/v1/hearings/{id}/replies?q=støy&limit=2&sort={sort}";
        var seen = (await app.Anonymous.AllPages(address)).Select(item => item.Number("number"));
        Assert.That(seen, Is.EqualTo(sort == "oldest" ? [1, 2, 4, 5, 6] : (int[])[6, 5, 4, 2, 1]));
        Assert.That(await app.Anonymous.Numbers(id, "støy", "&round=1"), Is.EqualTo((int[])[4, 2, 1]));
        Assert.That(await app.Anonymous.Numbers(id, "støy", "&round=3"), Is.Empty);
    }

    [Test]
    public async Task Search_WithOtherFilters_IsBoth()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("verifiedImmediate");
        await app.Anonymous.Send(id, Given.Reply("Støy", type: "person")).Json(201);
        await app.Anonymous.Send(id, Given.Reply("Støy", type: "organisation")).Json(201);
        await app.Staff.Send(id, Given.Reply("Støy", type: "publicBody")).Json(201);
        Assert.That(await app.Staff.Numbers(id, "støy", "&scope=all"), Is.EqualTo((int[])[3, 2, 1]));
        Assert.That(await app.Staff.Numbers(id, "støy", "&scope=all&senderType=organisation"), Is.EqualTo((int[])[2]));
        Assert.That(await app.Staff.Numbers(id, "støy", "&scope=all&publication=inReview"), Is.EqualTo((int[])[2, 1]));
        Assert.That(await app.Anonymous.Numbers(id, "støy"), Is.EqualTo((int[])[3]));
        Assert.That(await app.Anonymous.Numbers(id, "støy", "&position=withoutRemarks"), Is.Empty);
    }

    [Test]
    public async Task Refresh_AfterAChange_FindsWhatIsPublishedNow_AndNothingElse()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Say(id, "Naboen heter Uvedkommende");
        await Change(app, "Text = 'Naboen heter [sladdet]', Publication = 'publishedRedacted'");
        Assert.That(await app.Staff.Numbers(id, "uvedkommende", "&scope=all"), Is.Empty);
        Assert.That(await app.Anonymous.Numbers(id, "naboen sladdet"), Is.EqualTo((int[])[1]));
        await Change(app, "Publication = 'withheld'");
        Assert.That(await app.Staff.Numbers(id, "naboen", "&scope=all"), Is.Empty);
        await Change(app, "Publication = 'inReview'");
        Assert.That(await app.Anonymous.Numbers(id, "naboen"), Is.Empty);
        Assert.That(await app.Staff.Numbers(id, "naboen", "&scope=all"), Is.EqualTo((int[])[1]));
        await Change(app, "Publication = 'published'");
        Assert.That(await app.Anonymous.Numbers(id, "naboen"), Is.EqualTo((int[])[1]));
    }

    [Test]
    public async Task Refresh_AnswersCommentsAndFiles_AreFoundByTheirFields_UnlessPrivateOrHidden()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Say(id, "Enig");
        var questions = """[{"key":"hva","kind":"text","label":"Hva?"},{"key":"intern","kind":"text","label":"Internt?","public":false}]""";
        var answers = """
            [{"question":"hva","kind":"text","values":["Flere benker"]},{"question":"intern","kind":"text","values":["Flere lamper"]}]
            """;
        await Write(app, $"update Hearing set Questions = '{questions}'");
        await Write(
            app,
            """
            insert into ReplyComment (Id, ReplyId, HearingId, Ordinal, DocumentId, DocumentVersion, Target, Text)
            select 1, r.Id, r.HearingId, 0, d.Id, 1, 'document', 'Mangler fortau' from Reply r join Document d on d.HearingId = r.HearingId
            """
        );
        foreach (var (n, name, hidden) in ((int, string, int)[])[(1, "kart over bekken.pdf", 0), (2, "hemmelig dagbok.pdf", 1)])
        {
            await Write(
                app,
                $"insert into Attachment values ({n}, null, '{name}', 'application/pdf', 1, 'x', '2026-03-02 11:00:00.000+00:00')"
            );
            await Write(app, $"insert into ReplyAttachment select Id, {n - 1}, {n}, {hidden} from Reply");
        }
        await Change(app, $"Answers = '{answers.Trim()}', Comments = 1, Attachments = 2");
        foreach (var (word, field) in ((string, string)[])[("benk", "answer:hva"), ("fortauet", "comment:0"), ("bekk", "attachment:0")])
        {
            var found = await app.Anonymous.Find(id, word);
            Assert.That(found.Select(item => item["hit"]!.Text("field")), Is.EqualTo((string[])[field]));
        }
        Assert.That(await app.Staff.Numbers(id, "lampe", "&scope=all"), Is.Empty, "not published");
        Assert.That(await app.Staff.Numbers(id, "dagbok", "&scope=all"), Is.Empty, "taken out");
        Assert.That(await app.Anonymous.Numbers(id, "\"enig mangler\""), Is.Empty);
    }

    [Test]
    public async Task Rebuild_OfAnEmptyIndex_FindsEverythingAgain_Once()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        for (var i = 0; i < 25; i++)
        {
            await app.Say(id, "Havnestøy og barnehageplass");
        }
        await Write(app, "delete from SearchReply where rowid > 0");
        await Write(app, "delete from SearchHearing where rowid > 0");
        await Write(app, "delete from SearchWord");
        Assert.That(await app.Anonymous.Numbers(id, "havnestøy", "&limit=1"), Is.Empty);
        await app.SendAsJob(new RebuildSearch.Command(Anew: true));
        await app.SendAsJob(new RebuildSearch.Command(Anew: true));
        Assert.That(await app.DoDueWork(), Is.EqualTo(1), "asked for twice, put down once");
        Assert.That(await app.Anonymous.Numbers(id, "havnestøy og"), Has.Length.EqualTo(25));
        Assert.That(await app.Anonymous.Numbers(id, "barnehageplassen"), Has.Length.EqualTo(25));
        var hearings = await app.Anonymous.GetAsync("/api/v1/hearings?q=støy").Json(200);
        Assert.That(hearings["items"]!.AsArray(), Has.Count.EqualTo(1));
        await app.SendAsJob(new RebuildSearch.Command(Anew: false));
        Assert.That(await app.DoDueWork(), Is.Zero, "nothing is left");
    }

    [Test]
    public async Task Rebuild_OfWhatCameAfterTheFirstStart_IsNotDoneAtTheNext()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Say(id, "Havnestøy og barnehageplass");
        await app.DoDueWork();
        await app.SendAsJob(new RebuildSearch.Command(Anew: false));
        Assert.That(await app.DoDueWork(), Is.Zero, "it was indexed as it came");
        Assert.That(await app.Anonymous.Numbers(id, "havnestøy"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Rebuild_AfterAMigrationOfWhatWasThere_IsDoneAtTheNext()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Say(id, "Havnestøy og barnehageplass");
        await app.DoDueWork();
        await Write(app, "delete from SearchReply where rowid > 0");
        await Write(app, "delete from SearchRebuild");
        await app.SendAsJob(new RebuildSearch.Command(Anew: false));
        Assert.That(await app.DoDueWork(), Is.EqualTo(1));
        Assert.That(await app.Anonymous.Numbers(id, "havnestøy"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Rebuild_IsForTheProgramAlone()
    {
        await using var app = new TestApp();
        await Assert.ThrowsAsync<Refusal>(() => app.SendAsAnybody(new RebuildSearch.Command(Anew: true)));
    }

    [Test]
    public async Task SearchHearings_FindsPublishedOnes_ByTitleSummaryTranslationDocumentAndCaseNumber()
    {
        await using var app = new TestApp();
        var body = Given.Hearing();
        body["caseNumber"] = "26/1234";
        body["translations"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "se": { "title": "Gulahallan", "summary": "Čáhci" } }""");
        var draft = await app.Draft(body);
        var id = await app.OpenHearing();
        async Task<string[]> Find(HttpClient client, string typed) =>
            [
                .. (await client.GetAsync($"/api/v1/hearings?q={Uri.EscapeDataString(typed)}").Json(200))["items"]!
                    .AsArray()
                    .Select(item => item!.Text("id")),
            ];
        Assert.That(await Find(app.Anonymous, "støyen havn"), Is.EqualTo((string[])[id]));
        Assert.That(await Find(app.Staff, "gulahallan"), Is.Empty, "a draft is in no list");
        Assert.That(await Find(app.Anonymous, "innledning grense"), Is.EqualTo((string[])[id]));
        Assert.That(await Find(app.Anonymous, "jernbane"), Is.Empty);
        await app.AddRound(draft, new { opensAt = app.Clock.GetUtcNow(), closesOn = "2026-05-29" }).Json(201);
        await app.Publish(draft).Json(200);
        foreach (var typed in (string[])["gulahallan", "cahci", "26/1234", "gulahallan \"26/1234\""])
        {
            Assert.That(await Find(app.Anonymous, typed), Is.EqualTo((string[])[draft]), typed);
        }
    }

    /// <summary>Changes the one reply and brings the index in line, as a decision about it does.</summary>
    private static Task<int> Change(TestApp app, string change) =>
        app.Database.Write(async db =>
        {
            await db.Run($"update Reply set {change}");
            await db.Run("update HearingState set Version = Version + 1");
            var reply = await db.First<long>("select Id from Reply");
            await SearchIndex.Refresh(db, app.Services.GetRequiredService<IdGenerator>(), reply);
            db.Effects.ChangedHearings.Add(await db.First<long>("select HearingId from Reply"));
            return 0;
        });

    private static Task<int> Write(TestApp app, string sql) => app.Database.Write(db => db.Run(sql));
}
