using System.Collections.Frozen;
using Microsoft.AspNetCore.StaticAssets;

namespace Consultation.Web.Startup;

/// <summary>
/// Addresses of stylesheets, modules and icons with the content's fingerprint in the name, so that browsers may keep them for a
/// year. Never below a language prefix: all languages share one copy.
/// </summary>
internal sealed class AssetUrls(IServiceProvider services)
{
    private readonly Lazy<FrozenDictionary<string, string>> urls = new(() =>
        services
            .GetRequiredService<EndpointDataSource>()
            .Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>())
            .OfType<StaticAssetDescriptor>()
            .Select(asset => (Label: Property(asset, "label"), asset.Route))
            .Where(asset => asset.Label is not null)
            .DistinctBy(asset => asset.Label)
            .ToFrozenDictionary(asset => asset.Label!, asset => "/" + asset.Route, StringComparer.Ordinal)
    );

    /// <param name="path">The file below wwwroot, e.g. <c>js/deadline.js</c>.</param>
    public string this[string path] => urls.Value.GetValueOrDefault(path) ?? "/" + path;

    private static string? Property(StaticAssetDescriptor asset, string name) =>
        asset.Properties.FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.Ordinal))?.Value;
}
