using Microsoft.AspNetCore.DataProtection;

namespace Consultation.Api.Features.Accounts;

/// <summary>The secrets of second steps as they lie in the database: under the installation's data-protection keys.</summary>
internal sealed class TotpSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Consultation.StaffUser.TotpSecret");

    public string Stored(byte[] secret) => Convert.ToBase64String(_protector.Protect(secret));

    public byte[] Read(string stored) => _protector.Unprotect(Convert.FromBase64String(stored));
}
