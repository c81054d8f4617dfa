using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Resilience;
using TradingAnalytics.Silo.Configuration;
using TradingAnalytics.Silo.Journal;
using TradingAnalytics.WebFront.Caching;

namespace TradingAnalytics.Silo.Caching;

/// <summary>What web fronts of a cluster share of answers. It is connected to when it is first asked.</summary>
internal static class CacheHosting
{
    /// <summary>An answer that takes longer to come is made sooner.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    public static void AddSharedAnswers(this IServiceCollection services, ProcessPlan plan)
    {
        services.AddOptions<CacheOptions>().Configure<IOptions<HistoryOptions>>((cache, history) => cache.ShareRecorded = history.Value.Provider == HistoryOptions.Mongo);
        services.AddOptions<ResilienceOptions>().Configure(rules => rules.Stores.TryAdd(RedisAnswerStore.Name, new StoreRules { Timeout = s_patience, Retries = [] }));
        services.AddSingleton<IAnswerStore>(provider => new RedisAnswerStore(
            JournalConnection.Open(provider.GetRequiredService<IOptions<CacheOptions>>().Value.Redis is { Length: > 0 } own ? own : plan.Cluster.ConnectionString),
            plan.Cluster.ServiceId,
            provider.GetRequiredService<StorePipelines>(),
            provider.GetRequiredService<TimeProvider>()));
    }
}
