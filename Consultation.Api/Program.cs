using Consultation.Api;

var app = WebApplication.CreateBuilder(args).AddConsultation().Build();
app.UseConsultation();
app.UseRouting();
app.UseConsultationEndpoints();
app.MapConsultation();
await app.Prepare();
await app.RunAsync();
