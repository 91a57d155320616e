using System.IO.Compression;
using Consultation.Api.Data;
using Consultation.Api.Example;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Features.Attachments;
using Consultation.Api.Features.Audit;
using Consultation.Api.Features.Campaigns;
using Consultation.Api.Features.Changes;
using Consultation.Api.Features.Documents;
using Consultation.Api.Features.Evening;
using Consultation.Api.Features.Exports;
using Consultation.Api.Features.Feeds;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Imports;
using Consultation.Api.Features.Keys;
using Consultation.Api.Features.Mail;
using Consultation.Api.Features.Ministries;
using Consultation.Api.Features.Moderation;
using Consultation.Api.Features.Replies;
using Consultation.Api.Features.Reports;
using Consultation.Api.Features.Search;
using Consultation.Api.Files;
using Consultation.Api.Http;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Api.Telemetry;
using Consultation.Domain;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Configuration.Json;

namespace Consultation.Api;

/// <summary>Puts the application together: the same for the headless program and for the one with pages.</summary>
public static class ConsultationApi
{
    public static WebApplicationBuilder AddConsultation(this WebApplicationBuilder builder)
    {
        // One settings file, beside the program and below the environment: the content root differs between the two programs.
        var file = new JsonConfigurationSource { Path = Path.Combine(AppContext.BaseDirectory, "appsettings.json"), Optional = true };
        file.ResolveFileProvider();
        builder.Configuration.Sources.Insert(0, file);
        builder.Configuration.AddCredentials();
        builder.Logging.AddFilter(FormsOnDisk.Warns, LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A busy server reads late what has come, and takes its sender for slow: nobody is, before the body's own time is over.
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: Deadline.Grace);
        });
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => Settings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<IdGenerator>();
        services.AddSingleton<Secrets>();
        services.AddTelemetry();
        services.AddData();
        services.AddPipeline();
        services.AddSingleton<FileStore>();
        services.AddSingleton(provider => new AttachmentIntake(
            provider.GetRequiredService<FileStore>(),
            provider.GetRequiredService<Settings>()
        ));
        services.AddScoped<SweepFiles.Job>();
        services.AddSingleton<ImportFiles>();
        services.AddSingleton<ImportDraftFiles>();
        services.AddSingleton(provider => new ImportIntake(
            provider.GetRequiredService<ImportFiles>(),
            provider.GetRequiredService<ImportDraftFiles>(),
            provider.GetRequiredService<IdGenerator>()
        ));
        services.AddScoped<ImportPieces>();
        services.AddScoped<TidyImportFiles.Job>();
        services.AddSingleton<MailPost>();
        services.AddSingleton<RecipientLimit>();
        services.AddSingleton<OwnAddress>();
        services.AddScoped<ReplyExport>();
        services.AddSingleton<ExportMetaCache>();
        services.AddSingleton<CampaignMemory>();
        services.AddSingleton<EveningMode>();
        services.AddHostedService<EveningWatch>();
        services.AddAccounts();
        services.AddHttpSurface();
        services.AddSingleton<Alarms>();
        services.AddSingleton<Worker>();
        services.AddSingleton<Housekeeper>();
        services.AddJobEngine();
        services.AddHostedService<Waking>();
        services.AddScoped<Start>();
        services.AddSingleton<ExampleHearings>();
        return builder;
    }

    /// <summary>Migrates, settles the bootstrap key and arms the jobs; before the first request.</summary>
    /// <exception cref="CannotStart">The program cannot run on its database.</exception>
    public static async Task Prepare(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Start>().Run();
        app.Services.GetRequiredService<Secrets>(); // A key that cannot be used is told now, and not to the first sender.
    }

    /// <summary>Everything that stands before the endpoints, outermost first.</summary>
    public static WebApplication UseConsultation(this WebApplication app)
    {
        if (app.Services.GetRequiredService<Settings>().KnownProxies is { Length: > 0 } proxies)
        {
            app.UseForwardedHeaders(Proxies.Options(proxies)!);
        }
        app.UseTelemetry();
        app.UseMiddleware<KeptFirst>();
        app.Use(
            (context, next) =>
            {
                // Resolving it takes the timestamp: this is when the request began.
                context.RequestServices.GetRequiredService<RequestStart>();
                return Tags.IsRead(context.Request) ? next() : InTurn(context, next);
            }
        );
        app.UseMiddleware<CrossOrigin>();
        app.UseWhen(
            Problem.Serves,
            api =>
            {
                api.UseRequestLocalization(options =>
                {
                    options.SetDefaultCulture("en");
                    options.AddSupportedCultures("en", "nb", "nn", "no").AddSupportedUICultures("en", "nb", "nn", "no");
                    options.RequestCultureProviders = [new Microsoft.AspNetCore.Localization.AcceptLanguageHeaderRequestCultureProvider()];
                });
                api.UseStatusCodePages(context =>
                    Problem.Write(context.HttpContext, Problem.Of(context.HttpContext.Response.StatusCode, context.HttpContext))
                );
            }
        );
        app.UseExceptionHandler();
        return app;
    }

    /// <summary>What needs to know the endpoint; after routing.</summary>
    public static WebApplication UseConsultationEndpoints(this WebApplication app)
    {
        app.UseMiddleware<ApiKeys>();
        app.UseMiddleware<RateLimitHeaders>();
        app.UseMiddleware<BodyTime>();
        app.UseMiddleware<FormsOnDisk>();
        app.UseMiddleware<PublicCache>();
        app.UseResponseCompression();
        app.UseMiddleware<RateLimitGate>();
        return app;
    }

    public static WebApplication MapConsultation(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        api.AddEndpointFilter<ReadableQuery>();
        api.AddEndpointFilter<ContentTags>();
        api.MapHearings();
        api.MapDocuments();
        api.MapReplies();
        api.MapModeration();
        api.MapAttachments();
        api.MapImports();
        api.MapReports();
        api.MapCampaigns();
        api.MapExports();
        api.MapKeys();
        api.MapMinistries();
        api.MapChanges();
        app.MapFeeds();
        app.MapHealth();
        app.MapJobEngine();
        app.MapOpenApi("/openapi/{documentName}.json").Kept(KeptWith.Site);
        return app;
    }

    private static async Task InTurn(HttpContext context, Func<Task> next)
    {
        await context.RequestServices.GetRequiredService<Turns>().Next();
        await next();
    }

    private static void AddPipeline(this IServiceCollection services)
    {
        services.AddScoped<CurrentUser>();
        services.AddScoped<RequestStart>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Measure<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Authorise<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Validate<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(CloseSearch<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Transact<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Read<,>));
        Type[] found = [typeof(IRequestHandler<,>), typeof(IPrepare<>), typeof(IWork), typeof(ILetter)];
        services.Scan(scan =>
        {
            var classes = scan.FromAssemblyOf<Settings>();
            foreach (var kind in found)
            {
                classes.AddClasses(type => type.AssignableTo(kind), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime();
            }
            classes
                .AddClasses(type => type.AssignableTo(typeof(IValidator<>)), publicOnly: false)
                .AsImplementedInterfaces()
                .WithSingletonLifetime();
        });
    }

    private static void AddHttpSurface(this IServiceCollection services)
    {
        // After the framework's own settings, so that one knowledge of our types serves requests and all else.
        services.PostConfigure<JsonOptions>(options => Json.Configured(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ProblemHandler>();
        services.AddProblemDetails();
        services.AddSingleton<Readiness>();
        services.AddSingleton<Versions>();
        services.AddSingleton<Installation>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<Turns>();
        services.AddSingleton<KeptAnswers>();
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "application/json", "application/problem+json", "application/atom+xml", "text/calendar"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.AddOpenApiDocument();
    }
}
