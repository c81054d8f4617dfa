using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Ingress;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Validation;
using TradingAnalytics.Silo.Configuration;
using TradingAnalytics.Silo.Feeds;
using TradingAnalytics.Silo.Journal;

namespace TradingAnalytics.Silo.Market;

/// <summary>
/// One holding of the market, from preparing for it to losing it or letting go: the journal's writer, the ingress with what it must remember, and the feed. Each term has its own, made from what the journal
/// holds.
/// </summary>
internal sealed class MarketTerm
{
    private readonly IServiceProvider _services;
    private readonly TermMeters _meters = new();
    private readonly MarketResumption _resumption;
    private readonly CancellationTokenSource _over = new();
    private IFeed? _feed;
    private FeedHost? _feedHost;
    private Task _aftercare = Task.CompletedTask;

    /// <param name="services">What a term is made of.</param>
    public MarketTerm(IServiceProvider services)
    {
        _services = services;
        JournalRedis redis = services.GetRequiredService<JournalRedis>();
        RedisJournalOptions options = services.GetRequiredService<IOptions<RedisJournalOptions>>().Value;
        Journal = new RedisTickJournal(redis.Connection, redis.Keys, options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<RedisTickJournal>>());
        Ingress = ActivatorUtilities.CreateInstance<TickIngress>(services, ActivatorUtilities.CreateInstance<TickValidator>(services), Journal, _meters);
        _resumption = ActivatorUtilities.CreateInstance<MarketResumption>(services);
    }

    public RedisTickJournal Journal { get; }

    public TickIngress Ingress { get; }

    public FeedHost Feed => _feedHost ?? throw new InvalidOperationException("The term has not begun.");

    /// <summary>How far the feed has come, in its own words; empty when it does not say.</summary>
    public string Position => (_feed as IResumableFeed)?.Position ?? "";

    /// <summary>Keeps up with the journal while another silo writes it, so that little is left to read when it is this one's turn.</summary>
    public Task FollowAsync(CancellationToken cancellationToken) => Ingress.FollowAsync(cancellationToken);

    /// <summary>Reads back the rest of what the ingress must remember and lets ticks in; then, beside it, brings the grains up to the journal's end.</summary>
    /// <param name="fence">The number under which this silo holds the market.</param>
    /// <param name="position">How far the feed had come before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task BeginAsync(long fence, string position, CancellationToken cancellationToken)
    {
        await Task.Run(() => Open(fence, position), cancellationToken);
        await Ingress.StartAsync(cancellationToken);
        await Feed.StartAsync(cancellationToken);
        _aftercare = _resumption.RunAsync(_over.Token);
    }

    /// <summary>Lets go in order: no more from the feed, what came in journalled and delivered.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        // With Redis away nothing more can be journalled: what waits is given up in time.
        await using CancellationTokenRegistration patience = cancellationToken.Register(Journal.Dispose);
        await (_feedHost?.StopAsync(cancellationToken) ?? Task.CompletedTask);
        await Ingress.StopAsync(cancellationToken);
        await CloseAsync();
    }

    /// <summary>Lets go at once: another silo holds the market, or this one never came to.</summary>
    public async Task AbandonAsync()
    {
        Journal.Dispose();
        await (_feedHost?.StopAsync(CancellationToken.None) ?? Task.CompletedTask);
        await CloseAsync();
    }

    /// <summary>Asks Redis, so it is called where waiting holds nobody up.</summary>
    private void Open(long fence, string position)
    {
        Journal.Open(fence);
        _feed = _services.GetRequiredService<FeedFactory>().Create(new FeedStart(position, new LastSpots(_services.GetRequiredService<JournalRedis>().Reader)));
        _feedHost = new FeedHost(_feed, Ingress, _services.GetRequiredService<IOptions<FeedOptions>>(), _services.GetRequiredService<TimeProvider>(), _services.GetRequiredService<ILogger<FeedHost>>());
    }

    private async Task CloseAsync()
    {
        await _over.CancelAsync();
        Journal.Dispose();
        await Ingress.DisposeAsync();
        await _aftercare;
        _feedHost?.Dispose();
        _meters.Dispose();
    }
}
