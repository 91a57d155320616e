using Consultation.Api;
using Consultation.Web.Startup;

var builder = WebApplication.CreateBuilder(args).AddConsultation();
builder.Services.AddPages();
var app = builder.Build();
app.UseConsultation();
app.UsePages();
app.UseConsultationEndpoints();
app.MapConsultation();
app.MapPages();
await app.Prepare();
await app.RunAsync();
