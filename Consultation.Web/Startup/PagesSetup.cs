using System.Text.Encodings.Web;
using System.Text.Unicode;
using Consultation.Web.Security;
using Consultation.Web.Staff;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.WebEncoders;

namespace Consultation.Web.Startup;

/// <summary>What the pages need of their host: services, the middleware before routing, and the endpoints.</summary>
internal static class PagesSetup
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorPages(options =>
        {
            options.Conventions.ConfigureFilter(new BlankAddress());
            options.Conventions.AddPageRoute("/Staff/Ministries/Edit/Index", "/staff/new-ministry");
        });
        services.AddSingleton<AssetUrls>();
        services.AddScoped<Pages.Replies.Writing.FormPost>();
        services.AddScoped<Pages.Replies.Writing.FormOrigin>();
        // æ, ø and å stay letters; the default would write each as an entity.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "form";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.FormFieldName = "kontroll";
            options.SuppressXFrameOptionsHeader = true; // frame-ancestors says it
        });
        return services;
    }

    /// <summary>Headers, language and error pages. Call it before anything that routes; it routes itself.</summary>
    public static WebApplication UsePages(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<LanguagePrefix>();
        app.UseMiddleware<ErrorPages>();
        app.UseRouting();
        // Said here, else the host puts them before everything, and who reads what is kept waits for them.
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<StaffGate>();
        return app;
    }

    public static WebApplication MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorPages();
        return app;
    }
}
