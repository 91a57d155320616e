using Consultation.Api.Jobs;

namespace Consultation.Tests.Jobs;

public sealed class AlarmsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Alarm_IsNeeded_WhereNoneIsSetAsEarly_AndAgainWhenItHasRung()
    {
        var alarms = new Alarms();
        Assert.That(alarms.Set("mail", Noon));
        Assert.That(alarms.Set("mail", Noon), Is.False);
        Assert.That(alarms.Set("mail", Noon.AddMinutes(1)), Is.False, "who looks at noon sets the next");
        Assert.That(alarms.Set("urgent", Noon.AddMinutes(1)), "each queue has its own");
        Assert.That(alarms.Set("mail", Noon.AddMinutes(-1)), "earlier than what is set");
        Assert.That(alarms.Set("mail", Noon), Is.False);
        alarms.Rang("mail");
        Assert.That(alarms.Set("mail", Noon));
    }
}
