namespace Consultation.Bench.Bare;

/// <summary>The least Kestrel host: no logging, no middleware; it listens where <c>ASPNETCORE_URLS</c> says.</summary>
internal static class BareHost
{
    public static WebApplicationBuilder CreateBuilder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        return builder;
    }
}
