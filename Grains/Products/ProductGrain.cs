using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using Orleans.Streams;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Alerts;
using TradingAnalytics.Grains.Catchup;
using TradingAnalytics.Grains.Publishing;
using TradingAnalytics.Grains.Storage;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Products;

/// <inheritdoc cref="IProductGrain"/>
[RandomPlacement]
public sealed class ProductGrain(
    [PersistentState(GrainNames.State, GrainNames.Storage)] IPersistentState<ProductGrainState> state,
    [PersistentState(GrainNames.Alerts, GrainNames.Storage)] IPersistentState<AlertDeskState> alerts,
    IFrameSource journal,
    ProductCatalogue catalogue,
    LivePublisher publisher,
    StateSaver saver,
    IOptions<GrainOptions> options,
    IOptions<AlertOptions> alertOptions,
    TimeProvider time,
    GrainInstruments instruments,
    ILogger<ProductGrain> logger) : Grain, IProductGrain
{
    private TickRoute _route;
    private ProductWriter _writer = null!;
    private ChainLanes _lanes = null!;
    private AlertDesk _alerts = null!;
    private CadenceTimer _publishing = null!;
    private IAsyncStream<LiveUpdate> _stream = null!;
    private IGrainTimer? _announcing;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        ProductSpec product = catalogue.Require(ProductId.Parse(this.GetPrimaryKeyString()));
        _route = new TickRoute(product.Id, Expiry.None);
        _stream = LivePublisher.StreamOf(this, _route);
        _lanes = new ChainLanes(product, options.Value.RetireAfter, GrainFactory);
        bool known = await _lanes.LoadAsync();
        state.State.Headlines = [.. state.State.Headlines.Where(headline => _lanes.TryFind(headline.Expiry, out _))];
        _writer = new ProductWriter(product, Epochs.After(state.State.Epoch, time), state.State);
        _alerts = new AlertDesk(alerts, alertOptions.Value.MaxRulesWatched, GrainFactory, logger);
        _alerts.Open();
        Watch();
        if (known || state.RecordExists)
        {
            await CatchUp(_writer.Through, cancellationToken);
            await PublishWhenDirty();
        }

        // Interleaved: headlines and spot go out while a batch waits for its chains.
        _publishing = new CadenceTimer(this, options.Value.Cadence, PublishWhenDirty, time, interleave: true);
        this.RegisterGrainTimer(Save, new GrainTimerCreationOptions(options.Value.SaveEvery, options.Value.SaveEvery) { Interleave = true });

        // After the activation, until all have answered: chains that were active before this grain do not tell their headline again by themselves.
        _announcing = this.RegisterGrainTimer(AskForHeadlines, TimeSpan.Zero, ChainLanes.AskAgain);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Save();

    public async Task Apply(TickFrame[] frames)
    {
        await _lanes.MeetAsync(frames);
        foreach (TickFrame frame in frames)
        {
            if ((frame.Route.IsChain ? ToChain(in frame) : ToAll(in frame)) == FrameVerdict.Gap)
            {
                // The frame is in the journal too, so this reads it as well.
                await CatchUp(_writer.ThroughBefore(in frame), CancellationToken.None);
            }
        }

        await _lanes.SendAsync();
        await Retire(_writer.MarketTime);
        await _publishing.ChangedAsync();
    }

    public Task Headline(ChainHeadline headline)
    {
        if (_lanes.TryFind(headline.Expiry, out _))
        {
            _writer.Take(in headline);
            Watch();
            _publishing.Changed();
        }

        return Task.CompletedTask;
    }

    public async Task<bool> Arm(string owner, AlertRule[] rules)
    {
        bool armed = await _alerts.ArmAsync(owner, rules);

        // Rules begin with what is so now: the next tick may already be the one that crosses.
        Watch();
        return armed;
    }

    public Task<LiveUpdate> Snapshot() => Task.FromResult(_writer.Snapshot());

    public Task<BookState> State() => Task.FromResult(_writer.State());

    public Task<Bar[]> Bars(BarInterval interval, long fromUnixSeconds, long toUnixSeconds) => Task.FromResult(_writer.Bars(interval, fromUnixSeconds, toUnixSeconds));

    public async Task<ProductTidied> Tidy(long marketUnixMicroseconds)
    {
        long abandonedBefore = Tick.MicrosecondsOf(time.GetUtcNow() - options.Value.AbandonedAfter);
        long now = _writer.ReceivedUnixMicroseconds < abandonedBefore ? Math.Max(_writer.MarketTime, marketUnixMicroseconds) : _writer.MarketTime;
        return new ProductTidied(_writer.MarketTime, await Retire(now));
    }

    private FrameVerdict ToChain(in TickFrame frame)
    {
        if (!_lanes.TryFind(frame.Route.Expiry, out ChainLane? lane))
        {
            instruments.FramesRefused.Add(1);
            return FrameVerdict.PassOver;
        }

        lane.Add(in frame);
        return _writer.Count(in frame);
    }

    private FrameVerdict ToAll(in TickFrame frame)
    {
        _lanes.AddToAll(in frame);
        FrameVerdict verdict = _writer.Take(in frame);
        if (verdict == FrameVerdict.Apply)
        {
            Watch();
        }

        return verdict;
    }

    private async Task<int> Retire(long marketTime)
    {
        IReadOnlyList<Expiry> retired = await _lanes.RetireAsync(marketTime);
        foreach (Expiry expiry in retired)
        {
            _writer.Forget(expiry, Epochs.After(_writer.Epoch, time));
            _publishing.Changed();
        }

        return retired.Count;
    }

    private async Task CatchUp(long from, CancellationToken cancellationToken)
    {
        _writer.Reach(from, await journal.ReadAsync(from, _route, TakeInOrder, cancellationToken));
        instruments.Catchups.Add(1);
    }

    private void TakeInOrder(TickFrame frame)
    {
        _writer.TakeInOrder(in frame);
        Watch();
    }

    private void Watch()
    {
        if (!_alerts.IsIdle)
        {
            _alerts.Evaluate(TableKind.Product, _writer.Present(), _writer.MarketTime);
        }
    }

    private async Task PublishWhenDirty()
    {
        if (_writer.IsDirty && _writer.Publish() is { } update)
        {
            await publisher.PublishAsync(_stream, update);
        }
    }

    private async Task AskForHeadlines()
    {
        await _lanes.AnnounceAsync();
        _announcing?.Dispose();
    }

    private async Task Save()
    {
        if (_writer.IsUnsaved)
        {
            long through = _writer.Through;
            _writer.Save(state.State);
            if (!await saver.SaveAsync(state, _route, through, DeactivateOnIdle))
            {
                _writer.SaveFailed();
            }
        }
    }
}
