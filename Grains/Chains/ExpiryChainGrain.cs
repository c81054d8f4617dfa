using Microsoft.Extensions.Options;
using Orleans.Streams;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Catchup;
using TradingAnalytics.Grains.Publishing;
using TradingAnalytics.Grains.Storage;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Chains;

/// <inheritdoc cref="IExpiryChainGrain"/>
public sealed class ExpiryChainGrain(
    [PersistentState(GrainNames.State, GrainNames.Storage)] IPersistentState<ChainGrainState> state,
    ITickJournal journal,
    ProductCatalogue catalogue,
    LivePublisher publisher,
    StateSaver saver,
    IOptions<GrainOptions> options,
    TimeProvider time,
    GrainInstruments instruments) : Grain, IExpiryChainGrain
{
    private TickRoute _route;
    private ChainWriter _writer = null!;
    private IAsyncStream<LiveUpdate> _stream = null!;
    private bool _retired;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _route = TickRoute.Parse(this.GetPrimaryKeyString());
        ProductSpec product = catalogue.Require(_route.Product);
        _stream = LivePublisher.StreamOf(this, _route);
        _writer = new ChainWriter(product, _route.Expiry, ChainOptions.Default, Epochs.After(state.State.Epoch, time), state.State);
        if (state.RecordExists || await Directory.Knows(_route))
        {
            await CatchUp(cancellationToken);
            await Publish();
        }

        TimeSpan cadence = options.Value.Cadence;
        if (cadence > TimeSpan.Zero)
        {
            this.RegisterGrainTimer(PublishWhenDirty, cadence, cadence);
        }

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

            applied += verdict == FrameVerdict.Apply ? 1 : 0;
        }

        instruments.FramesApplied.Add(applied);
        instruments.FramesPassedOver.Add(frames.Length - applied);
        if (options.Value.Cadence == TimeSpan.Zero)
        {
            await PublishWhenDirty();
        }
    }

    public Task<LiveUpdate> Snapshot() => Task.FromResult(_writer.Snapshot());

    public Task<LiveUpdate> Table(TableKind kind) => Snapshot();

    public async Task Announce()
    {
        await PublishWhenDirty();
        await Tell();
    }

    public async Task Retire()
    {
        _retired = true;
        if (!_writer.IsEmpty && _writer.Expire() is { } last)
        {
            await publisher.PublishAsync(_stream, last);
        }

        await Directory.Remove(_route);
        await state.ClearStateAsync();
        instruments.ChainsRetired.Add(1);
        DeactivateOnIdle();
    }

    private IDirectoryGrain Directory => GrainFactory.GetGrain<IDirectoryGrain>(0);

    private async Task CatchUp(CancellationToken cancellationToken)
    {
        var underlying = new TickRoute(_route.Product, Expiry.None);
        long last = journal.LastSequence;
        await foreach (IReadOnlyList<TickFrame> chunk in JournalTail.ReadAsync(journal, _writer.Through, route => route == _route || route == underlying, cancellationToken))
        {
            foreach (TickFrame frame in chunk)
            {
                _writer.TakeInOrder(in frame);
            }
        }

        _writer.Reach(last);
        instruments.Catchups.Add(1);
    }

    private Task PublishWhenDirty() => _writer.IsDirty ? Publish() : Task.CompletedTask;

    private async Task Publish()
    {
        if (!_writer.IsEmpty && _writer.Publish() is { } update)
        {
            await publisher.PublishAsync(_stream, update);
            await Tell();
        }
    }

    private Task Tell() => _writer.IsEmpty ? Task.CompletedTask : GrainFactory.GetGrain<IProductGrain>(_route.Product.ToString()).Headline(_writer.Headline);

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
