using Microsoft.AspNetCore.Http;
using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>Writes down what a request did, with who and from where.</summary>
internal sealed class Audit(IAuditLog log, TimeProvider time)
{
    public ValueTask RecordAsync(HttpContext http, string action, string subject, string detail = "") => log.AppendAsync(
        time.GetUtcNow(), http.User.Identity?.Name ?? "", action, subject, detail, http.Connection.RemoteIpAddress?.ToString() ?? "", CancellationToken.None);
}
