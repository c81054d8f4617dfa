using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Past;
using TradingAnalytics.Engine.History.Sqlite;
using TradingAnalytics.Engine.Resilience;
using TradingAnalytics.Engine.Status;
using TradingAnalytics.Grains;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.Providers.Mongo;
using TradingAnalytics.Silo.Hosting;
using TradingAnalytics.Silo.Ingress;

namespace TradingAnalytics.Silo.History;

/// <summary>Adds the recording of history. Options: section <c>History</c>.</summary>
internal static class HistoryHosting
{
    /// <summary>Goes between the silo and the ingress: it starts with the grains there, and at the end sees what the last ticks came to.</summary>
    public static void AddHistory(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<HistoryOptions>(HistoryOptions.Section, options => options.Validate());
        if (!configuration.GetValue($"{HistoryOptions.Section}:{nameof(HistoryOptions.Enabled)}", new HistoryOptions().Enabled))
        {
            return;
        }

        services.AddChecked<MongoHistoryOptions>(MongoHistoryOptions.Section, options => options.Validate());
        services.AddSingleton<IHistoryStore>(Store);
        services.AddSingleton<IPastTables>(provider => new PastTables(
            provider.GetRequiredService<IHistoryStore>(), provider.GetRequiredService<ITickJournal>(), provider.GetRequiredService<ProductCatalogue>(), Past(provider.GetRequiredService<IOptions<GrainOptions>>().Value)));
        services.AddSingleton<SnapshotTaker>();
        services.AddSingleton(provider => new HistoryWriter(
            provider.GetRequiredService<IHistoryStore>(),
            provider.GetRequiredService<IOptions<HistoryOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<HistoryWriter>>()));
        services.AddSingleton<IHistoryStatus>(provider => provider.GetRequiredService<HistoryWriter>());
        services.AddSingleton<ProductRecorders>();
        services.AddHostedService<HistoryRecorder>();
    }

    private static IHistoryStore Store(IServiceProvider provider)
    {
        HistoryOptions history = provider.GetRequiredService<IOptions<HistoryOptions>>().Value;
        return history.Provider == HistoryOptions.Mongo
            ? new MongoHistoryStore(provider.GetRequiredService<IOptions<MongoHistoryOptions>>().Value, history.Retention, provider.GetRequiredService<StorePipelines>())
            : new SqliteHistoryStore(provider.GetRequiredService<DataDirectory>().HistoryFile);
    }

    private static PastOptions Past(GrainOptions grains) => new(grains.VolatilityIndexOf, grains.RetireAfter);
}
