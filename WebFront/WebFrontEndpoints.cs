using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.WebFront.Alerts;
using TradingAnalytics.WebFront.Api;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Caching;
using TradingAnalytics.WebFront.Dashboard;
using TradingAnalytics.WebFront.History;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.Positions;
using TradingAnalytics.WebFront.Problems;
using TradingAnalytics.WebFront.Status;

namespace TradingAnalytics.WebFront;

/// <summary>The web front's paths.</summary>
public static class WebFrontEndpoints
{
    /// <summary>Maps what a process without a web front answers: that it lives.</summary>
    public static void MapTradingAnalyticsHealth(this WebApplication application) => HealthApi.Map(application);

    /// <summary>Maps everything <see cref="WebFrontServices.AddTradingAnalyticsWeb"/> added.</summary>
    public static WebApplication MapTradingAnalyticsWeb(this WebApplication application)
    {
        // Its clock starts now, not at the first question.
        _ = application.Services.GetRequiredService<HostStatus>();
        application.UseForwardedHeaders();
        application.UseMiddleware<SecurityHeaders>();
        application.UseExceptionHandler();
        application.UseStatusCodePages(ProblemDefaults.WriteAsync);
        application.UseWebSockets();
        application.UseAccess();
        application.UseTextEncoding();
        application.UseRequestDecompression();
        application.MapOpenApi().ForEveryone();
        application.MapAccess();
        HealthApi.Map(application);
        ProductsApi.Map(application);
        ChainApi.Map(application);
        AnalyticsApi.Map(application);
        PositionsApi.Map(application);
        BarsApi.Map(application);
        StreamApi.Map(application);
        HistoryApi.Map(application);
        PastApi.Map(application);
        IvRankApi.Map(application);
        LegHistoryApi.Map(application);
        AlertsApi.Map(application);
        IngestApi.Map(application);
        StatusApi.Map(application);
        DeadLettersApi.Map(application);
        CacheApi.Map(application);
        application.MapHub<MarketHub>("/hubs/market", options =>
        {
            options.Transports = HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling;
            options.CloseOnAuthenticationExpiration = true;
        }).ForViewers();
        application.MapDashboard();
        return application;
    }
}
