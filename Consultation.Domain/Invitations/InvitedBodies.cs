namespace Consultation.Domain.Invitations;

/// <summary>An invited body, as far as its replies are known by it.</summary>
/// <param name="NameKey">Of its name (<see cref="InvitationRules.NameKey"/>).</param>
/// <param name="TiedTo">Number of the reply that staff have said is its answer; null where they have not.</param>
public sealed record InvitedBody(long Id, string NameKey, string? OrganisationNumber, int? TiedTo = null);

/// <summary>A reply that may be the answer of an invited body.</summary>
/// <param name="NameKey">Of its sender's name; null where there is none, or the sender is a person.</param>
/// <param name="Vouched">Somebody vouches for who sent it: staff, or the organisation's own sign-in.</param>
public sealed record InvitedReply(int Number, string? NameKey, string? OrganisationNumber, bool Vouched, Position Position, bool Late)
{
    /// <summary>The better answer of two comes first: vouched for, then on time, then the latest.</summary>
    internal static Comparison<InvitedReply> BestFirst { get; } =
        (one, other) => (other.Vouched, !other.Late, other.Number).CompareTo((one.Vouched, !one.Late, one.Number));
}

/// <summary>
/// Whose replies are whose. What staff have tied by hand is settled. Else an organisation number that both have decides, equal or not:
/// there are two Våler kommune. Where one of them has none, the name does (<see cref="InvitationRules.NameKey"/>), unless
/// two invited bodies share it. Anybody can write anybody's name; so a reply that somebody vouches for goes before others, and staff have the last word.
/// </summary>
public static class InvitedBodies
{
    /// <summary>The answer of each body that has one, by the body's id.</summary>
    /// <param name="replies">In any order; others than these may exist that the reader must not know of.</param>
    public static IReadOnlyDictionary<long, InvitedReply> Answers(
        IReadOnlyCollection<InvitedBody> bodies,
        IEnumerable<InvitedReply> replies
    )
    {
        var tied = bodies.Where(body => body.TiedTo is not null).ToLookup(body => body.TiedTo!.Value);
        var loose = bodies.Where(body => body.TiedTo is null).ToArray();
        var byNumber = loose.Where(body => body.OrganisationNumber is not null).ToLookup(body => body.OrganisationNumber!);
        var byName = bodies
            .GroupBy(body => body.NameKey)
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.First());
        var answers = new Dictionary<long, InvitedReply>();
        foreach (var reply in replies)
        {
            var ofWhom = tied.Contains(reply.Number) ? tied[reply.Number] : Known(reply);
            foreach (var body in ofWhom)
            {
                if (!answers.TryGetValue(body.Id, out var best) || InvitedReply.BestFirst(reply, best) < 0)
                    answers[body.Id] = reply;
            }
        }
        return answers;

        IEnumerable<InvitedBody> Known(InvitedReply reply)
        {
            if (reply.OrganisationNumber is { } number && byNumber.Contains(number))
                return byNumber[number];
            return
                reply.NameKey is { } name
                && byName.GetValueOrDefault(name) is { TiedTo: null } body
                && (body.OrganisationNumber is null || reply.OrganisationNumber is null)
                ? [body]
                : [];
        }
    }
}
