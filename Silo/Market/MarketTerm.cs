using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Ingress;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Validation;
using TradingAnalytics.Silo.Configuration;
using TradingAnalytics.Silo.Feeds;
using TradingAnalytics.Silo.Journal;

namespace TradingAnalytics.Silo.Market;

/// <summary>
/// One holding of the market, from taking it to losing it or letting go: the journal's writer, the ingress with what it must remember, and the feed. Each term has its own, made from what the journal holds.
/// </summary>
internal sealed class MarketTerm
{
    private readonly TermMeters _meters = new();
    private readonly MarketResumption _resumption;
    private readonly CancellationTokenSource _over = new();
    private readonly IFeed? _feed;
    private Task _aftercare = Task.CompletedTask;

    /// <summary>Reads the journal's end, so it is called where waiting holds nobody up.</summary>
    /// <param name="services">What a term is made of.</param>
    /// <param name="fence">The number under which this silo holds the market.</param>
    /// <param name="position">How far the feed had come before.</param>
    public MarketTerm(IServiceProvider services, long fence, string position)
    {
        JournalRedis redis = services.GetRequiredService<JournalRedis>();
        RedisJournalOptions options = services.GetRequiredService<IOptions<RedisJournalOptions>>().Value;
        TimeProvider time = services.GetRequiredService<TimeProvider>();
        Journal = new RedisTickJournal(redis.Connection, redis.Keys, fence, options, time, services.GetRequiredService<ILogger<RedisTickJournal>>());
        Ingress = ActivatorUtilities.CreateInstance<TickIngress>(services, ActivatorUtilities.CreateInstance<TickValidator>(services), Journal, _meters);
        _feed = services.GetRequiredService<FeedFactory>().Create(new FeedStart(position, new LastSpots(redis.Reader)));
        Feed = new FeedHost(_feed, Ingress, services.GetRequiredService<IOptions<FeedOptions>>(), time, services.GetRequiredService<ILogger<FeedHost>>());
        _resumption = ActivatorUtilities.CreateInstance<MarketResumption>(services);
    }

    public RedisTickJournal Journal { get; }

    public TickIngress Ingress { get; }

    public FeedHost Feed { get; }

    /// <summary>How far the feed has come, in its own words; empty when it does not say.</summary>
    public string Position => (_feed as IResumableFeed)?.Position ?? "";

    /// <summary>Reads back what the ingress must remember and lets ticks in; then, beside it, brings the grains up to the journal's end.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await Ingress.StartAsync(cancellationToken);
        await Feed.StartAsync(cancellationToken);
        _aftercare = _resumption.RunAsync(_over.Token);
    }

    /// <summary>Lets go in order: no more from the feed, what came in journalled and delivered.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        // With Redis away nothing more can be journalled: what waits is given up in time.
        await using CancellationTokenRegistration patience = cancellationToken.Register(Journal.Dispose);
        await Feed.StopAsync(cancellationToken);
        await Ingress.StopAsync(cancellationToken);
        await CloseAsync();
    }

    /// <summary>Lets go at once: another silo holds the market.</summary>
    public async Task AbandonAsync()
    {
        Journal.Dispose();
        await Feed.StopAsync(CancellationToken.None);
        await CloseAsync();
    }

    private async Task CloseAsync()
    {
        await _over.CancelAsync();
        Journal.Dispose();
        await Ingress.DisposeAsync();
        await _aftercare;
        Feed.Dispose();
        _meters.Dispose();
    }
}
