namespace Consultation.Domain.Invitations;

/// <summary>What people call the groups when they write a list.</summary>
public static class InvitedGroups
{
    private static readonly Dictionary<string, InvitedGroup> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["departement"] = InvitedGroup.Ministry,
        ["departementer"] = InvitedGroup.Ministry,
        ["departementene"] = InvitedGroup.Ministry,
        ["ministry"] = InvitedGroup.Ministry,
        ["statsforvalter"] = InvitedGroup.CountyGovernor,
        ["statsforvaltar"] = InvitedGroup.CountyGovernor,
        ["statsforvalteren"] = InvitedGroup.CountyGovernor,
        ["statsforvalterne"] = InvitedGroup.CountyGovernor,
        ["county governor"] = InvitedGroup.CountyGovernor,
        ["kommune"] = InvitedGroup.Municipality,
        ["kommuner"] = InvitedGroup.Municipality,
        ["kommunar"] = InvitedGroup.Municipality,
        ["municipality"] = InvitedGroup.Municipality,
        ["fylkeskommune"] = InvitedGroup.CountyAuthority,
        ["fylkeskommuner"] = InvitedGroup.CountyAuthority,
        ["fylkeskommunar"] = InvitedGroup.CountyAuthority,
        ["county authority"] = InvitedGroup.CountyAuthority,
        ["organisasjon"] = InvitedGroup.Organisation,
        ["organisasjoner"] = InvitedGroup.Organisation,
        ["organisasjonar"] = InvitedGroup.Organisation,
        ["organisation"] = InvitedGroup.Organisation,
        ["annet"] = InvitedGroup.Other,
        ["andre"] = InvitedGroup.Other,
        ["anna"] = InvitedGroup.Other,
        ["other"] = InvitedGroup.Other,
    };

    /// <summary>The group of a word in bokmål, nynorsk or English, or of its own name; null where it is none.</summary>
    public static InvitedGroup? Find(string word) =>
        Words.TryGetValue(word.Trim(), out var group)
        || (Enum.TryParse(word.Trim(), ignoreCase: true, out group) && word.All(char.IsLetter))
            ? group
            : null;
}
