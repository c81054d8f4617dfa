using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.SignalR;

namespace TradingAnalytics.WebFront.RateLimits;

/// <summary>Limits hub invocations, from the same allowance as the caller's requests.</summary>
internal sealed class RateLimitHubFilter(RateLimitGate gate) : IHubFilter
{
    private static readonly ConcurrentDictionary<MethodInfo, int> s_costs = new();

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        HubCallerContext context = invocationContext.Context;
        int cost = s_costs.GetOrAdd(invocationContext.HubMethod, static method => method.GetCustomAttribute<RouteCostAttribute>()?.Units ?? 1);
        Caller caller = Caller.Of(context.User, context.GetHttpContext()?.Connection.RemoteIpAddress);
        if (await gate.TakeAsync(caller, cost, context.ConnectionAborted) is { Allowed: false } refused)
        {
            long seconds = RateLimitHeaders.Seconds(refused.RetryAfter);
            throw new HubException($"rate_limited, retry_after={seconds}: at most {refused.Limit} calls pass in {gate.Policy.Window.TotalSeconds:0} s. Invoke it again in {seconds} s.");
        }

        return await next(invocationContext);
    }
}
