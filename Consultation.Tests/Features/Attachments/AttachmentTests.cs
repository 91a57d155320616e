using System.Net;
using System.Net.Http.Headers;
using Consultation.Api.Features.Attachments;
using Consultation.Api.Features.Housekeeping;
using Consultation.Domain;
using Consultation.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static Consultation.Tests.Support.Uploads;

namespace Consultation.Tests.Features.Attachments;

public sealed class AttachmentTests
{
    private static string Address(string hearing, int number, int index, string scope = "") =>
        $"/api/v1/hearings/{hearing}/replies/{number}/attachments/{index}{scope}";

    private static async Task<int> Sweep(TestApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Consultation.Api.Pipeline.CurrentUser>().IsJob("test");
        return await scope.ServiceProvider.GetRequiredService<SweepFiles.Job>().Run();
    }

    [Test]
    public async Task Get_OfAReplyThatIsNotPublic_IsNotFound_ForAnybodyButItsStaff()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("reviewed");
        await app.Anonymous.Send(id, Reply(await app.Token())).Json(201);
        await app.Anonymous.GetAsync(Address(id, 1, 0)).Json(404);
        await app.Anonymous.GetAsync(Address(id, 1, 0, "?scope=all")).Json(401);
        using var stranger = await app.Holder("caseOfficer", "nfd");
        await stranger.GetAsync(Address(id, 1, 0, "?scope=all")).Json(404);
        await stranger.GetAsync(Address(id, 1, 0)).Json(404);
        using var file = await app.Staff.GetAsync(Address(id, 1, 0, "?scope=all"));
        Assert.That(file.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(file.Headers.CacheControl!.NoStore, Is.True);
    }

    [Test]
    public async Task Get_OfAPublicReply_IsADownload_ThatNoBrowserRuns()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Reply(await app.Token(fileName: "Høring «2».pdf"), await app.Token(Png, "kart.png"))).Json(201);
        var seen = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200);
        var first = seen["attachments"]![0]!;
        Assert.That((first.Number("index"), first.Text("fileName"), first.Number("size")), Is.EqualTo((0, "Høring «2».pdf", Pdf.Length)));
        Assert.That(first.Text("contentType"), Is.EqualTo("application/pdf"));
        using var file = await app.Anonymous.GetAsync(first.Text("url"));
        Assert.That(await file.Content.ReadAsByteArrayAsync(), Is.EqualTo(Pdf));
        var disposition = file.Content.Headers.ContentDisposition!;
        Assert.That((disposition.DispositionType, disposition.FileNameStar), Is.EqualTo(("attachment", "Høring «2».pdf")));
        Assert.That(file.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(["nosniff"]));
        Assert.That(file.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("sandbox"));
        Assert.That(file.Headers.ETag!.Tag, Is.EqualTo($"\"{first.Text("sha256")}\""));
        Assert.That(file.Headers.Contains("Set-Cookie"), Is.False);

        var again = new HttpRequestMessage(HttpMethod.Get, Address(id, 1, 0));
        again.Headers.IfNoneMatch.Add(file.Headers.ETag);
        using var same = await app.Anonymous.SendAsync(again);
        Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        var part = new HttpRequestMessage(HttpMethod.Get, Address(id, 1, 1));
        part.Headers.Range = new RangeHeaderValue(1, 3);
        using var some = await app.Anonymous.SendAsync(part);
        Assert.That(await some.Content.ReadAsStringAsync(), Is.EqualTo("PNG"));
        await app.Anonymous.GetAsync(Address(id, 1, 2)).Json(404);
        await app.Anonymous.GetAsync(Address(id, 1, -1)).Json(404);
    }

    [Test]
    public async Task Get_OfAHiddenFile_IsNotFound_AndItsNameIsNotTold()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Reply(await app.Token(fileName: "Hemmelig.pdf"))).Json(201);
        // As a redaction leaves it.
        await app.Database.Write(db => db.Run("update ReplyAttachment set Hidden = 1"));
        var seen = await app.SendAsAnybody(
            new Consultation.Api.Features.Replies.GetReply.Query(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture), 1)
        );
        Assert.That(seen.Attachments![0], Is.EqualTo(new Consultation.Api.Features.Replies.AttachmentView { Index = 0, Hidden = true }));
        await app.Anonymous.GetAsync(Address(id, 1, 0)).Json(404);
    }

    [Test]
    public async Task Send_TokenThatIsUnknownUsedOrNamedTwice_IsRefused_AndTakesNothing()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var token = await app.Token();
        foreach (var (tokens, place) in new[] { ((string[])["nonsense"], 0), ([token, ""], 1), ([token, token], 1), (["keep:0"], 0) })
        {
            var refused = await app.Anonymous.Send(id, Reply(tokens)).Json(422);
            Assert.That(refused.Text("code"), Is.EqualTo("attachment.unknown"));
            Assert.That(refused["errors"]![$"attachments[{place}]"], Is.Not.Null);
        }
        var reply = Reply(token);
        reply.Remove("text");
        await app.Anonymous.Send(id, reply).Json(201);
        await app.Anonymous.Send(id, Reply(token)).Json(422);
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.EqualTo(1));
    }

    [Test]
    public async Task Send_TheSameReplyAgain_GivesTheSameReceipt_ThoughItsTokensAreUsed()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reply = Reply(await app.Token(), await app.Token(Png, "kart.png"));
        var first = await app.Anonymous.Send(id, reply, "key-1").Json(201);
        var second = await app.Anonymous.Send(id, reply.DeepClone(), "key-1").Json(201);
        Assert.That(second.ToJsonString(), Is.EqualTo(first.ToJsonString()));
    }

    [Test]
    public async Task Send_ManyAtOnceWithOneToken_OneOfThemGetsTheFile()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var token = await app.Token();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => app.Anonymous.Send(id, Reply(token))));
        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.Created), Is.EqualTo(1));
        Assert.That(answers.Count(answer => (int)answer.StatusCode == 422), Is.EqualTo(11));
    }

    [Test]
    public async Task Upload_IsGoneAfterADayUnnamed_AndWhatWasNamedStays()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var named = await app.Token(Png, "kart.png");
        await app.Anonymous.Send(id, Reply(named)).Json(201);
        var shared = await app.Token(Png, "samme kart.png");
        var token = await app.Token();
        app.Clock.Advance(ReplyRules.AttachmentWaits - TimeSpan.FromMilliseconds(1));
        Assert.That(await app.SendAsJob(new Tidy.Command()), Is.Zero);
        Assert.That(await Sweep(app), Is.Zero);
        var late = await app.Token();
        await app.Anonymous.Send(id, Reply(late)).Json(201);
        app.Clock.Advance(TimeSpan.FromMilliseconds(2));
        Assert.That((await app.Anonymous.Send(id, Reply(token)).Json(422)).Text("code"), Is.EqualTo("attachment.unknown"));
        Assert.That(await app.SendAsJob(new Tidy.Command()), Is.EqualTo(2), "the two that nobody named");
        Assert.That(await Sweep(app), Is.Zero, "each content has a row that names it");
        Assert.That(UploadTests.Stored(app), Has.Length.EqualTo(2));
        await app.Anonymous.Send(id, Reply(shared)).Json(422);
        Assert.That((await app.Anonymous.GetAsync(Address(id, 1, 0))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await app.Anonymous.GetAsync(Address(id, 2, 0))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Sweep_TakesFilesThatNoRowNames_OnceTheyAreADayOld_AndPutsBackWhatIsNamed()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Token();
        await app.Anonymous.Send(id, Reply(await app.Token(Png, "kart.png"))).Json(201);
        var kept = Directory
            .EnumerateFiles(Path.Combine(app.DataDirectory, "files"), "*", SearchOption.AllDirectories)
            .Single(path => new FileInfo(path).Length == Png.Length);
        // A program that died in the middle of a sweep, and one in the middle of an upload.
        File.Move(kept, kept + ".leaving");
        var half = Path.Combine(app.DataDirectory, "files", "half.part");
        await File.WriteAllTextAsync(half, "x");
        File.SetLastWriteTimeUtc(half, app.Clock.GetUtcNow().UtcDateTime);
        app.Clock.Advance(ReplyRules.AttachmentWaits + TimeSpan.FromMilliseconds(1));
        await app.SendAsJob(new Tidy.Command());
        Assert.That(await Sweep(app), Is.EqualTo(1));
        Assert.That(UploadTests.Stored(app), Is.EqualTo((string[])[Path.GetFileName(kept)]));
        using var file = await app.Anonymous.GetAsync(Address(id, 1, 0));
        Assert.That(await file.Content.ReadAsByteArrayAsync(), Is.EqualTo(Png));
    }

    [Test]
    public async Task Sweep_WhileTheSameContentIsUploadedAgain_NeverTakesAFileThatARowNames()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        for (var round = 0; round < 10; round++)
        {
            await app.Token();
            app.Clock.Advance(ReplyRules.AttachmentWaits + TimeSpan.FromSeconds(1));
            await app.SendAsJob(new Tidy.Command());
            var tokens = Enumerable.Range(0, 6).Select(_ => app.Token()).ToArray();
            await Task.WhenAll([.. tokens, Sweep(app), Sweep(app)]);
            var receipt = await app.Anonymous.Send(id, Reply(await tokens[0])).Json(201);
            using var file = await app.Anonymous.GetAsync(Address(id, receipt.Number("number"), 0));
            Assert.That(file.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [Test]
    public async Task Send_IdentityNumberInAFileName_IsRefused_ThenTakenIntoReview()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reply = Reply(await app.Token(fileName: "Ola 13097248022.pdf"));
        var answer = await app.Anonymous.Send(id, reply).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("reply.national_id"));
        Assert.That(answer["errors"]!["attachments[0]"], Is.Not.Null);
        reply["notANationalId"] = true;
        Assert.That((await app.Anonymous.Send(id, reply).Json(201)).Text("publication"), Is.EqualTo("inReview"));
    }
}
