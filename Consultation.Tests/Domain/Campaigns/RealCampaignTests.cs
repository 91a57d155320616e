using Consultation.Api.Features.Imports;
using Consultation.Domain.Campaigns;
using Consultation.Tests.Support;

namespace Consultation.Tests.Domain.Campaigns;

/// <summary>One real hearing: 646 replies, one large campaign in it, and 86 that say little more than "see attached".</summary>
public sealed class RealCampaignTests
{
    [Test]
    public void RealHearing_HasOneLargeCampaign_AndNoPointersInAny()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.RealData("us-cms-2022"), "comments")).Order(StringComparer.Ordinal);
        var replies = files
            .SelectMany(file => RegulationsGovReader.Read(new MemoryStream(File.ReadAllBytes(file)), Path.GetFileName(file)))
            .Where(row => row.RejectCode is null)
            .Select((row, at) => (Number: at + 1, row.Text))
            .ToDictionary(reply => reply.Number, reply => reply.Text);
        Assert.That(replies, Has.Count.EqualTo(646));
        var groups = Indexed.Of(replies).Groups();
        var members = replies.Keys.Where(number => groups.Of(number) is not null).ToLookup(number => groups.Of(number)!.Value.Campaign);

        var largest = members.MaxBy(group => group.Count())!;
        var twins = largest.GroupBy(number => groups.Of(number)!.Value.Twin).Max(same => same.Count());
        Assert.Multiple(() =>
        {
            Assert.That(largest.Count(), Is.InRange(200, 235));
            Assert.That(twins, Is.GreaterThanOrEqualTo(140));
            Assert.That(members.Select(group => group.Min()), Is.EquivalentTo(members.Select(group => group.Key)), "the earliest names it");
            Assert.That(
                members.SelectMany(group => group).Select(number => ReplyWords.Normalise(replies[number])),
                Has.None.StartsWith("see attached").And.None.StartsWith("please see attached")
            );
        });
    }
}
