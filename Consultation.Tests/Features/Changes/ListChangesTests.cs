using System.Net;
using System.Text.Json.Nodes;
using Consultation.Api.Features.Changes;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Http;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Changes;

public sealed class ListChangesTests
{
    private const string Address = "/api/v1/changes?limit=100";
    private TestApp _app = null!;

    [SetUp]
    public void Start() => _app = new TestApp();

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Draft_AndReplyInReview_AreNotTold()
    {
        var draft = await _app.Draft();
        await _app.AddRound(draft, new { opensAt = _app.Clock.GetUtcNow(), closesOn = "2026-05-29" }).Json(201);
        Assert.That(await _app.Told(), Is.Empty);
        var id = await _app.OpenHearing("reviewed");
        await _app.Anonymous.Send(id, Given.Reply()).Json(201);
        Assert.That(await _app.Told(), Is.EqualTo((string[])[$"{id} published"]), "nothing of the draft, nothing of what is being read");
    }

    [Test]
    public async Task PublishedHearingAndReply_AreTold_InOrder_WithTheirAddress()
    {
        var id = await _app.OpenHearing();
        await _app.Anonymous.Send(id, Given.Reply()).Json(201);
        await _app.Extend(id, new { closesOn = "2026-06-30", reason = "Flere ba om det." }).Json(200);
        _app.Settle();
        var changes = await _app.Anonymous.GetAsync(Address).Json(200);
        Assert.That(await _app.Told(), Is.EqualTo((string[])[$"{id} published", $"{id}/1 published", $"{id} updated"]));
        var reply = changes["items"]![1]!;
        Assert.That((reply.Text("kind"), reply.Text("hearing"), reply.Number("number")), Is.EqualTo(("reply", id, 1)));
        Assert.That(changes["items"]![0]!["number"], Is.Null);
        Assert.That(changes["next"], Is.Null);
    }

    [Test]
    public async Task Cursor_ReadsOn_AndStaysWhileNothingIsNew()
    {
        var id = await _app.OpenHearing();
        for (var i = 0; i < 4; i++)
        {
            await _app.Anonymous.Send(id, Given.Reply()).Json(201);
        }
        _app.Settle();
        var pages = await _app.Anonymous.AllPages("/api/v1/changes?limit=2");
        Assert.That(pages.Select(item => item.Text("id")), Is.EqualTo((string[])[id, $"{id}/1", $"{id}/2", $"{id}/3", $"{id}/4"]));
        var cursor = (await _app.Anonymous.GetAsync(Address).Json(200)).Text("cursor");
        var idle = await _app.Anonymous.GetAsync($"{Address}&cursor={cursor}").Json(200);
        Assert.That((idle["items"]!.AsArray().Count, idle.Text("cursor")), Is.EqualTo((0, cursor)));
        await _app.Anonymous.Send(id, Given.Reply()).Json(201);
        _app.Settle();
        var more = await _app.Anonymous.GetAsync($"{Address}&cursor={cursor}").Json(200);
        Assert.That(more["items"]!.AsArray().Single()!.Text("id"), Is.EqualTo($"{id}/5"));
        await Problems.Expect(await _app.Anonymous.GetAsync("/api/v1/changes?cursor=nonsense"), 422, "cursor.invalid");
        await Problems.Expect(await _app.Anonymous.GetAsync("/api/v1/changes?limit=101"), 422, "validation");
    }

    [Test]
    public async Task Poll_WithTheTag_IsNotModified_UntilSomethingIsNew()
    {
        var id = await _app.OpenHearing();
        _app.Settle();
        using var first = await _app.Anonymous.GetAsync(Address);
        async Task<HttpStatusCode> Again()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Address);
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var answer = await _app.Anonymous.SendAsync(request);
            return answer.StatusCode;
        }
        Assert.That(await Again(), Is.EqualTo(HttpStatusCode.NotModified));
        await _app.Anonymous.Send(id, Given.Reply()).Json(201);
        _app.Settle();
        Assert.That(await Again(), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task AfterTheDeadline_WhatAwaitedIt_IsToldOnce_AndTakenBackWhenItIsExtended()
    {
        var id = await _app.OpenHearing("afterDeadline", lateReplies: "accept");
        await _app.Anonymous.Send(id, Given.Reply()).Json(201);
        await _app.Anonymous.Send(id, Given.Reply()).Json(201);
        await _app.DoDueWork();
        Assert.That((await _app.Told()).Where(told => told.Contains('/')), Is.Empty);

        _app.Clock.MoveTo(await _app.Deadline(id));
        await _app.DoDueWork();
        await _app.Anonymous.Send(id, Given.Reply("For sent.")).Json(201);
        string[] shown = [$"{id}/1 published", $"{id}/2 published", $"{id}/3 published"];
        Assert.That((await _app.Told()).Where(told => told.Contains('/')), Is.EqualTo(shown));

        await _app.Extend(id, new { closesOn = "2026-09-30", reason = "Flere ba om det." }).Json(200);
        await _app.DoDueWork();
        string[] hidden = [.. shown, $"{id}/1 withheld", $"{id}/2 withheld", $"{id}/3 withheld"];
        Assert.That((await _app.Told()).Where(told => told.Contains('/')), Is.EqualTo(hidden));

        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _app.Close(id, new { reason = "Likevel ikke." }).Json(200);
        await _app.DoDueWork();
        Assert.That((await _app.Told()).Where(told => told.Contains('/')), Is.EqualTo((string[])[.. hidden, .. shown]));
    }

    [Test]
    public async Task Announcing_StoppedAndDoneAgain_TellsNothingTwice()
    {
        var id = await _app.OpenHearing("afterDeadline");
        await _app.Anonymous.Send(id, Given.Reply()).Json(201);
        _app.Clock.MoveTo(await _app.Deadline(id));
        var round = await _app.Database.Read(db => db.First<long>("select Id from HearingRound"));
        Assert.That((await _app.SendAsJob(new AnnounceRound.Command(round, 0))).Written, Is.EqualTo(1));
        Assert.That((await _app.SendAsJob(new AnnounceRound.Command(round, 0))).Written, Is.Zero);
        await _app.DoDueWork();
        Assert.That((await _app.Told()).Where(told => told.Contains('/')), Is.EqualTo((string[])[$"{id}/1 published"]));
    }

    /// <summary>They were public from the publishing on, but no command had told of them.</summary>
    [Test]
    public async Task WhatWasImportedIntoADraft_IsTold_WhenItIsPublished()
    {
        var id = await _app.Draft(Given.Hearing());
        await _app.AddRound(id, new { opensAt = _app.Clock.GetUtcNow(), closesOn = "2026-05-29" }).Json(201);
        await Import(id);
        await _app.Staff.Decide(id, "withhold", number: 2, ground: "spam").Json(200);
        Assert.That(await _app.Told(), Is.Empty);
        await _app.Publish(id).Json(200);
        await _app.DoDueWork();
        Assert.That(await _app.Told(), Is.EqualTo((string[])[$"{id} published", $"{id}/1 published", $"{id}/2 withheld"]));
    }

    private async Task Import(string id)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Svar\nEnig.\nUenig.\n"), "file", "svar.csv" },
            { new StringContent("""{"format": "csv", "fields": {"text": "Svar"}}"""), "mapping" },
        };
        await _app.Staff.PostAsync($"/api/v1/hearings/{id}/imports", form).Json(202);
        await _app.DoDueWork();
    }

    /// <summary>In a storm kept answers may be a second old, but not to whoever was told of a change.</summary>
    [Test]
    public async Task Change_ThatIsTold_IsThereWhenItIsFetched_AlsoInAStorm()
    {
        var id = await _app.OpenHearing();
        var mirror = new SampleMirror(_app.Anonymous);
        for (var i = 1; i <= 30; i++)
        {
            await _app.Anonymous.Send(id, Given.Reply()).Json(201);
            await _app.Anonymous.GetAsync($"/api/v1/hearings/{id}").Json(200);
            await _app.Extend(id, new { closesAt = _app.Clock.GetUtcNow().AddDays(200 + i), reason = "Mer tid." }).Json(200);
            _app.Settle();
            await mirror.Follow();
            var shown = mirror.Held[id]["rounds"]![0]!["history"]!.AsArray().Count;
            Assert.That((shown, mirror.Held.Count), Is.EqualTo((i, i + 1)));
        }
    }
}
