using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Consultation.Domain;
using Consultation.Tests.Features.Reports;
using Consultation.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Consultation.Tests.Features.Exports;

/// <summary>What stands beside an export is true of it, and of the hearing's page.</summary>
public sealed class ExportMetaTests
{
    private static readonly string[] Files = ["replies.csv", "replies.jsonl"];

    private static string Address(string id, string file) => $"/api/v1/hearings/{id}/{file}";

    private static async Task<JsonNode> Checked(HttpClient client, string id, string file, string query = "")
    {
        var meta = await client.GetAsync($"{Address(id, file)}.meta.json{query}").Json(200);
        var bytes = await client.GetByteArrayAsync(Address(id, file) + query);
        Assert.That(meta.Text("sha256"), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(bytes))), file + query);
        return meta;
    }

    [Test]
    public async Task Meta_OfWhatTheCallerMayNotHave_IsRefused()
    {
        await using var app = new TestApp();
        var draft = await app.Draft();
        var id = await app.OpenHearing();
        var foreigner = await app.Holder("administrator", "kld");
        foreach (var file in Files)
        {
            await app.Anonymous.GetAsync($"{Address(id, file)}.meta.json?scope=all").Json(401);
            await foreigner.GetAsync($"{Address(id, file)}.meta.json?scope=all").Json(404);
            await app.Anonymous.GetAsync($"{Address(draft, file)}.meta.json").Json(404);
        }
    }

    [Test]
    public async Task Meta_TellsRowsAndWhatIsLeftOutAndWhy_WithAChecksumOfTheFile()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("verifiedImmediate");
        await app.AskAll(id);
        var content = new ReplyContent
        {
            SenderName = "Åse",
            Position = Position.WithRemarks,
            Text = "Noe.",
        };
        await app.StoreAll(id, [.. Enumerable.Repeat(content, 5)]);
        await app.Store(id, content, Publication.InReview);
        await app.Move(id, 1, Publication.Withheld, Ground.Hate);
        await app.Move(id, 2, Publication.Withheld, Ground.Privacy);
        await app.Move(id, 3, Publication.Withdrawn);
        foreach (var file in Files)
        {
            var meta = await Checked(app.Anonymous, id, file);
            Assert.That(meta.Number("rows"), Is.EqualTo(2));
            Assert.That(meta["withheldByGround"]!.ToJsonString(), Is.EqualTo("""{"hate":1,"privacy":1}"""));
            Assert.That((meta.Number("withheld"), meta.Number("withdrawn"), meta.Number("inReview")), Is.EqualTo((2, 1, 1)));
            Assert.That((meta.Text("time"), meta.Number("schemaVersion")), Is.EqualTo(("2026-03-02T11:00:00Z", 1)));
            Assert.That(meta.Text("format"), Is.EqualTo(file[8..]));
            Assert.That(meta["filter"]!.ToJsonString(), Is.EqualTo("{}"));
            var filtered = await Checked(app.Anonymous, id, file, "?senderType=organisation&round=1");
            Assert.That((filtered.Number("rows"), filtered.Number("withheld")), Is.EqualTo((0, 0)));
            Assert.That(filtered["filter"]!.ToJsonString(), Is.EqualTo("""{"senderType":"organisation","round":1}"""));
            var all = await Checked(app.Staff, id, file, "?scope=all");
            Assert.That(all.Number("rows"), Is.EqualTo(6));
            Assert.That(all["columns"]!.AsArray().Select(column => column!.GetValue<string>()), Has.Member("q:intern"));
        }
        var header = (await app.Anonymous.GetStringAsync(Address(id, "replies.csv"))).TrimStart('\uFEFF').Split("\r\n")[0];
        var columns = (await Checked(app.Anonymous, id, "replies.csv"))["columns"]!.AsArray();
        Assert.That(string.Join(',', columns.Select(column => column!.GetValue<string>())), Is.EqualTo(header));
    }

    [Test]
    public async Task Meta_IsKeptWhileNothingChanges_AndMadeAnewWhenItDoes_AlsoByTheClock()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("afterDeadline");
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var first = await Checked(app.Anonymous, id, "replies.csv");
        Assert.That((first.Number("rows"), first.Number("awaitingDeadline")), Is.EqualTo((0, 1)));
        app.Clock.Advance(TimeSpan.FromHours(1));
        var second = await Checked(app.Anonymous, id, "replies.csv");
        Assert.That(second.ToJsonString(), Is.EqualTo(first.ToJsonString()), "not measured again");
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        Assert.That((await Checked(app.Anonymous, id, "replies.csv")).Number("awaitingDeadline"), Is.EqualTo(2));
        app.Clock.MoveTo(await app.Deadline(id));
        var last = await Checked(app.Anonymous, id, "replies.csv");
        Assert.That((last.Number("rows"), last.Number("awaitingDeadline")), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task Export_ThatTheReaderHasAlready_IsNotSentAgain_UntilSomethingChanges()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        foreach (var file in (string[])[.. Files, .. Files.Select(file => file + ".meta.json")])
        {
            using var first = await app.Anonymous.GetAsync(Address(id, file));
            var tag = first.Headers.ETag!;
            Assert.That(await Status(app.Anonymous, Address(id, file), tag), Is.EqualTo(HttpStatusCode.NotModified), file);
            Assert.That(await Status(app.Staff, Address(id, file), tag), Is.EqualTo(HttpStatusCode.OK), file);
            await app.Anonymous.Send(id, Given.Reply()).Json(201);
            Assert.That(await Status(app.Anonymous, Address(id, file), tag), Is.EqualTo(HttpStatusCode.OK), file);
        }
    }

    /// <summary>Whatever has happened to replies, files, their meta, the page and the report say the same.</summary>
    [FsCheck.NUnit.Property(MaxTest = 6, QuietOnSuccess = true)]
    public Property AnyHistory_RowsEqualThePagesCounts() =>
        Prop.ForAll(Gen.ListOf(ArbMap.Default.GeneratorFor<byte>()).ToArbitrary(), steps => History([.. steps]).GetAwaiter().GetResult());

    private static async Task<bool> History(byte[] steps)
    {
        await using var app = new TestApp();
        var waits = steps.Length % 2 == 1;
        var id = await app.OpenHearing(waits ? "afterDeadline" : "immediate", "accept");
        // What the rule never makes is never stored: where replies wait for the deadline, so do those that are published.
        Publication[] never = waits ? [Publication.Published, Publication.PublishedRedacted] : [Publication.AwaitingDeadline];
        Publication[] states = [.. Enum.GetValues<Publication>().Except(never)];
        var replies = 0;
        foreach (var step in steps)
        {
            app.Clock.Advance(TimeSpan.FromHours(step));
            if (replies == 0 || step % 3 == 0)
            {
                await app.Anonymous.Send(id, Given.Reply()).Json(201);
                replies++;
            }
            else
            {
                var state = states[step % states.Length];
                var hidden = state is Publication.Withheld or Publication.PublishedRedacted;
                await app.Move(id, 1 + (step % replies), state, hidden ? (Ground)(step % 8) : null);
            }
        }
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report", null).Json(202);
        await app.DoDueWork();
        var counts = (await app.Staff.GetAsync($"/api/v1/hearings/{id}").Json(200))["counts"]!;
        var report = await app.Staff.GetAsync($"/api/v1/hearings/{id}/rounds/1/report").Json(200);
        foreach (var file in Files)
        {
            var meta = await Checked(app.Anonymous, id, file);
            Assert.That(meta.Number("rows"), Is.EqualTo(counts.Number("published") + counts.Number("publishedRedacted")));
            Assert.That((await Checked(app.Staff, id, file, "?scope=all")).Number("rows"), Is.EqualTo(counts.Number("received")));
            foreach (var state in (string[])["withheld", "withdrawn", "inReview", "awaitingDeadline"])
            {
                Assert.That((meta.Number(state), report.Number(state)), Is.EqualTo((counts.Number(state), counts.Number(state))), state);
            }
            Assert.That(
                meta["withheldByGround"]!.AsObject().Sum(ground => ground.Value!.GetValue<int>()),
                Is.EqualTo(meta.Number("withheld"))
            );
        }
        Assert.That((report.Number("replies"), report.Number("published")), Is.EqualTo((replies, counts.Number("published"))));
        return true;
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, string address, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(tag);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
