using System.Net.Mail;

namespace Consultation.Domain.Invitations;

/// <summary>A body to invite, as it was written on a line or into a form.</summary>
public sealed record InvitedEntry(string Name, string? Email, string? OrganisationNumber, InvitedGroup Group)
{
    public string NameKey => InvitationRules.NameKey(Name) ?? "";

    /// <summary>Whether it is the same body: numbers decide where both have one, else names.</summary>
    public bool IsSameAs(InvitedEntry other) =>
        OrganisationNumber is not null && other.OrganisationNumber is not null
            ? OrganisationNumber == other.OrganisationNumber
            : NameKey == other.NameKey;
}

/// <summary>What is wrong with a line.</summary>
public enum InvitationFault
{
    NameMissing,
    NameTooLong,
    Email,
    OrganisationNumber,
    Group,

    /// <summary>More than the four parts.</summary>
    TooManyParts,
}

/// <summary>
/// Bodies to invite, one on a line: <c>name; e-mail; organisation number; group</c>. Only the name must be there; parts may be left
/// empty or out, and a tab does for a semicolon, as a spreadsheet gives it.
/// </summary>
/// <param name="Entries">What could be read, with the line that it stands on, from 1.</param>
/// <param name="Faults">What could not.</param>
public sealed record InvitationLines(
    IReadOnlyList<(int Line, InvitedEntry Entry)> Entries,
    IReadOnlyList<(int Line, InvitationFault Fault)> Faults
)
{
    private const int MostParts = 4;

    private static readonly char[] Separators = [';', '\t'];

    /// <param name="otherwise">The group of a line that names none.</param>
    public static InvitationLines Read(string? text, InvitedGroup otherwise)
    {
        var (entries, faults) = (new List<(int, InvitedEntry)>(), new List<(int, InvitationFault)>());
        var lines = PlainText.Normalise(text).Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at];
            if (string.IsNullOrWhiteSpace(line.Trim(Separators)))
                continue;
            var parts = line.Split(Separators, StringSplitOptions.TrimEntries);
            if (FaultOf(parts) is { } fault)
            {
                faults.Add((at + 1, fault));
                continue;
            }
            var number = OrganisationNumber.TryParse(Part(parts, 2), out var digits) ? digits : null;
            var group = Part(parts, 3) is { } named ? InvitedGroups.Find(named)!.Value : otherwise;
            entries.Add((at + 1, new InvitedEntry(parts[0], Part(parts, 1), number, group)));
        }
        return new(entries, faults);
    }

    /// <summary>An address that a letter can be sent to: bare, at a host with a dot in it.</summary>
    public static bool IsEmail(string text) =>
        text.Length <= InvitationRules.MaxEmailLength
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '"' or '<' or '>' or ',' or '(' or ')')
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && address.Host.Contains('.', StringComparison.Ordinal);

    private static InvitationFault? FaultOf(string[] parts)
    {
        if (InvitationRules.NameKey(parts[0]) is null)
            return InvitationFault.NameMissing;
        if (parts[0].Length > InvitationRules.MaxNameLength)
            return InvitationFault.NameTooLong;
        if (Part(parts, 1) is { } email && !IsEmail(email))
            return InvitationFault.Email;
        if (Part(parts, 2) is { } number && !OrganisationNumber.TryParse(number, out _))
            return InvitationFault.OrganisationNumber;
        if (Part(parts, 3) is { } group && InvitedGroups.Find(group) is null)
            return InvitationFault.Group;
        return parts.Skip(MostParts).Any(part => part.Length > 0) ? InvitationFault.TooManyParts : null;
    }

    private static string? Part(string[] parts, int place) => parts.Length > place && parts[place].Length > 0 ? parts[place] : null;
}
