using Consultation.Domain;

namespace Consultation.Tests.Domain;

public sealed class ReviewRulesTests
{
    [TestCase("2026-11-20", "2026-11-20", 0, TestName = "Waited_TheSameDay_IsNothing")]
    [TestCase("2026-11-20", "2026-11-19", 0, TestName = "Waited_TheDayBefore_IsNothing")]
    [TestCase("2026-11-20", "2026-11-22", 0, TestName = "Waited_OverAWeekend_IsNothing")]
    [TestCase("2026-11-20", "2026-11-25", 3, TestName = "Waited_FromFridayToWednesday_IsThree")]
    [TestCase("2026-11-21", "2026-11-23", 1, TestName = "Waited_FromSaturdayToMonday_IsOne")]
    [TestCase("2026-04-01", "2026-04-07", 1, TestName = "Waited_OverEaster_IsOne")]
    [TestCase("2026-05-13", "2026-05-19", 3, TestName = "Waited_OverAscensionDayAndThe17th_IsThree")]
    public void Waited(string received, string today, int expected) =>
        Assert.That(
            ReviewRules.WorkdaysWaited(
                DateOnly.Parse(received, System.Globalization.CultureInfo.InvariantCulture),
                DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)
            ),
            Is.EqualTo(expected)
        );
}
