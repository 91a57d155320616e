namespace Consultation.Web.Startup;

/// <summary>Tells pages from the programs' side of the same host, which has its own errors, headers and language rule.</summary>
internal static class SiteArea
{
    private static readonly PathString[] Programs = ["/api", "/openapi", "/health", "/feeds"];

    public static bool IsPages(PathString path) =>
        !Array.Exists(Programs, program => path.StartsWithSegments(program, StringComparison.OrdinalIgnoreCase));
}
