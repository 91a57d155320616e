using Consultation.Api.Http;
using Consultation.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Http;

/// <summary>The memory of kept answers is bounded, and what is read again stays.</summary>
public sealed class KeptAnswersTests
{
    [Test]
    public async Task Room_ThatIsUsedUp_IsMadeByWhatNobodyAskedForLately()
    {
        await using var app = new TestApp();
        var kept = app.Services.GetRequiredService<KeptAnswers>();
        var version = new PublicVersion(1, 0);
        KeptAnswer? Find(int n) => kept.Find(new DefaultHttpContext(), ($"/{n}", "br"), version);
        for (var n = 0; n < 30; n++)
        {
            kept.Keep(($"/{n}", "br"), Answer(version, app.Clock.GetUtcNow()));
            Assert.That(Find(0), Is.Not.Null, "the first is asked for all the time");
        }
        Assert.That(Enumerable.Range(1, 29).Count(n => Find(n) is not null), Is.InRange(5, 14));
        Assert.That(Find(29), Is.Not.Null);
    }

    private static KeptAnswer Answer(PublicVersion version, DateTimeOffset madeAt) =>
        new()
        {
            Hearing = null,
            Version = version,
            MadeAt = madeAt,
            Host = null,
            IsSearch = false,
            Tag = "",
            Headers = [],
            Body = new byte[7_000_000],
        };
}
