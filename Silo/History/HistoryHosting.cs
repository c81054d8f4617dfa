using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Sqlite;
using TradingAnalytics.Engine.Status;
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

        services.AddSingleton<IHistoryStore>(provider => Open(provider.GetRequiredService<DataDirectory>().HistoryFile));
        services.AddSingleton(provider => new HistoryWriter(
            provider.GetRequiredService<IHistoryStore>(),
            provider.GetRequiredService<IOptions<HistoryOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<HistoryWriter>>()));
        services.AddSingleton<IHistoryStatus>(provider => provider.GetRequiredService<HistoryWriter>());
        services.AddSingleton<ProductRecorders>();
        services.AddHostedService<HistoryRecorder>();
    }

    private static SqliteHistoryStore Open(string path)
    {
        try
        {
            return new SqliteHistoryStore(path);
        }
        catch (SqliteException failure)
        {
            throw new StartupException($"The history in {path} cannot be opened: {failure.Message} Move the file away, or start without history (History:Enabled=false).", failure);
        }
    }
}
