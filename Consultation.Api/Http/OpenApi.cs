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
                options.AddOperationTransformer(
                    (operation, context, _) =>
                    {
                        foreach (var described in context.Description.ParameterDescriptions)
                        {
                            var parameter = operation.Parameters?.FirstOrDefault(p => p.Name == described.Name) as OpenApiParameter;
                            if (parameter is not null && SchemaOf(described.ParameterDescriptor.ParameterType) is { } schema)
                            {
                                parameter.Schema = schema;
                            }
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

    /// <summary>What our own types of parameters take; null for all others.</summary>
    private static OpenApiSchema? SchemaOf(Type parameter)
    {
        if (parameter == typeof(QueryInstant?))
        {
            return new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" };
        }
        return Words.Of(parameter) is { } words
            ? new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (System.Text.Json.Nodes.JsonNode)word)] }
            : null;
    }
}
