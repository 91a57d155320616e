using System.Text.Json.Nodes;
using Consultation.Domain;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Reports;

/// <summary>What replies say beside their text, counted: answers and comments, for the public and for staff.</summary>
public sealed class ReportBreakdownTests
{
    private static async Task<(JsonNode Staff, JsonNode Public)> Compiled(TestApp app, string hearing)
    {
        var address = $"/api/v1/hearings/{hearing}/rounds/1/report";
        await app.Staff.PostAsync(address, null).Json(202);
        await app.DoDueWork();
        return (await app.Staff.GetAsync(address + "?scope=all").Json(200), await app.Staff.GetAsync(address).Json(200));
    }

    private static string Counts(JsonNode report, string question)
    {
        var found = report["questions"]!.AsArray().Single(one => one!.Text("key") == question)!;
        var options = found["options"]?.AsArray().Select(option => $"{option!.Text("value")}={option!.Number("count")}") ?? ["text"];
        return $"{found.Number("answered")}: {string.Join(' ', options)}";
    }

    [Test]
    public async Task Questions_AreCountedByOption_ThePublicOnesOfPublishedRepliesAlone()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.AskAll(id);
        await app.Store(id, Content(StoredReplies.Answers("lav", 1, true, "naboer", "skip")));
        await app.Store(id, Content(StoredReplies.Answers("lav", 2, false)));
        await app.Store(id, Content(StoredReplies.Answers("hoy", 4, true, "skip")), Publication.Withheld);
        await app.Store(id, Content([new("hvorfor", QuestionKind.Text, ["Fordi."])]));

        var (staff, everybody) = await Compiled(app, id);
        Assert.Multiple(() =>
        {
            Assert.That(Counts(staff, "grense"), Is.EqualTo("3: lav=2 hoy=1"));
            Assert.That(Counts(staff, "hvem"), Is.EqualTo("2: naboer=1 skip=2 ingen=0"));
            Assert.That(Counts(staff, "enig"), Is.EqualTo("3: 1=1 2=1 3=0 4=1"));
            Assert.That(Counts(staff, "bor"), Is.EqualTo("3: true=2 false=1"));
            Assert.That(Counts(staff, "intern"), Is.EqualTo("3: a=3 b=0"));
            Assert.That(Counts(staff, "hvorfor"), Is.EqualTo("1: text"));
            Assert.That(Counts(everybody, "grense"), Is.EqualTo("2: lav=2 hoy=0"));
            Assert.That(Counts(everybody, "enig"), Is.EqualTo("2: 1=1 2=1 3=0 4=0"));
            Assert.That(everybody["questions"]!.AsArray().Select(one => one!.Text("key")), Has.None.EqualTo("intern"));
            var scale = staff["questions"]!.AsArray().Single(one => one!.Text("key") == "enig")!;
            Assert.That(scale["mean"]!.ToJsonString(), Is.EqualTo("2.33"), "(1 + 2 + 4) / 3");
            Assert.That(scale["options"]![0]!.Text("label"), Is.EqualTo("1 (Helt uenig)"));
            Assert.That(staff["questions"]![0]!.Text("label"), Is.EqualTo("Hvorfor mener du det?"));
        });
    }

    [Test]
    public async Task Comments_AreCountedByPlaceAndStance_InTheDocumentsOrder()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var (document, paragraphs) = await app.Places(id);
        Comment On(long? paragraph, Stance? stance, CommentTarget target = CommentTarget.Paragraph) =>
            new()
            {
                Target = target,
                DocumentId = document,
                DocumentVersion = 1,
                ParagraphId = paragraph,
                Stance = stance,
                Text = stance is null ? "Uklart." : null,
            };
        await app.Store(id, Content([], On(paragraphs[3], Stance.Against), On(paragraphs[1], Stance.Support), On(7, null)));
        await app.Store(
            id,
            Content([], On(paragraphs[1], Stance.SupportWithChanges), On(paragraphs[2], Stance.NoRemark, CommentTarget.Chapter))
        );
        await app.Store(id, Content([], On(paragraphs[1], Stance.Against), On(null, null, CommentTarget.Document)), Publication.InReview);

        var (staff, everybody) = await Compiled(app, id);
        string Lines(JsonNode report, string list) =>
            string.Join(
                '\n',
                report[list]!
                    .AsArray()
                    .Select(place =>
                        $"{place!.Text("id")} {place!.Number("comments")} {place!["stances"]!.ToJsonString()} {place.Text("label")}"
                    )
            );
        const string none = """{"support":0,"supportWithChanges":0,"against":0,"noRemark":0}""";
        Assert.That(
            Lines(staff, "paragraphs"),
            Is.EqualTo(
                $$"""
                {{paragraphs[1]}} 3 {"support":1,"supportWithChanges":1,"against":1,"noRemark":0} Departementet foreslår en grense.
                {{paragraphs[2]}} 1 {"support":0,"supportWithChanges":0,"against":0,"noRemark":1} Bakgrunn
                {{paragraphs[3]}} 1 {"support":0,"supportWithChanges":0,"against":1,"noRemark":0} Støy plager mange.
                7 1 {{none}} {{""}}
                """
            )
        );
        Assert.That(Lines(staff, "documents"), Is.EqualTo($"{document} 1 {none} Høringsnotat"));
        Assert.That(
            Lines(everybody, "paragraphs").Split('\n')[0],
            Does.StartWith($$"""{{paragraphs[1]}} 2 {"support":1,"supportWithChanges":1,"against":0""")
        );
        Assert.That(Lines(everybody, "documents"), Is.Empty);
    }

    [Test]
    public async Task RedactedBeforeTheDeadline_IsCountedAsTheHearingCountsIt_BeforeAndAfter()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("afterDeadline");
        await app.Anonymous.Send(id, Given.Reply("Naboen Per Hansen bråker.")).Json(201);
        await app.Anonymous.Send(id, Given.Reply("Enig i forslaget.")).Json(201);
        await (await app.Staff.Redact(id, "Per Hansen")).Answer(200);
        var before = await Compiled(app, id);
        Assert.That((before.Staff.Number("awaitingDeadline"), before.Staff.Number("publishedRedacted")), Is.EqualTo((2, 0)));
        app.Clock.MoveTo(await app.Deadline(id));
        var after = await Compiled(app, id);
        Assert.That((after.Staff.Number("published"), after.Staff.Number("publishedRedacted")), Is.EqualTo((1, 1)));
        var counts = (await app.Hearing(id))["counts"]!;
        Assert.That((counts.Number("published"), counts.Number("publishedRedacted")), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task EveryState_StandsInTheReport_AsInTheHearingsCounts([Values("immediate", "afterDeadline")] string rule)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(rule, "accept");
        // Under the second rule what is published waits, redacted or not.
        Publication[] others =
            rule == "immediate" ? [Publication.AwaitingDeadline] : [Publication.Published, Publication.PublishedRedacted];
        foreach (var state in Enum.GetValues<Publication>().Except(others))
        {
            await app.StoreAll(id, [.. Enumerable.Repeat(Content([]), 1 + (int)state)], state);
        }
        foreach (var at in new[] { app.Clock.GetUtcNow(), await app.Deadline(id) })
        {
            app.Clock.MoveTo(at);
            var (staff, everybody) = await Compiled(app, id);
            var counts = (await app.Hearing(id))["counts"]!.AsObject();
            foreach (var (name, count) in counts)
            {
                var mine = name == "received" ? "replies" : name;
                Assert.That(staff.Number(mine), Is.EqualTo(count!.GetValue<int>()), name);
                Assert.That(everybody.Number(mine), Is.EqualTo(count!.GetValue<int>()), name);
            }
            Assert.That(
                everybody["bySenderType"]!.Number("person"),
                Is.EqualTo(counts["published"]!.GetValue<int>() + counts["publishedRedacted"]!.GetValue<int>())
            );
        }
    }

    private static ReplyContent Content(Answer[] answers, params Comment[] comments) =>
        new()
        {
            SenderName = "Åse",
            Position = Position.WithRemarks,
            Text = "Noe.",
            Answers = answers,
            Comments = comments,
        };
}
