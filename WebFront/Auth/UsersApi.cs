using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.WebFront.Problems;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>Users, for admins.</summary>
internal static class UsersApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/admin/users").WithTags("Access").ForAdmins();
        group.MapGet("/", ListAsync).WithName("ListUsers").WithSummary("All users").WithDescription("By name, with roles; nothing of their passwords.").Produces<IReadOnlyList<UserAnswer>>();
        group.MapPost("/", AddAsync).WithName("AddUser").WithSummary("Add a user").WithDescription("With a first password, which he should change (`POST /api/auth/password`).")
            .Produces<UserAnswer>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPatch("/{name}", ChangeAsync).WithName("ChangeUser").WithSummary("Change a user's password or roles").WithDescription("What is given; ends his sessions and unlocks him.")
            .Produces<UserAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{name}", RemoveAsync).WithName("RemoveUser").WithSummary("Remove a user").WithDescription("And end his sessions.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpResponse response, IUserStore users, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok((await users.ListAsync(cancellationToken)).Select(UserAnswer.Of).ToArray());
    }

    private static async Task<IResult> AddAsync(NewUserRequest request, HttpContext http, IUserStore users, IPasswords passwords, Audit audit, TimeProvider time)
    {
        if (!UserName.TryRead(request.Name, out string name))
        {
            return Problem.BadParameter("name", $"A user's name has {UserName.Rule}.");
        }

        if (PasswordRule.Fault(request.Password, name) is { } fault)
        {
            return Problem.BadParameter("password", fault);
        }

        if (!UserRoleNames.TryParse(request.Roles ?? [], out UserRoles roles, out string? wrong))
        {
            return Problem.BadParameter("roles", wrong);
        }

        var user = new User(name, passwords.Hash(request.Password!), roles, time.GetUtcNow());
        if (!await users.AddAsync(user, http.RequestAborted))
        {
            return Problem.Of(StatusCodes.Status409Conflict, "Name taken", $"There is a user {name}. Choose another name, or change that one with PATCH.");
        }

        await audit.RecordAsync(http, "user.add", name, string.Join(' ', UserRoleNames.Of(roles)));
        return TypedResults.Created($"/api/admin/users/{name}", UserAnswer.Of(user));
    }

    private static async Task<IResult> ChangeAsync(string name, ChangedUserRequest request, HttpContext http, IUserStore users, IPasswords passwords, Audit audit)
    {
        UserRoles? roles = null;
        if (request.Roles is { } given)
        {
            if (!UserRoleNames.TryParse(given, out UserRoles parsed, out string? wrong))
            {
                return Problem.BadParameter("roles", wrong);
            }

            roles = parsed;
        }

        if (request.Password is not null && PasswordRule.Fault(request.Password, name) is { } fault)
        {
            return Problem.BadParameter("password", fault);
        }

        if (request.Password is null && roles is null)
        {
            return Problem.BadParameter("roles", "Give a password, roles, or both.");
        }

        UserName.TryRead(name, out string known);
        string? hash = request.Password is { } password ? passwords.Hash(password) : null;
        if (!await users.ChangeAsync(known, hash, roles, http.RequestAborted) || await users.FindAsync(known, http.RequestAborted) is not { } user)
        {
            return Unknown(name);
        }

        string what = string.Join(", ", (string[])[.. hash is null ? (string[])[] : ["password"], .. roles is { } now ? [$"roles {string.Join(' ', UserRoleNames.Of(now))}"] : (string[])[]]);
        await audit.RecordAsync(http, "user.change", known, what);
        return TypedResults.Ok(UserAnswer.Of(user));
    }

    private static async Task<IResult> RemoveAsync(string name, HttpContext http, IUserStore users, Audit audit)
    {
        UserName.TryRead(name, out string known);
        if (!await users.RemoveAsync(known, http.RequestAborted))
        {
            return Unknown(name);
        }

        await audit.RecordAsync(http, "user.remove", known);
        return TypedResults.NoContent();
    }

    private static IResult Unknown(string name) => Problem.NotFound("Unknown user", $"There is no user {name}. GET /api/admin/users lists them.");
}
