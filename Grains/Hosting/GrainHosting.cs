using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using TradingAnalytics.Engine.Ingress;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Alerts;
using TradingAnalytics.Grains.Alerts.Webhooks;
using TradingAnalytics.Grains.Catchup;
using TradingAnalytics.Grains.Handover;
using TradingAnalytics.Grains.Publishing;
using TradingAnalytics.Grains.Routing;
using TradingAnalytics.Grains.Storage;
using TradingAnalytics.MarketData.Journal;

namespace TradingAnalytics.Grains.Hosting;

/// <summary>Adds the grains and their streams to a silo.</summary>
public static class GrainHosting
{
    /// <summary>
    /// The services of the grains. The host provides an <c>ITickJournal</c> or an <c>IJournalReader</c> with <c>IJournalCheckpoints</c>, the <c>ProductCatalogue</c>, grain storage under <see cref="GrainNames.Storage"/> and
    /// <see cref="GrainNames.Subscriptions"/>, and the streams. Options: sections <c>Grains</c> and <c>Alerts</c>.
    /// </summary>
    public static ISiloBuilder AddTradingAnalyticsGrains(this ISiloBuilder silo)
    {
        IServiceCollection services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<GrainOptions>().BindConfiguration(GrainOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GrainOptions>, GrainOptionsValidator>();
        services.AddOptions<GrainCollectionOptions>().Configure<IOptions<GrainOptions>>((collection, grains) => collection.CollectionAge = grains.Value.IdleAfter);
        services.AddOptions<AlertOptions>().BindConfiguration(AlertOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AlertOptions>, AlertOptionsValidator>();
        services.AddSingleton<WebhookDelivery>();
        services.AddMetrics();
        services.AddSingleton<GrainInstruments>();
        services.AddSingleton<LivePublisher>();
        services.AddSingleton<StateSaver>();
        services.AddSingleton<GrainHandover>();
        services.TryAddSingleton<JournalCheckpoints>();
        services.TryAddSingleton<IJournalCheckpoints>(provider => provider.GetRequiredService<JournalCheckpoints>());
        services.TryAddSingleton<IJournalReader>(provider => provider.GetRequiredService<ITickJournal>());
        services.AddSingleton<IFrameSource, JournalFrames>();
        services.AddSingleton<ITickRouter, GrainTickRouter>();
        return silo;
    }

    /// <summary>Streams held in memory, spread over the silos. The wait between two looks into a queue is what they add to an update's way.</summary>
    public static ISiloBuilder AddLiveStreams(this ISiloBuilder silo) => silo.AddMemoryStreams(LiveStreams.Provider, streams =>
    {
        streams.ConfigurePartitioning(LiveStreams.Queues);
        streams.ConfigurePullingAgent(agent => agent.Configure(options =>
        {
            options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(10);
            options.BatchContainerBatchSize = 256;
        }));

        // By default a stream keeps half an hour of updates in memory, a gigabyte on a busy day. Readers are milliseconds behind; one that is more notices a gap and asks for a snapshot.
        streams.ConfigureCacheEviction(cache => cache.Configure(options =>
        {
            options.DataMinTimeInCache = TimeSpan.FromSeconds(5);
            options.DataMaxAgeInCache = TimeSpan.FromSeconds(10);
            options.MetadataMinTimeInCache = TimeSpan.FromSeconds(30);
        }));
    });
}
