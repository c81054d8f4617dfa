using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.WebFront.Problems;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>API keys, for admins.</summary>
internal static class KeysApi
{
    private const int MaxName = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/admin/keys").WithTags("Access").ForAdmins();
        group.MapGet("/", ListAsync).WithName("ListKeys").WithSummary("All API keys").WithDescription("Revoked ones too, oldest first, with when they were last used; nothing of their secrets.").Produces<IReadOnlyList<KeyAnswer>>();
        group.MapPost("/", CreateAsync).WithName("CreateKey").WithSummary("Make an API key").WithDescription("The answer holds the key, this once.")
            .Produces<KeyTextAnswer>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapPost("/{id}/rotate", RotateAsync).WithName("RotateKey").WithSummary("Give an API key a new secret").WithDescription("The old one is refused from now on.")
            .Produces<KeyTextAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{id}", RevokeAsync).WithName("RevokeKey").WithSummary("Revoke an API key").WithDescription("It is refused from now on, and connections opened with it are cut.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpResponse response, IApiKeyStore keys, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok((await keys.ListAsync(cancellationToken)).Select(KeyAnswer.Of).ToArray());
    }

    private static async Task<IResult> CreateAsync(NewKeyRequest request, HttpContext http, ApiKeys keys, Audit audit, TimeProvider time)
    {
        string name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl))
        {
            return Problem.BadParameter("name", $"Say in 1 to {MaxName} characters what the key is for.");
        }

        if (!UserRoleNames.TryParse(request.Roles ?? [], out UserRoles roles, out string? wrong))
        {
            return Problem.BadParameter("roles", wrong);
        }

        if (request.Expires <= time.GetUtcNow())
        {
            return Problem.BadParameter("expires", $"{request.Expires:O} is past.");
        }

        (ApiKey key, string text) = await keys.CreateAsync(name, roles, http.User.Identity?.Name ?? "", request.Expires, http.RequestAborted);
        await audit.RecordAsync(http, "key.create", key.Id, $"{name}; {string.Join(' ', UserRoleNames.Of(roles))}");
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/admin/keys/{key.Id}", new KeyTextAnswer(key.Id, text));
    }

    private static async Task<IResult> RotateAsync(string id, HttpContext http, ApiKeys keys, Audit audit)
    {
        if (await keys.RotateAsync(id, http.RequestAborted) is not { } text)
        {
            return Unknown(id);
        }

        await audit.RecordAsync(http, "key.rotate", id);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new KeyTextAnswer(id, text));
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext http, IApiKeyStore keys, Audit audit, TimeProvider time)
    {
        if (!await keys.RevokeAsync(id, time.GetUtcNow(), http.RequestAborted))
        {
            return Unknown(id);
        }

        await audit.RecordAsync(http, "key.revoke", id);
        return TypedResults.NoContent();
    }

    private static IResult Unknown(string id) => Problem.NotFound("Unknown key", $"There is no key {id} that is in force. GET /api/admin/keys lists them.");
}
