using System.Net;
using System.Text.Json.Nodes;
using Consultation.Api.Features.Attachments;
using Consultation.Api.Features.Housekeeping;
using Consultation.Domain;
using Consultation.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static Consultation.Tests.Support.Uploads;

namespace Consultation.Tests.Features.Annexes;

/// <summary>Files beside a hearing's documents: who may lay them there, who may read them, and what is left when they are taken away.</summary>
public sealed class AnnexTests
{
    private static string Address(string hearing, string annex) => $"/api/v1/hearings/{hearing}/annexes/{annex}";

    private static IEnumerable<string> Titles(JsonNode hearing) => hearing["annexes"]!.AsArray().Select(annex => annex!.Text("title"));

    [Test]
    public async Task Add_StrangerAnalystOrForeignMinistry_IsRefused_AndADraftsFileIsItsStaffsAlone()
    {
        await using var app = new TestApp();
        var draft = await app.Draft(Given.Hearing(ministry: "ksd"));
        var token = await app.Token();
        using var analyst = await app.Holder("analyst", "ksd");
        using var foreign = await app.Holder("caseOfficer", "nfd");
        await app.Anonymous.AddAnnex(draft, token).Json(401);
        await analyst.AddAnnex(draft, token).Json(403);
        await foreign.AddAnnex(draft, token).Json(404);
        using var officer = await app.Holder("caseOfficer", "ksd");
        var annex = (await officer.AddAnnex(draft, token).Json(201)).Text("id");

        await app.Anonymous.GetAsync(Address(draft, annex)).Json(404);
        await foreign.GetAsync(Address(draft, annex)).Json(404);
        await foreign.RemoveAnnex(draft, annex).Json(404);
        await analyst.RemoveAnnex(draft, annex).Json(403);
        using var file = await analyst.GetAsync(Address(draft, annex));
        Assert.That(await file.Content.ReadAsByteArrayAsync(), Is.EqualTo(Pdf));
        Assert.That(file.Headers.CacheControl!.NoStore, Is.True);
        var other = await app.OpenHearing();
        await app.Anonymous.GetAsync(Address(other, annex)).Json(404);
        await app.Staff.RemoveAnnex(other, annex, "Feil.").Json(404);
    }

    [Test]
    public async Task Add_ToAPublishedHearing_IsListed_Downloadable_AndToldToMirrorsAndCaches()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var mirror = new SampleMirror(app.Anonymous);
        await mirror.Follow();
        using var before = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}");
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var annex = await app.Annex(id, fileName: "Utkast «1».pdf", title: " Vedlegg 1:\nUtkast til\u202E forskrift ");
        app.Clock.Advance(TimeSpan.FromSeconds(10));

        var shown = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}").Json(200);
        var item = shown["annexes"]!.AsArray().Single()!;
        Assert.That(
            (item.Text("title"), item.Text("fileName"), item.Text("contentType"), item.Number("size")),
            Is.EqualTo(("Vedlegg 1: Utkast til forskrift", "Utkast «1».pdf", "application/pdf", Pdf.Length))
        );
        Assert.That(item.Text("url"), Does.EndWith(Address(id, annex)));
        Assert.That(shown["removedAnnexes"]!.AsArray(), Is.Empty);
        using var after = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}");
        Assert.That(after.Headers.ETag, Is.Not.EqualTo(before.Headers.ETag));
        await mirror.Follow();
        Assert.That(mirror.Held[id]["annexes"]!.ToJsonString(), Is.EqualTo(shown["annexes"]!.ToJsonString()));
        var listed = (await app.Anonymous.GetAsync("/api/v1/hearings").Json(200))["items"]!.AsArray().Single()!;
        Assert.That(listed["annexes"], Is.Null, "lists leave it out");

        using var file = await app.Anonymous.GetAsync(Address(id, annex));
        Assert.That(await file.Content.ReadAsByteArrayAsync(), Is.EqualTo(Pdf));
        var disposition = file.Content.Headers.ContentDisposition!;
        Assert.That((disposition.DispositionType, disposition.FileNameStar), Is.EqualTo(("attachment", "Utkast «1».pdf")));
        Assert.That(file.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(["nosniff"]));
        Assert.That(file.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("sandbox"));
        Assert.That(file.Headers.CacheControl!.ToString(), Is.EqualTo("public, must-revalidate, max-age=0"));
        Assert.That(file.Headers.Contains("Set-Cookie"), Is.False);
        var again = new HttpRequestMessage(HttpMethod.Get, Address(id, annex));
        again.Headers.IfNoneMatch.Add(file.Headers.ETag!);
        using var same = await app.Anonymous.SendAsync(again);
        Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [TestCase("../../etc/passwd.pdf", "passwd.pdf", "passwd")]
    [TestCase("C:\\Brukere\\kari\\Notat.pdf", "Notat.pdf", "Notat")]
    [TestCase("regning\u202Efdp.exe", "regningfdp.pdf", "regningfdp")]
    [TestCase("a\r\nX-Evil: 1;\"b\".pdf", "aX-Evil 1;b.pdf", "aX-Evil 1;b")]
    public async Task Add_OddFileName_IsCleaned_ForTheListAndTheDownload(string given, string fileName, string title)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var kept = await app.SendAsAnybody(
            new KeepAttachment.Command
            {
                FileName = FileNames.Clean(given, FileTypes.Pdf),
                ContentType = FileTypes.Pdf.ContentType,
                Size = Pdf.Length,
                Sha256 = (await app.Anonymous.Upload(Pdf, "a.pdf").Json(201)).Text("sha256"),
            }
        );
        var annex = await app.Staff.AddAnnex(id, kept.Token).Json(201);
        Assert.That((annex.Text("fileName"), annex.Text("title")), Is.EqualTo((fileName, title)));
        using var file = await app.Anonymous.GetAsync(Address(id, annex.Text("id")));
        Assert.That(file.Content.Headers.ContentDisposition!.FileNameStar, Is.EqualTo(fileName));
        Assert.That(file.Headers.Contains("X-Evil"), Is.False);
    }

    [Test]
    public async Task Add_LongNameOrTitle_WrongTokenOrNone_SameFileOrTitle_IsToldWhere()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var first = await app.Staff.AddAnnex(id, await app.Token(fileName: new string('å', 240) + ".pdf")).Json(201);
        Assert.That(first.Text("fileName"), Has.Length.LessThanOrEqualTo(FileNames.MaxLength).And.EndsWith(".pdf"));
        Assert.That(first.Text("title"), Has.Length.GreaterThan(150));

        var long301 = await app.Staff.AddAnnex(id, await app.Token(Png, "kart.png"), new string('x', 301)).Json(422);
        Assert.That(long301["errors"]!["title"], Is.Not.Null);
        var unknown = await app.Staff.AddAnnex(id, "nonsense").Json(422);
        Assert.That((unknown.Text("code"), unknown["errors"]!["attachment"] is not null), Is.EqualTo(("attachment.unknown", true)));
        Assert.That((await app.Staff.AddAnnex(id, "").Json(422))["errors"]!["attachment"], Is.Not.Null);

        var sameFile = await app.Staff.AddAnnex(id, await app.Token(fileName: "En annen.pdf")).Json(422);
        Assert.That(sameFile.Text("code"), Is.EqualTo("annex.same_file"));
        var again = await app.Staff.AddAnnex(id, await app.Token(), first.Text("title")).Json(201);
        Assert.That(again.Text("id"), Is.EqualTo(first.Text("id")), "a form that is posted twice");
        var map = await app.Token(Png, "kart.png");
        var sameTitle = await app.Staff.AddAnnex(id, map, first.Text("title").ToUpperInvariant()).Json(422);
        Assert.That((sameTitle.Text("code"), sameTitle["errors"]!["title"] is not null), Is.EqualTo(("annex.same_title", true)));
        await app.Staff.AddAnnex(id, map, "Kart").Json(201);
        Assert.That(Titles(await app.Hearing(id)), Is.EqualTo((string[])[first.Text("title"), "Kart"]));
    }

    [Test]
    public async Task Add_ManyAtOnce_AllAreThere_AndOneTokenGivesOne()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var tokens = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            tokens.Add(await app.Token([.. Pdf, (byte)i], $"Vedlegg {i}.pdf"));
        }
        var answers = await Task.WhenAll(tokens.Append(tokens[0]).Select(token => app.Staff.AddAnnex(id, token)));
        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.Created), Is.EqualTo(8));
        Assert.That(Titles(await app.Hearing(id)), Is.EquivalentTo(Enumerable.Range(0, 8).Select(i => $"Vedlegg {i}")));
    }

    [Test]
    public async Task Remove_FromADraft_LeavesNothing_FromAPublishedHearing_ADatedReason()
    {
        await using var app = new TestApp();
        var draft = await app.Draft();
        var gone = await app.Annex(draft);
        var left = await app.Staff.RemoveAnnex(draft, gone).Json(200);
        Assert.That((left["annexes"]!.AsArray().Count, left["removedAnnexes"]!.AsArray().Count), Is.EqualTo((0, 0)));

        var id = await app.OpenHearing();
        var annex = await app.Annex(id, title: "Vedlegg 1");
        Assert.That((await app.Staff.RemoveAnnex(id, annex).Json(422)).Text("code"), Is.EqualTo("annex.reason_missing"));
        Assert.That((await app.Staff.RemoveAnnex(id, annex, new string('x', 2001)).Json(422))["errors"]!["reason"], Is.Not.Null);
        using var reading = await app.Anonymous.GetAsync(Address(id, annex), HttpCompletionOption.ResponseHeadersRead);
        app.Clock.Advance(TimeSpan.FromHours(1));
        var after = await app.Staff.RemoveAnnex(id, annex, "Feil utgave ble lagt ved.").Json(200);
        var notice = after["removedAnnexes"]!.AsArray().Single()!;
        Assert.That((notice.Text("title"), notice.Text("reason")), Is.EqualTo(("Vedlegg 1", "Feil utgave ble lagt ved.")));
        Assert.That(DateTimeOffset.Parse(notice.Text("removedAt"), null), Is.EqualTo(Instants.Floor(app.Clock.GetUtcNow())));
        Assert.That(after["annexes"]!.AsArray(), Is.Empty);
        await app.Anonymous.GetAsync(Address(id, annex)).Json(404);
        await app.Staff.GetAsync(Address(id, annex)).Json(404);
        await app.Staff.RemoveAnnex(id, annex, "Igjen.").Json(404);
        // Whoever was reading reads on, also when the file is swept meanwhile.
        await Swept(app);
        Assert.That(await reading.Content.ReadAsByteArrayAsync(), Is.EqualTo(Pdf));
        Assert.That(Attachments.UploadTests.Stored(app), Is.Empty);
        await app.Annex(id, title: "Vedlegg 1");
        Assert.That((await app.Anonymous.GetAsync($"/api/v1/hearings/{id}").Json(200))["annexes"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Sweep_LeavesAnnexes_AlsoOfADraft_AndWhatAReplyNamesToo()
    {
        await using var app = new TestApp();
        var draft = await app.Draft();
        var annex = await app.Annex(draft);
        var shared = await app.Annex(draft, Png, "kart.png");
        var open = await app.OpenHearing();
        await app.Anonymous.Send(open, Reply(await app.Token(Png, "kart.png"))).Json(201);
        await app.Token([.. Pdf, 1], "aldri sendt.pdf");
        await Swept(app);
        Assert.That(Attachments.UploadTests.Stored(app), Has.Length.EqualTo(2));
        Assert.That((await app.Staff.GetAsync(Address(draft, annex))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await app.Staff.RemoveAnnex(draft, shared).Json(200);
        await Swept(app);
        Assert.That(Attachments.UploadTests.Stored(app), Has.Length.EqualTo(2), "the reply names it still");
        using var file = await app.Anonymous.GetAsync($"/api/v1/hearings/{open}/replies/1/attachments/0");
        Assert.That(await file.Content.ReadAsByteArrayAsync(), Is.EqualTo(Png));
    }

    [Test]
    public async Task Hearing_ThatHasEnded_KeepsItsAnnexesAsTheyAre()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var annex = await app.Annex(id);
        await app.Withdraw(id).Json(200);
        Assert.That(
            (await app.Staff.AddAnnex(id, await app.Token(Png, "kart.png")).Json(409)).Text("code"),
            Is.EqualTo("hearing.concluded")
        );
        await app.Staff.RemoveAnnex(id, annex, "Feil.").Json(409);
        Assert.That((await app.Anonymous.GetAsync(Address(id, annex))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Deeds_AreInTheLog_WithoutTitleOrReason()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var annex = await app.Annex(id, title: "Hemmelig tittel");
        await app.Staff.RemoveAnnex(id, annex, "Hemmelig grunn").Json(200);
        var lines = await app.Database.Read(db =>
            db.All<string>("select concat(Action, ' ', HearingId, ' ', Detail) from AuditEntry order by Id")
        );
        Assert.That(lines.TakeLast(2), Is.EqualTo((string[])[$"AddAnnex {id} ", $"RemoveAnnex {id} "]));
    }

    private static async Task Swept(TestApp app)
    {
        app.Clock.Advance(ReplyRules.AttachmentWaits + TimeSpan.FromMilliseconds(1));
        await app.SendAsJob(new Tidy.Command());
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Consultation.Api.Pipeline.CurrentUser>().IsJob("test");
        await scope.ServiceProvider.GetRequiredService<SweepFiles.Job>().Run();
    }
}
