using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Orleans.Dashboard;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.RateLimits;

namespace TradingAnalytics.WebFront.OrleansViews;

/// <summary>Orleans' own dashboard under <c>/orleans</c>, for admins: which grains are where, which methods are called how often and how long they take, reminders. It also shows the states of grains.</summary>
public static class OrleansView
{
    /// <summary>
    /// For silos and clients alike. The live log is left out: it would hold a request open for an hour and repeat what the log already has. Counters are read every five seconds, whether or not
    /// anybody looks: every second they were a twentieth of what a quiet silo does.
    /// </summary>
    public static void Configure(DashboardOptions options)
    {
        options.HideTrace = true;
        options.CounterUpdateIntervalMs = 5_000;
    }

    /// <summary>Maps it, in a process whose Orleans has it (<c>AddDashboard</c>). Its page asks several times a second, so it is not rate limited.</summary>
    public static void MapOrleansView(this WebApplication application) => application.MapOrleansDashboard("/orleans").ExcludeFromDescription().ForAdmins().Unlimited();
}
