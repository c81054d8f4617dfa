using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace TradingAnalytics.WebFront.OpenApi;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiSetup
{
    public static IServiceCollection AddDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "TradingAnalytics",
                Version = "v1",
                Description = "Live option chains and their analytics. Prices in the product's currency; volume and open interest in units of the underlying; theta per calendar day, vega and rho per "
                    + "percentage point; times are UTC instants; null is \"none\". Errors are problem details (RFC 9457). Updates are pushed on the SignalR hub /hubs/market.",
            };
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(AccessDescription.AddSchemes);
        options.AddOperationTransformer(AddParameters);
        options.AddOperationTransformer(AccessDescription.AddNeeds);
        options.AddSchemaTransformer(AddTables);
    });

    private static Task AddParameters(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (ParameterNote note in context.Description.ActionDescriptor.EndpointMetadata.OfType<ParameterNote>())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = note.Name,
                In = ParameterLocation.Query,
                Description = note.Description,
                Schema = new OpenApiSchema { Type = note.Type == "integer" ? JsonSchemaType.Integer : JsonSchemaType.String },
            });
        }

        return Task.CompletedTask;
    }

    private static Task AddTables(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (TableSchemas.Find(context.JsonTypeInfo.Type) is { } describe)
        {
            describe(schema);
        }

        return Task.CompletedTask;
    }
}
