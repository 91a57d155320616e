namespace Consultation.Domain.Invitations;

/// <summary>What sort of body is invited; the list of invited bodies (høringsinstanser) is read by it.</summary>
public enum InvitedGroup
{
    /// <summary>Departement.</summary>
    Ministry,

    /// <summary>Statsforvalter.</summary>
    CountyGovernor,

    /// <summary>Kommune.</summary>
    Municipality,

    /// <summary>Fylkeskommune.</summary>
    CountyAuthority,

    /// <summary>Interest organisation, association, firm.</summary>
    Organisation,

    /// <summary>Directorates, courts, universities and all the rest.</summary>
    Other,
}

/// <summary>Where an invited body stands in a round; computed when read, as far as the reader may know.</summary>
public enum InvitationState
{
    /// <summary>On the list, and not told.</summary>
    NotSent,

    /// <summary>Told, and nothing has come.</summary>
    Invited,
    Replied,

    /// <summary>Has replied «uten merknad».</summary>
    WithoutRemarks,

    /// <summary>Has replied after the deadline.</summary>
    RepliedLate,

    /// <summary>Has said that no reply will come.</summary>
    Declined,
}
