using Consultation.Domain.Campaigns;

namespace Consultation.Tests.Domain.Campaigns;

/// <summary>An index of replies whose texts lie in a dictionary.</summary>
internal sealed class Indexed(IReadOnlyDictionary<int, string> replies)
{
    private readonly CampaignIndex index = new();

    public static Indexed Of(IReadOnlyDictionary<int, string> replies)
    {
        var indexed = new Indexed(replies);
        foreach (var number in replies.Keys.Order())
        {
            indexed.Put(number);
        }
        indexed.Settled();
        return indexed;
    }

    /// <summary>Whether the replies had to be read a second time.</summary>
    public bool HasLookedBack { get; private set; }

    public void Expect(IEnumerable<int> numbers) =>
        index.Expect(replies.Count, numbers.ToDictionary(number => number, number => Text(number)!));

    /// <summary>Puts the reply in as it is now, or takes it out.</summary>
    public void Put(int number) => index.Put(number, Text(number));

    public Grouping Groups() => index.Groups();

    /// <summary>Compares all there is to compare.</summary>
    public Grouping Settled()
    {
        Supply(index.Compare);
        Supply(index.LearnCampaigns);
        if (index.MustLookBack)
        {
            foreach (var number in replies.Keys)
            {
                index.LookBack(number, Text(number));
            }
            index.LookedBack();
            HasLookedBack = true;
        }
        return index.Groups();
    }

    private void Supply(Func<IReadOnlyCollection<int>> wants)
    {
        while (wants() is { Count: > 0 } wanted)
        {
            foreach (var number in wanted)
            {
                index.Supply(number, Text(number));
            }
        }
    }

    private CampaignText? Text(int number) => replies.TryGetValue(number, out var text) ? CampaignText.Of(text) : null;
}
