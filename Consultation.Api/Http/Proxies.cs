using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Consultation.Api.Http;

/// <summary>Which proxies are believed about who is calling.</summary>
internal static class Proxies
{
    /// <summary>Null when the list cannot be read.</summary>
    public static ForwardedHeadersOptions? Options(string known)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null, // As far back as the proxies are ours.
        };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var one in known.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(one, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(one, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                return null;
            }
        }
        return options;
    }
}
