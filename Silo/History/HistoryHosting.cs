using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Archive;
using TradingAnalytics.Engine.History.Past;
using TradingAnalytics.Engine.History.Sqlite;
using TradingAnalytics.Engine.Resilience;
using TradingAnalytics.Engine.Status;
using TradingAnalytics.Grains;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.Providers.Mongo.History;
using TradingAnalytics.Silo.Hosting;
using TradingAnalytics.Silo.Ingress;

namespace TradingAnalytics.Silo.History;

/// <summary>Adds the recording of history. Options: section <c>History</c>.</summary>
internal static class HistoryHosting
{
    /// <summary>The store of the days that are not archived yet.</summary>
    private const string Hot = "hot";

    /// <summary>Goes between the silo and the ingress: it starts with the grains there, and at the end sees what the last ticks came to.</summary>
    public static void AddHistory(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<HistoryOptions>(HistoryOptions.Section, options => options.Validate());
        if (!configuration.GetValue($"{HistoryOptions.Section}:{nameof(HistoryOptions.Enabled)}", new HistoryOptions().Enabled))
        {
            return;
        }

        services.AddChecked<MongoHistoryOptions>(MongoHistoryOptions.Section, options => options.Validate());
        services.AddKeyedSingleton<IHistoryStore>(Hot, (provider, _) => HotStore(provider));
        services.AddSingleton<IArchiveFiles>(provider => Files(Options(provider).Archive, provider.GetRequiredService<DataDirectory>()));
        services.AddSingleton(Store);
        services.AddSingleton<IPastTables>(provider => new PastTables(
            provider.GetRequiredService<IHistoryStore>(), provider.GetRequiredService<ITickJournal>(), provider.GetRequiredService<ProductCatalogue>(), Past(provider.GetRequiredService<IOptions<GrainOptions>>().Value)));
        services.AddSingleton<SnapshotTaker>();
        services.AddSingleton(provider => new HistoryWriter(
            provider.GetRequiredService<IHistoryStore>(),
            provider.GetRequiredService<IOptions<HistoryOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<HistoryWriter>>()));
        services.AddSingleton<IHistoryStatus>(provider => provider.GetRequiredService<HistoryWriter>());
        services.AddSingleton<ISnapshotRequests, SnapshotRequests>();
        services.AddSingleton<ProductRecorders>();
        services.AddHostedService<HistoryRecorder>();
    }

    private static IHistoryStore Store(IServiceProvider provider)
    {
        HistoryOptions options = Options(provider);
        IHistoryStore hot = provider.GetRequiredKeyedService<IHistoryStore>(Hot);
        var catalogue = provider.GetRequiredService<ProductCatalogue>();
        return options.Archive.Kind == ArchiveKind.None
            ? hot
            : new ArchivedHistoryStore(hot, new HistoryArchive(provider.GetRequiredService<IArchiveFiles>(), catalogue), catalogue, options.Archive.AfterDays);
    }

    private static IHistoryStore HotStore(IServiceProvider provider)
    {
        HistoryOptions options = Options(provider);
        return options.Provider == HistoryOptions.Mongo
            ? new MongoHistoryStore(provider.GetRequiredService<IOptions<MongoHistoryOptions>>().Value, options.Retention, provider.GetRequiredService<StorePipelines>())
            : new SqliteHistoryStore(provider.GetRequiredService<DataDirectory>().HistoryFile);
    }

    private static IArchiveFiles Files(ArchiveOptions options, DataDirectory data) =>
        options.Kind == ArchiveKind.S3 ? S3Archive.Open(options) : new FolderArchive(options.Folder.Length > 0 ? options.Folder : data.ArchiveFolder);

    private static HistoryOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<HistoryOptions>>().Value;

    private static PastOptions Past(GrainOptions grains) => new(grains.VolatilityIndexOf, grains.RetireAfter);
}
