using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Monitor.Host.Api.V1;

/// <summary>The OpenAPI document, the same text wherever it is asked for; docs/openapi.json is it.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";
    private const string Scheme = "key";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, o =>
    {
        o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        o.ShouldInclude = d => d.RelativePath?.StartsWith(ApiV1.Root[1..], StringComparison.Ordinal) == true;
        o.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Monitor",
                Version = "1",
                Description = "What the board's pages show and do, for other programs. Times are ISO 8601 with offset; errors are problem details (RFC 9457). Rows are filtered by the role of the key, as the pages are by the role of the person.",
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key, made by `monitor key create`; for POST /posts/{id} and /probes the key of the source or vantage point." },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
            return Task.CompletedTask;
        });
        o.AddOperationTransformer((operation, context, _) =>
        {
            var json = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            foreach (var example in context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiExample>())
            {
                var content = example.Status == 0 ? operation.RequestBody?.Content : operation.Responses?[example.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)].Content;
                if (content?.TryGetValue("application/json", out var media) == true && media is OpenApiMediaType of) of.Example = JsonSerializer.SerializeToNode(example.Value, json)!;
            }

            return Task.CompletedTask;
        });
    });

    /// <summary>As text, of a service that has been started.</summary>
    public static async Task<string> ReadAsync(IServiceProvider services, CancellationToken ct)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync(ct);
        return Format(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, ct));
    }

    /// <summary>One way of writing the same document.</summary>
    public static string Format(string json) => JsonNode.Parse(json)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
}
