using System.Globalization;
using System.Text;

namespace Consultation.Domain.Invitations;

public static class InvitationRules
{
    /// <summary>Invited bodies of one hearing (<c>invitation.too_many</c>): all kommuner and fylkeskommuner, and as many again.</summary>
    public const int MostInvited = 1000;

    /// <summary>Greatest length of a name, in UTF-16 units.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Greatest length of an e-mail address (RFC 5321).</summary>
    public const int MaxEmailLength = 254;

    /// <summary>As long as two letters to one body must be apart at least.</summary>
    public static readonly TimeSpan BetweenLetters = TimeSpan.FromDays(1);

    /// <summary>
    /// What two ways to write one name have in common: small letters and digits, words apart by one space, without punctuation. Null when
    /// nothing is left, or when words of the name are taken out (<see cref="Redaction.Mark"/>): whom it names must not follow from the rest.
    /// </summary>
    public static string? NameKey(string? name)
    {
        if (name is null || name.Contains(Redaction.Mark, StringComparison.Ordinal))
            return null;
        var key = new StringBuilder(name.Length);
        var parts = false;
        foreach (var c in name.Normalize(NormalizationForm.FormC))
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Format)
                continue; // soft hyphens and joiners belong to the word that they stand in
            if (!char.IsLetterOrDigit(c) && !char.IsSurrogate(c) && !IsMark(c))
            {
                parts = key.Length > 0;
                continue;
            }
            if (parts)
                key.Append(' ');
            parts = false;
            key.Append(char.ToLowerInvariant(c));
            if (key.Length > MaxNameLength)
                break;
        }
        return key.Length == 0 ? null : key.ToString();
    }

    /// <param name="isSent">A letter has gone, or the body was told in another way.</param>
    /// <param name="answer">What has come from it, or null; withdrawn replies are none.</param>
    public static InvitationState StateOf(bool isSent, bool hasDeclined, InvitedReply? answer) =>
        (answer, hasDeclined, isSent) switch
        {
            ({ Position: Position.WithoutRemarks }, _, _) => InvitationState.WithoutRemarks,
            ({ Late: true }, _, _) => InvitationState.RepliedLate,
            ({ }, _, _) => InvitationState.Replied,
            (null, true, _) => InvitationState.Declined,
            (null, false, true) => InvitationState.Invited,
            (null, false, false) => InvitationState.NotSent,
        };

    public static bool HasReplied(InvitationState state) =>
        state is InvitationState.Replied or InvitationState.WithoutRemarks or InvitationState.RepliedLate;

    private static bool IsMark(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
