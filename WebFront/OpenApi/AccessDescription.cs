using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.RateLimits;

namespace TradingAnalytics.WebFront.OpenApi;

/// <summary>How callers sign in, who may call what, and what it costs, in the OpenAPI document: from what the routes themselves state.</summary>
internal static class AccessDescription
{
    private const string Bearer = "bearer";
    private const string Key = "apiKey";

    public static Task AddSchemes(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "An access token of `POST /api/auth/login` or of the configured OpenID Connect authority; a key is taken here too.",
        };
        document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = Credential.KeyHeader, Description = "An API key." };
        return Task.CompletedTask;
    }

    public static Task AddNeeds(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        IList<object> metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        if (RouteAccess.Of(new(metadata)) is { } policy and not "everyone")
        {
            operation.Security = [Requirement(Bearer, context.Document), Requirement(Key, context.Document)];
            operation.Description += policy == AccessPolicies.SignedIn ? " Needs a name." : $" Needs the role {policy}.";
            operation.Responses.TryAdd("401", Problem("Nobody, or nobody any more."));
            operation.Responses.TryAdd("403", Problem("Somebody who may not."));
        }

        int cost = metadata.OfType<RouteCostAttribute>().LastOrDefault()?.Units ?? 1;
        if (cost > 0)
        {
            operation.Responses.TryAdd("429", Problem(string.Create(CultureInfo.InvariantCulture, $"Too many requests: this one costs {cost}; `retry_after` says when it passes.")));
        }

        return Task.CompletedTask;
    }

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiDocument? document) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };

    private static OpenApiResponse Problem(string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { [Problems.Problem.ContentType] = new() },
    };
}
