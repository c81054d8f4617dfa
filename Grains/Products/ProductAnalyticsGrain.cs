using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Alerts;
using TradingAnalytics.Grains.Publishing;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Products;

/// <inheritdoc cref="IProductAnalyticsGrain"/>
public sealed class ProductAnalyticsGrain(
    [PersistentState(GrainNames.State, GrainNames.Storage)] IPersistentState<AnalyticsGrainState> state,
    [PersistentState(GrainNames.Alerts, GrainNames.Storage)] IPersistentState<AlertDeskState> alerts,
    ProductCatalogue catalogue,
    LivePublisher publisher,
    IOptions<GrainOptions> options,
    IOptions<AlertOptions> alertOptions,
    TimeProvider time,
    ILogger<ProductAnalyticsGrain> logger) : Grain, IProductAnalyticsGrain
{
    private static readonly int s_asOf = VolatilityIndexTable.Schema.HeaderColumn("asOf");

    private TickRoute _route;
    private ProductAnalyst _analyst = null!;
    private AlertDesk _alerts = null!;
    private ClosesOfTheYear _closes = null!;
    private CadenceTimer _publishing = null!;
    private IGrainTimer? _asking;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        ProductSpec product = catalogue.Require(ProductId.Parse(this.GetPrimaryKeyString()));
        _route = new TickRoute(product.Id, Expiry.None);
        _analyst = new ProductAnalyst(product, options.Value.VolatilityIndexOf(product.Id), await NextEpoch());
        _alerts = new AlertDesk(alerts, alertOptions.Value.MaxRulesWatched, GrainFactory, logger);
        _alerts.Open();
        _closes = new ClosesOfTheYear(product, ServiceProvider.GetService<IHistoryStore>(), TakeCloses, time, logger);
        _publishing = new CadenceTimer(this, options.Value.AnalyticsCadence, PublishWhenDirty, time);

        // After the activation, until all have answered: what the chains found before it they do not tell again by themselves. Interleaved: one of them may be retiring and wait for this grain to forget it.
        _asking = this.RegisterGrainTimer(AskChains, new GrainTimerCreationOptions(TimeSpan.Zero, ChainLanes.AskAgain) { Interleave = true });
    }

    public Task Take(ChainAnalytics chain)
    {
        _analyst.Take(chain);
        return _publishing.ChangedAsync();
    }

    public async Task Forget(Expiry expiry)
    {
        _analyst.Forget(expiry, await NextEpoch());
        await PublishWhenDirty();
    }

    public async Task<bool> Arm(string owner, AlertRule[] rules)
    {
        bool armed = await _alerts.ArmAsync(owner, rules);

        // Rules begin with what is so now: the next tick may already be the one that crosses.
        Watch();
        return armed;
    }

    public Task<LiveUpdate> Table(TableKind kind) => Task.FromResult(_analyst.Snapshot(kind));

    /// <summary>They may come when the market has said its last word of the day: nothing else would publish them.</summary>
    private void TakeCloses(DailyCloses closes)
    {
        _analyst.Take(closes);
        _publishing.Changed();
    }

    private async Task PublishWhenDirty()
    {
        if (_analyst.IsDirty)
        {
            List<(TableKind Kind, LiveUpdate Update)> updates = _analyst.Publish();
            _closes.Follow(_analyst.Tables[TableKind.VolatilityIndex].Get(0, s_asOf));
            Watch();
            await publisher.PublishAsync(this, _route, updates);
        }
    }

    private void Watch()
    {
        if (!_alerts.IsIdle)
        {
            foreach (TableKind kind in (ReadOnlySpan<TableKind>)[TableKind.Exposures, TableKind.Surface, TableKind.VolatilityIndex])
            {
                _alerts.Evaluate(kind, _analyst.Tables[kind]);
            }
        }
    }

    private async Task AskChains()
    {
        TickRoute[] routes = await GrainFactory.GetGrain<IDirectoryGrain>(0).Routes();
        await Task.WhenAll(routes
            .Where(route => route.IsChain && route.Product == _route.Product)
            .Select(route => GrainFactory.GetGrain<IExpiryChainGrain>(route.ToString()).Announce()));
        _asking?.Dispose();
    }

    /// <summary>Begins a life of the tables that is above every former one, wherever that was and whatever clock it had.</summary>
    private async Task<long> NextEpoch()
    {
        state.State.Epoch = Epochs.After(state.State.Epoch, time);
        await state.WriteStateAsync();
        return state.State.Epoch;
    }
}
