using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using TradingAnalytics.Engine.Alerts;
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

namespace TradingAnalytics.Grains.Chains;

/// <inheritdoc cref="IExpiryChainGrain"/>
[RandomPlacement]
public sealed class ExpiryChainGrain(
    [PersistentState(GrainNames.State, GrainNames.Storage)] IPersistentState<ChainGrainState> state,
    [PersistentState(GrainNames.Alerts, GrainNames.Storage)] IPersistentState<AlertDeskState> alerts,
    IFrameSource journal,
    ProductCatalogue catalogue,
    LivePublisher publisher,
    StateSaver saver,
    IOptions<GrainOptions> options,
    IOptions<AlertOptions> alertOptions,
    TimeProvider time,
    GrainInstruments instruments,
    ILogger<ExpiryChainGrain> logger) : Grain, IExpiryChainGrain
{
    private TickRoute _route;
    private ChainWriter _writer = null!;
    private ChainAnalyst _analyst = null!;
    private ChainOutlet _outlet = null!;
    private AlertDesk _alerts = null!;
    private CadenceTimer _publishing = null!;
    private CadenceTimer _analysing = null!;
    private bool _analysisDue;
    private bool _retired;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _route = TickRoute.Parse(this.GetPrimaryKeyString());
        ProductSpec product = catalogue.Require(_route.Product);
        long epoch = Epochs.After(state.State.Epoch, time);
        _writer = new ChainWriter(product, _route.Expiry, ChainOptions.Default, epoch, state.State);
        _analyst = new ChainAnalyst(product, _route.Expiry, options.Value.VolatilityIndexOf(product.Id), epoch);
        _alerts = new AlertDesk(alerts, alertOptions.Value.MaxRulesWatched, GrainFactory, logger);
        _outlet = new ChainOutlet(this, _route, _writer, _analyst, publisher, _alerts, GrainFactory, logger);
        _alerts.Open();
        Watch();
        if (state.RecordExists || await Directory.Knows(_route))
        {
            await CatchUp(cancellationToken);
            await _outlet.Publish();
            await _outlet.Analyse();
        }

        _publishing = new CadenceTimer(this, options.Value.Cadence, Publish, time);
        _analysing = new CadenceTimer(this, options.Value.AnalyticsCadence, AnalyseWithNextPublication, time);
        TimeSpan period = options.Value.SaveEvery;
        this.RegisterGrainTimer(Save, new GrainTimerCreationOptions(period, period) { Interleave = true });
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Save();

    public async Task Apply(TickFrame[] frames)
    {
        int applied = 0;
        foreach (TickFrame frame in frames)
        {
            FrameVerdict verdict = _writer.Take(in frame);
            if (verdict == FrameVerdict.Gap)
            {
                // The frame is in the journal too, so this reads it as well.
                await CatchUp(CancellationToken.None);
            }
            else if (verdict == FrameVerdict.Apply)
            {
                Watch();
            }

            applied += verdict == FrameVerdict.Apply ? 1 : 0;
        }

        instruments.FramesApplied.Add(applied);
        instruments.FramesPassedOver.Add(frames.Length - applied);
        await _publishing.ChangedAsync();
        await _analysing.ChangedAsync();
    }

    public Task<LiveUpdate> Snapshot() => Task.FromResult(_writer.Snapshot());

    public Task<LiveUpdate> Table(TableKind kind) => kind == TableKind.Chain ? Snapshot() : Task.FromResult(_analyst.Snapshot(kind));

    public Task<BookState> State() => Task.FromResult(_writer.State());

    public async Task<bool> Arm(string owner, AlertRule[] rules)
    {
        bool armed = await _alerts.ArmAsync(owner, rules);

        // Rules begin with what is so now: the next tick may already be the one that crosses.
        Watch();
        _outlet.Watch();
        return armed;
    }

    public Task Announce() => _outlet.Announce();

    public async Task Retire()
    {
        _retired = true;
        await _outlet.PublishLast();
        await Directory.Remove(_route);
        await GrainFactory.GetGrain<IProductAnalyticsGrain>(_route.Product.ToString()).Forget(_route.Expiry);
        await _alerts.EndAsync(_writer.MarketTime);
        await state.ClearStateAsync();
        instruments.ChainsRetired.Add(1);
        DeactivateOnIdle();
    }

    private async Task Publish()
    {
        if (_retired)
        {
            return;
        }

        await _outlet.PublishWhenDirty();
        if (_analysisDue)
        {
            await _outlet.Analyse();

            // Only now: one that failed is due again with what is tried again.
            _analysisDue = false;
        }
    }

    /// <summary>Not with one of its own: whoever takes one publication a cadence would fall behind.</summary>
    private Task AnalyseWithNextPublication()
    {
        _analysisDue = true;
        return _publishing.ChangedAsync();
    }

    private IDirectoryGrain Directory => GrainFactory.GetGrain<IDirectoryGrain>(0);

    private async Task CatchUp(CancellationToken cancellationToken)
    {
        _writer.Reach(await journal.ReadAsync(_writer.Through, _route, TakeInOrder, cancellationToken));
        instruments.Catchups.Add(1);
    }

    private void TakeInOrder(TickFrame frame)
    {
        _writer.TakeInOrder(in frame);
        Watch();
    }

    /// <summary>Frame by frame, not batch by batch: what came and went within a batch is seen.</summary>
    private void Watch()
    {
        if (!_alerts.IsIdle)
        {
            _alerts.Evaluate(TableKind.Chain, _writer.Cells, _writer.MarketTime);
        }
    }

    private async Task Save()
    {
        if (!_retired && _writer.IsUnsaved)
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
