using Consultation.Api;
using Consultation.Api.Commands;

if (Tool.IsCalled(args))
{
    return await Tool.Run(args);
}

try
{
    var app = WebApplication.CreateBuilder(args).AddConsultation().Build();
    app.UseConsultation();
    app.UseRouting();
    app.UseConsultationEndpoints();
    app.MapConsultation();
    await app.Prepare();
    await app.RunAsync();
    return 0;
}
catch (CannotStart told)
{
    return await told.Tell();
}
