using Consultation.Api;

namespace Consultation.Tests.Jobs;

public sealed class AheadTests
{
    [Test]
    public async Task Of_AnyThings_GivesThemInTheirOrder()
    {
        var taken = new List<int>();
        await foreach (var number in Ahead.Of(Enumerable.Range(1, 1000)))
        {
            taken.Add(number);
        }
        Assert.That(taken, Is.EqualTo(Enumerable.Range(1, 1000)));
    }

    [Test]
    public void Of_ThingsThatBreak_GivesWhatWasBeforeAndThenTheSameProblem()
    {
        var taken = new List<int>();
        Assert.That(
            async () =>
            {
                await foreach (var number in Ahead.Of(Breaking(3)))
                {
                    taken.Add(number);
                }
            },
            Throws.TypeOf<FormatException>().With.Message.EqualTo("broken")
        );
        Assert.That(taken, Is.EqualTo([1, 2, 3]));
    }

    [Test]
    public async Task Of_ACallerWhoLeaves_LetsTheSourceGoWhenNothingIsBeingMade()
    {
        var source = new Source();
        await foreach (var number in Ahead.Of(source.Numbers()))
        {
            if (number == 2)
            {
                break;
            }
        }
        Assert.That(source.IsGone, Is.True);
        Assert.That(source.Made, Is.EqualTo(3), "one ahead and no more");
    }

    [Test]
    public async Task Of_ACallerWhoLeavesBeforeTheProblem_DoesNotHearOfIt()
    {
        await foreach (var number in Ahead.Of(Breaking(2)))
        {
            if (number == 2)
            {
                break;
            }
        }
        Assert.Pass();
    }

    private static IEnumerable<int> Breaking(int after)
    {
        for (var number = 1; number <= after; number++)
        {
            yield return number;
        }
        throw new FormatException("broken");
    }

    private sealed class Source
    {
        public int Made { get; private set; }
        public bool IsGone { get; private set; }

        public IEnumerable<int> Numbers()
        {
            try
            {
                while (true)
                {
                    yield return ++Made;
                }
            }
            finally
            {
                IsGone = true;
            }
        }
    }
}
