using Consultation.Domain.Campaigns;

namespace Consultation.Api.Features.Replies;

/// <summary>Puts what was read of a list together (<see cref="ShowReplies"/>) until the page is full.</summary>
internal sealed class GatheredReplies(int most, bool oldestFirst)
{
    private readonly List<List<ReplyItem>> _replies = [];
    private readonly List<ShowReplies.Entry> _entries = [];
    private readonly Dictionary<long, List<ReplyItem>> _campaigns = [];

    public IReadOnlyList<ShowReplies.Entry> Entries => _entries;

    /// <summary>Numbers of those whose text the page shows.</summary>
    public IReadOnlyList<int> First => [.. _replies.Select(replies => replies[0].Number)];

    /// <summary>Replies on the page, put together or not.</summary>
    public int Shown => _replies.Sum(replies => replies.Count);

    /// <summary>Answers the last number that has its place on the page; null when everything has.</summary>
    public int? Fill(IReadOnlyList<ReplyItem> replies, IReadOnlyList<HiddenReply> hidden)
    {
        var (r, h, last) = (0, 0, (int?)null);
        while (r < replies.Count || h < hidden.Count)
        {
            var isHidden = r == replies.Count || (h < hidden.Count && hidden[h].Number < replies[r].Number == oldestFirst);
            if (isHidden ? !Add(hidden[h]) : !Add(replies[r]))
            {
                return last;
            }
            last = isHidden ? hidden[h++].Number : replies[r++].Number;
        }
        return null;
    }

    private bool Add(HiddenReply hidden)
    {
        if (_entries.Count == most)
        {
            return false;
        }
        _entries.Add(new ShowReplies.Entry([], Hidden: hidden));
        return true;
    }

    private bool Add(ReplyItem reply)
    {
        // Who has built on a campaign has said something of their own: that is read by itself.
        var alike = reply.Campaign is { Kind: not CampaignKind.BuiltOn } campaign ? campaign : null;
        if (alike is not null && _campaigns.TryGetValue(alike.Id, out var others))
        {
            others.Add(reply);
            return true;
        }
        if (_entries.Count == most)
        {
            return false;
        }
        List<ReplyItem> replies = [reply];
        _replies.Add(replies);
        _entries.Add(new ShowReplies.Entry(replies, alike));
        if (alike is not null)
        {
            _campaigns.Add(alike.Id, replies);
        }
        return true;
    }
}
