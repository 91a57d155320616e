using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Consultation.Api.Http;

/// <summary>The description of the API, true to what is served: ids are strings, only what may be missing is optional.</summary>
internal static class OpenApi
{
    public static void AddOpenApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.AddSchemaTransformer(
                    (schema, context, _) =>
                    {
                        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
                        if (type == typeof(long))
                        {
                            var optional = schema.Type?.HasFlag(JsonSchemaType.Null) == true;
                            schema.Type = optional ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
                            schema.Format = null;
                            schema.Pattern = "^[0-9]+$";
                        }
                        return Task.CompletedTask;
                    }
                );
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Servers = []; // Wherever it was fetched from.
                        document.Info = new OpenApiInfo
                        {
                            Title = "Consultation",
                            Version = "1",
                            Description = "Public hearings, their rounds, replies and reports.",
                            License = new OpenApiLicense { Name = "NLOD-2.0 (hearings and statistics)" },
                        };
                        return Task.CompletedTask;
                    }
                );
            }
        );
}
