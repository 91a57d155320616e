using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Consultation.Api.Features.Mail;

/// <summary>
/// The address that letters point to. Never the one that a caller used: whoever sends a reply would choose where its receipt's links lead.
/// </summary>
internal sealed class PublicAddress(Settings settings, IServer server)
{
    /// <summary>Without a slash at its end: as it was set, or else where this program listens, for whoever tries it on this machine.</summary>
    public string Origin =>
        settings.PublicUrl?.TrimEnd('/')
        ?? server
            .Features.Get<IServerAddressesFeature>()
            ?.Addresses.FirstOrDefault()
            ?.Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .TrimEnd('/')
        ?? "http://localhost";
}
