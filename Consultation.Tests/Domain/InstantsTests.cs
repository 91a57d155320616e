using Consultation.Domain;
using NUnit.Framework;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain;

public sealed class InstantsTests
{
    [Test]
    public void Floor_PartOfAMillisecond_IsDroppedAndTheOffsetWithIt()
    {
        var floored = Instants.Floor(new DateTimeOffset(2026, 3, 13, 23, 59, 59, TimeSpan.FromHours(1)).AddTicks(9_999_999));
        Assert.That(floored, Is.EqualTo(new DateTimeOffset(2026, 3, 13, 22, 59, 59, 999, TimeSpan.Zero)));
        Assert.That(floored.Offset, Is.EqualTo(TimeSpan.Zero));
    }

    [Property]
    public bool Floor_AnyInstant_IsWholeMillisecondsAtMostOneBack(DateTimeOffset instant)
    {
        var floored = Instants.Floor(instant);
        return floored <= instant
            && instant - floored < TimeSpan.FromMilliseconds(1)
            && floored.UtcTicks % TimeSpan.TicksPerMillisecond == 0
            && Instants.Floor(floored) == floored;
    }
}
