using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Domain;
using Consultation.Domain.Invitations;

namespace Consultation.Api.Features.Invitations;

/// <summary>Who gets which letter, and when; the letters themselves are written down by <see cref="WriteLetters"/>.</summary>
internal static class InvitedLetters
{
    /// <summary>Not told of this round yet, and there is an address.</summary>
    public static bool Awaits(InvitedReader.Body body, InvitedReader.Round round) =>
        body.Email is not null && !(body.InvitedAt >= round.Since) && !(body.DeclinedAt >= round.Since);

    /// <summary>Told, and silent; and the last letter is a day old.</summary>
    public static bool IsMissing(InvitedReader.Row row, DateTimeOffset now) =>
        row is { State: InvitationState.Invited, Body: { Email: not null, InvitedAt: { } invited } body }
        && now - (body.RemindedAt > invited ? body.RemindedAt.Value : invited) >= InvitationRules.BetweenLetters;

    /// <summary>Tells all that await it of the round. Answers how many letters there will be. Inside a command only.</summary>
    public static async Task<int> Invite(Db db, IdGenerator ids, long hearing, InvitedReader.Round round, DateTimeOffset now)
    {
        var letters = await db.Run(
            UpdateInvited,
            new
            {
                HearingId = hearing,
                round.Since,
                Now = now,
            }
        );
        await Ask(db, ids, hearing, letters, now);
        return letters;
    }

    /// <summary>Reminds these. Inside a command only.</summary>
    public static async Task Remind(Db db, IdGenerator ids, long hearing, IEnumerable<long> bodies, DateTimeOffset now)
    {
        var rows = bodies.Select(body => new { Id = body, Now = now }).ToArray();
        await db.Run(UpdateReminded, rows);
        await Ask(db, ids, hearing, rows.Length, now);
    }

    private static async Task Ask(Db db, IdGenerator ids, long hearing, int letters, DateTimeOffset now)
    {
        if (letters > 0)
        {
            await Outbox.Add(db, ids, Work.WriteInvitations, hearing, now, now);
        }
    }

    // A kind of letter, in the words of Mail/Letters/InvitationLetter.
    private const string UpdateInvited = """
        update Invitation
        set InvitedAt = @Now, LetterWaits = 'body.invitation'
        where HearingId = @HearingId and Email is not null and (InvitedAt is null or InvitedAt < @Since)
            and (DeclinedAt is null or DeclinedAt < @Since)
        """;

    private const string UpdateReminded = "update Invitation set RemindedAt = @Now, LetterWaits = 'body.reminder' where Id = @Id";
}
