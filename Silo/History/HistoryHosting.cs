using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Past;
using TradingAnalytics.Engine.History.Sqlite;
using TradingAnalytics.Engine.Status;
using TradingAnalytics.Grains;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Products;
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

        services.AddSingleton<IHistoryStore>(provider => new SqliteHistoryStore(provider.GetRequiredService<DataDirectory>().HistoryFile));
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

    private static PastOptions Past(GrainOptions grains) => new(grains.VolatilityIndexOf, grains.RetireAfter);
}
