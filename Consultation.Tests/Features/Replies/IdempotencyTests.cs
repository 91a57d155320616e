using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Replies;

public sealed class IdempotencyTests
{
    private static async Task<string> Body(Task<HttpResponseMessage> sending, int status = 201)
    {
        using var answer = await sending;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), body);
        return body;
    }

    [Test]
    public async Task SendAgain_OtherBodyUnderTheSameKey_IsRefused()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply(), "key-1").Json(201);
        var answer = await app.Anonymous.Send(id, Given.Reply("Noe annet."), "key-1").Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("idempotency.mismatch"));
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.EqualTo(1));
    }

    [TestCase("immediate", "reject")]
    [TestCase("afterDeadline", "accept")]
    public async Task SendAgain_SameKeyAndBody_GivesTheSameReceiptToTheByte_AlsoAfterTheDeadline(string publication, string late)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(publication, late);
        var first = await Body(app.Anonymous.Send(id, Given.Reply(), "key-1"));
        Assert.That(await Body(app.Anonymous.Send(id, Given.Reply(), "key-1")), Is.EqualTo(first));
        app.Clock.MoveTo(await app.Deadline(id) + TimeSpan.FromDays(3));
        Assert.That(await Body(app.Anonymous.Send(id, Given.Reply(), "key-1")), Is.EqualTo(first));
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.EqualTo(1));
    }

    [Test]
    public async Task Send_SameKeyOnAnotherHearing_IsAnotherReply()
    {
        await using var app = new TestApp();
        var one = await app.OpenHearing();
        var other = await app.OpenHearing();
        var first = await app.Anonymous.Send(one, Given.Reply(), "key-1").Json(201);
        var second = await app.Anonymous.Send(other, Given.Reply(), "key-1").Json(201);
        Assert.That(second.Text("reference"), Is.Not.EqualTo(first.Text("reference")));
        Assert.That(second.Number("number"), Is.EqualTo(1));
    }

    [Test]
    public async Task Send_ManyTimesAtOnceUnderOneKey_IsOneReply()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Body(app.Anonymous.Send(id, Given.Reply(), "key-1"))));
        Assert.That(receipts.Distinct(), Has.Exactly(1).Items);
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.EqualTo(1));
    }

    [Test]
    public async Task Send_ManyAtOnce_NumbersEachOnce_WithoutAGap()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => app.Anonymous.Send(id, Given.Reply()).Json(201)));
        Assert.That(receipts.Select(receipt => receipt.Number("number")), Is.EquivalentTo(Enumerable.Range(1, 40)));
        Assert.That(receipts.Select(receipt => receipt.Text("reference")), Is.Unique);
        var counts = (await app.Hearing(id))["counts"]!;
        Assert.That((counts.Number("received"), counts.Number("withRemarks")), Is.EqualTo((40, 40)));
    }

    [Test]
    public async Task Send_WithoutKey_IsANewReplyEachTime()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.EqualTo(2));
    }

    [Test]
    public async Task Send_WithAKeyThatIsTooLong_IsRefused()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var answer = await app.Anonymous.Send(id, Given.Reply(), new string('k', 201)).Json(422);
        Assert.That(answer["errors"]!["idempotencyKey"], Is.Not.Null);
    }
}
