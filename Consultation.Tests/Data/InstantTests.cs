using Consultation.Tests.Support;

namespace Consultation.Tests.Data;

/// <summary>An instant comes back from a column as it went in, whatever its fraction.</summary>
public sealed class InstantTests
{
    [TestCase("2026-03-02T11:00:00Z")]
    [TestCase("2026-03-02T11:00:00.1Z")]
    [TestCase("2026-03-02T11:00:00.123Z")]
    [TestCase("2026-12-31T23:59:59.9999999Z")]
    [TestCase("0001-01-01T00:00:00Z")]
    [TestCase("9998-12-31T23:59:59.999Z")]
    public async Task Instant_GoesInAndComesBack(string text)
    {
        var instant = DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        await using var app = new TestApp();
        Assert.That(await app.Database.Read(db => db.First<DateTimeOffset>("select @At as At", new { At = instant })), Is.EqualTo(instant));
    }

    [Test]
    public async Task InstantWithAnotherOffset_IsReadAsTheSameInstant()
    {
        await using var app = new TestApp();
        var read = await app.Database.Read(db => db.First<DateTimeOffset>("select '2026-03-02 12:00:00+01:00' as At"));
        Assert.That(read, Is.EqualTo(app.Clock.GetUtcNow()));
    }
}
