using Microsoft.Extensions.Logging;
using Orleans.Streams;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Alerts;
using TradingAnalytics.Grains.Publishing;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Chains;

/// <summary>Where a chain's results go: its tables to their streams, its headline and analytics to its product.</summary>
internal sealed partial class ChainOutlet(
    ExpiryChainGrain grain, TickRoute route, ChainWriter writer, ChainAnalyst analyst, LivePublisher publisher, AlertDesk alerts, IGrainFactory grains, ILogger<ExpiryChainGrain> logger)
{
    private readonly IAsyncStream<LiveUpdate> _stream = LivePublisher.StreamOf(grain, route);
    private readonly IProductGrain _product = grains.GetGrain<IProductGrain>(route.Product.ToString());
    private readonly IProductAnalyticsGrain _analytics = grains.GetGrain<IProductAnalyticsGrain>(route.Product.ToString());

    public Task PublishWhenDirty() => writer.IsDirty ? Publish() : Task.CompletedTask;

    public async Task Publish()
    {
        if (!writer.IsEmpty && writer.Publish() is { } update)
        {
            await publisher.PublishAsync(_stream, update);
            await TellHeadline();
        }
    }

    /// <summary>Of the state just published, so that what follows from it agrees with it.</summary>
    public async Task Analyse()
    {
        await PublishWhenDirty();
        if (!writer.IsEmpty && writer.IsUnanalysed)
        {
            await PublishAnalytics();
            await TellAnalytics();
        }
    }

    /// <summary>Tells the product what was last published, whether or not it changed.</summary>
    public async Task Announce()
    {
        await PublishWhenDirty();
        await TellHeadline();
        await TellAnalytics();
    }

    /// <summary>Shows the alert rules on the analytics what was last found.</summary>
    public void Watch()
    {
        if (!alerts.IsIdle)
        {
            alerts.Evaluate(TableKind.Smile, analyst.Tables[TableKind.Smile]);
            alerts.Evaluate(TableKind.Exposures, analyst.Tables[TableKind.Exposures]);
        }
    }

    /// <summary>The last publication in one life: the chain as it stands once its cut-off is past.</summary>
    public async Task PublishLast()
    {
        if (writer.IsEmpty)
        {
            return;
        }

        if (writer.Expire() is { } last)
        {
            await publisher.PublishAsync(_stream, last);
        }

        await PublishAnalytics();
    }

    /// <summary>An analysis that fails costs its tables one version, never the chain.</summary>
    private async Task PublishAnalytics()
    {
        List<(TableKind Kind, LiveUpdate Update)> updates = [];
        try
        {
            updates = writer.Analyse(analyst);
        }
        catch (Exception failure)
        {
            LogFailed(failure, route);
        }

        Watch();
        await publisher.PublishAsync(grain, route, updates);
    }

    private Task TellHeadline() => writer.IsEmpty ? Task.CompletedTask : _product.Headline(writer.Headline);

    private Task TellAnalytics() => analyst.Result is { } result ? _analytics.Take(result) : Task.CompletedTask;

    [LoggerMessage(3030, LogLevel.Error, "The analysis of {Chain} failed; its tables stay as they were")]
    private partial void LogFailed(Exception exception, TickRoute chain);
}
