using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Consultation.Api;

/// <summary>
/// What letters and the console call this server: the address that is set, else one that it listens on. Never what some request called it:
/// whoever asks for a letter must not choose where its link leads.
/// </summary>
public sealed class OwnAddress(Settings settings, IServiceProvider services)
{
    private const string Default = "http://localhost:5080";

    /// <summary>Absolute, without a slash at the end.</summary>
    public override string ToString() =>
        settings.PublicUrl is { Length: > 0 } url ? url.TrimEnd('/')
        : services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { Length: > 0 } own
            ? own.Replace("[::]", "localhost", StringComparison.Ordinal)
                .Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
                .TrimEnd('/')
        : Default;
}
