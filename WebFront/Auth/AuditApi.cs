using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.WebFront.OpenApi;
using TradingAnalytics.WebFront.Problems;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>The audit log, for admins.</summary>
internal static class AuditApi
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/admin/audit", GetAsync).ForAdmins()
        .WithTags("Access").WithName("ListAudit").WithSummary("What admins did")
        .WithDescription("Newest first: who made, changed, rotated, revoked or removed which user or key, when and from where. The log is only ever added to.")
        .Produces<AuditAnswer>().ProducesProblem(StatusCodes.Status400BadRequest)
        .WithParameter("limit", "integer", $"At most so many entries, 1 to {MaxLimit}; {DefaultLimit} by default.")
        .WithParameter("before", "integer", "Only entries with lower numbers: `before` of the last answer.");

    private static async Task<IResult> GetAsync(HttpRequest request, HttpResponse response, IAuditLog log, CancellationToken cancellationToken)
    {
        var parameters = new ParameterReader(request.Query);
        int limit = parameters.Integer("limit", 1, MaxLimit) ?? DefaultLimit;
        int? before = parameters.Integer("before", 1, int.MaxValue);
        if (parameters.Fault is { } fault)
        {
            return fault;
        }

        response.Headers.CacheControl = "no-store";
        IReadOnlyList<AuditEntry> entries = await log.ReadAsync(before, limit, cancellationToken);
        return TypedResults.Ok(new AuditAnswer(entries, entries.Count == limit && entries[^1].Number > 1 ? entries[^1].Number : null));
    }
}
