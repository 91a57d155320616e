using Consultation.Api;
using Consultation.Api.Commands;
using Consultation.Web.Staff;
using Consultation.Web.Startup;

if (Tool.IsCalled(args))
{
    return await Tool.Run(args);
}

try
{
    var builder = WebApplication.CreateBuilder(args).AddConsultation();

    // Built but not published, the stylesheet and the font lie where they were made; published, this finds nothing to do.
    builder.WebHost.UseStaticWebAssets();
    builder.Services.AddPages();
    var app = builder.Build();
    app.UseConsultation();
    app.UsePages();
    app.UseConsultationEndpoints();
    app.MapConsultation();
    app.MapPages();
    await app.Prepare();
    await app.OfferFirstAdministrator();
    await app.RunAsync();
    return 0;
}
catch (CannotStart told)
{
    return await told.Tell();
}
