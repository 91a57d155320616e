using Consultation.Api;
using Consultation.Api.Commands;

if (Tool.IsCalled(args))
{
    return await Tool.Run(args);
}

var app = WebApplication.CreateBuilder(args).AddConsultation().Build();
app.UseConsultation();
app.UseRouting();
app.UseConsultationEndpoints();
app.MapConsultation();
if (!await app.Prepare())
{
    return 1;
}
await app.RunAsync();
return 0;
