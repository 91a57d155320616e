using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Consultation.Api.Features.Imports;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Consultation.Api.Http;

/// <summary>
/// The description of the API, true to what is served: ids are strings, instants say their zone, only what may be missing is
/// optional, and every problem that an operation can answer is told. A test holds real answers against it.
/// </summary>
internal static class OpenApi
{
    private const string KeyScheme = "apiKey";

    public static void AddOpenApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.CreateSchemaReferenceId = NameOf;
                options.AddSchemaTransformer(
                    async (schema, context, cancellation) =>
                    {
                        Describe(schema, context.JsonTypeInfo.Type);
                        if (PatchedOf(context.JsonTypeInfo.Type) is { } value)
                        {
                            DescribeAs(schema, await context.GetOrCreateSchemaAsync(value, null, cancellation));
                        }
                    }
                );
                options.AddOperationTransformer(
                    async (operation, context, cancellation) =>
                    {
                        DescribeParameters(operation, context);
                        await DescribeUpload(operation, context, cancellation);
                        await AddProblems(operation, context, cancellation);
                        AskForKey(operation, context);
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
                        document.Components ??= new OpenApiComponents();
                        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
                        document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme
                        {
                            Type = SecuritySchemeType.Http,
                            Scheme = "bearer",
                            Description = "An API key of the staff.",
                        };
                        return Task.CompletedTask;
                    }
                );
            }
        );

    /// <summary>Many use cases have a Command and a Result: the use case is part of the name.</summary>
    private static string? NameOf(JsonTypeInfo type)
    {
        // What may be null is described in its place: a shared description that takes null would take it everywhere.
        if (PatchedOf(type.Type) is not null || Nullable.GetUnderlyingType(type.Type)?.IsEnum == true)
        {
            return null;
        }
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        return name is not null && type.Type.DeclaringType is { } useCase ? useCase.Name + name : name;
    }

    private static Type? PatchedOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Patched<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>A field of a change is described as its value, or null.</summary>
    private static void DescribeAs(OpenApiSchema schema, OpenApiSchema value)
    {
        (schema.Type, schema.Format, schema.Pattern) = (value.Type | JsonSchemaType.Null, value.Format, value.Pattern);
        (schema.Items, schema.Properties, schema.AdditionalProperties) = (value.Items, value.Properties, value.AdditionalProperties);
        (schema.Required, schema.Enum) = (value.Required, value.Enum);
    }

    private static void Describe(OpenApiSchema schema, Type described)
    {
        var type = Nullable.GetUnderlyingType(described) ?? described;
        var optional = type != described || schema.Type?.HasFlag(JsonSchemaType.Null) == true ? JsonSchemaType.Null : default;
        if (type == typeof(long))
        {
            (schema.Type, schema.Format, schema.Pattern) = (JsonSchemaType.String | optional, null, "^[0-9]+$");
        }
        else if (type == typeof(DateTimeOffset))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String | optional, "date-time");
        }
        else if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String | optional;
        }
    }

    private static void DescribeParameters(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        foreach (var described in context.Description.ParameterDescriptions)
        {
            var parameter = operation.Parameters?.FirstOrDefault(p => p.Name == described.Name) as OpenApiParameter;
            if (parameter is not null && SchemaOf(described.ParameterDescriptor.ParameterType) is { } schema)
            {
                parameter.Schema = schema;
            }
        }
    }

    /// <summary>What our own types of parameters take; null for all others.</summary>
    private static OpenApiSchema? SchemaOf(Type parameter)
    {
        if (parameter == typeof(QueryInstant?))
        {
            return new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" };
        }
        return Words.Of(parameter) is { } words
            ? new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)word)] }
            : null;
    }

    /// <summary>A file comes as one part of a form; how to read it, where that must be said, as another.</summary>
    private static async Task DescribeUpload(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        var isStreamed = context.Description.ActionDescriptor.EndpointMetadata.OfType<UploadAttribute>().Any();
        if (!isStreamed && !context.Description.ParameterDescriptions.Any(parameter => parameter.Type == typeof(IFormFile)))
        {
            return;
        }
        var parts = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
        };
        if (!isStreamed)
        {
            parts["mapping"] = await context.GetOrCreateSchemaAsync(typeof(StartImport.Mapping), null, cancellation);
        }
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = parts.Keys.ToHashSet(StringComparer.Ordinal),
            Properties = parts,
        };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["multipart/form-data"] = new() { Schema = form },
            },
        };
    }

    /// <summary>The problems that follow from how an operation is called, whatever it does.</summary>
    private static async Task AddProblems(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        if (context.Description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) != true)
        {
            return;
        }
        var places = operation.Parameters?.Select(parameter => parameter.In).ToArray() ?? [];
        var hasBody = operation.RequestBody is not null;
        (int Status, bool Possible)[] problems =
        [
            (400, hasBody || places.Contains(ParameterLocation.Query)),
            (401, true),
            (404, places.Contains(ParameterLocation.Path)),
            (413, hasBody),
            (415, hasBody),
            (503, true),
        ];
        operation.Responses ??= [];
        foreach (var (status, _) in problems.Where(problem => problem.Possible))
        {
            var content = new OpenApiMediaType { Schema = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellation) };
            operation.Responses.TryAdd(
                status.ToString(System.Globalization.CultureInfo.InvariantCulture),
                new OpenApiResponse
                {
                    Description = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/problem+json"] = content },
                }
            );
        }
    }

    private static void AskForKey(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<StaffOnly>().Any())
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, context.Document)] = [] },
            ];
        }
    }
}

/// <summary>Marks an endpoint that streams the one file of a form itself, part by part.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UploadAttribute : Attribute;
