using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace TradingAnalytics.WebFront.Live;

/// <summary>
/// Logs what fails inside a hub method. SignalR's own log of it is off: it cannot tell that from a refusal, and whoever asks for a room that does not exist would write an error into our log each time.
/// </summary>
internal sealed partial class HubFaults(ILogger<HubFaults> logger) : IHubFilter
{
    /// <summary>The category of SignalR's log that is off.</summary>
    public const string Replaced = "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher";

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception exception) when (exception is not HubException && !invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            Failed(exception, invocationContext.HubMethodName);
            throw;
        }
    }

    [LoggerMessage(5220, LogLevel.Error, "Hub method {Method} failed")]
    private partial void Failed(Exception exception, string method);
}
