using Consultation.Api.Data;
using Microsoft.Extensions.Logging.Abstractions;

namespace Consultation.Tests.Data;

/// <summary>What SQL Server gives up is run again as a whole: not for ever, and not what would fail the same way.</summary>
public sealed class AgainTests
{
    private List<TimeSpan> _waits = null!;

    [SetUp]
    public void Begin() => _waits = [];

    [Test]
    public async Task AnotherProblem_IsToldAtOnce()
    {
        var tries = 0;
        await Assert.ThrowsAsync<InvalidOperationException>(() => Run<int>(() => throw Counted(new InvalidOperationException())));
        Assert.That((tries, _waits.Count), Is.EqualTo((1, 0)));

        Exception Counted(Exception problem)
        {
            tries++;
            return problem;
        }
    }

    [Test]
    public async Task Trouble_ThatPasses_IsNotSeen()
    {
        var tries = 0;
        Assert.That(await Run(() => ++tries < 3 ? throw new Passing() : Task.FromResult(tries)), Is.EqualTo(3));
        Assert.That(_waits, Has.Count.EqualTo(2));
        Assert.That(_waits, Is.Ordered);
    }

    [Test]
    public async Task Trouble_ThatStays_IsToldAfterFiveTries_AndFiveSecondsOfWaiting()
    {
        var tries = 0;
        await Assert.ThrowsAsync<Passing>(() => Run<int>(() => ++tries > 0 ? throw new Passing() : Task.FromResult(0)));
        Assert.That(tries, Is.EqualTo(Again.MostTries));
        Assert.That(_waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait), Is.LessThan(Again.MostTime));
    }

    [Test]
    public async Task Duplicate_ThatStays_IsOurOwnMistake()
    {
        var tries = 0;
        await Assert.ThrowsAsync<Race>(() => Run<int>(() => ++tries > 0 ? throw new Race() : Task.FromResult(0)));
        Assert.That(tries, Is.EqualTo(3));
    }

    [TestCase(1205, 13, true)]
    [TestCase(-2, 11, true)]
    [TestCase(4060, 11, true)]
    [TestCase(40613, 17, true)]
    [TestCase(104, 20, true, TestName = "Number_OfTheSystem_WhenTheConnectionIsLost")]
    [TestCase(18456, 14, false, TestName = "Number_WrongPassword")]
    [TestCase(208, 16, false, TestName = "Number_NoSuchTable")]
    [TestCase(2627, 14, false, TestName = "Number_Duplicate")]
    public void Numbers_ThatPass(int number, byte severity, bool passes) =>
        Assert.That(SqlServerFaults.IsPassing(number, severity), Is.EqualTo(passes));

    [TestCase(2627, true)]
    [TestCase(2601, true)]
    [TestCase(547, true)]
    [TestCase(1205, false)]
    public void Numbers_OfRaces(int number, bool isRace) => Assert.That(SqlServerFaults.IsRace(number), Is.EqualTo(isRace));

    private Task<T> Run<T>(Func<Task<T>> work) =>
        new Again(
            problem => problem is Passing,
            problem => problem is Race,
            NullLogger.Instance,
            wait =>
            {
                _waits.Add(wait);
                return Task.CompletedTask;
            }
        ).Run(work);

    private sealed class Passing : Exception;

    private sealed class Race : Exception;
}
