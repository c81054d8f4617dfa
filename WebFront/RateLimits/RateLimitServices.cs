using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TradingAnalytics.WebFront.RateLimits;

/// <summary>Adds the limits.</summary>
internal static class RateLimitServices
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>();
        services.AddMetrics();
        services.AddSingleton<RateLimitInstruments>();
        services.AddSingleton<RateLimitGate>();
        services.Configure<HubOptions>(hub => hub.AddFilter<RateLimitHubFilter>());
        return services;
    }
}
