using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Grains.Tests.Cluster;

namespace TradingAnalytics.Grains.Tests.Grains;

public class StateCadenceTests
{
    private readonly MemoryJournal _journal = new();
    private readonly TestMarket _market = new();

    [Fact]
    public async Task Save_ChangedAgainAndAgain_IsStoredOnceACadenceAndOnDeactivation()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 1, ("Grains:Cadence", "00:00:00"), ("Grains:SaveEvery", "00:00:01"));
        using var saves = new Counted(cluster.Silos.Silos[0].ServiceProvider.GetRequiredService<IMeterFactory>(), "grains.state.saves");
        await cluster.RouteDirectory.Add([TestMarket.Product, TestMarket.NearChain]);
        int version = 0;
        await GrainCluster.Eventually("three saves were made, and each of several changes", async () =>
        {
            await cluster.Chain(TestMarket.NearChain).Apply([_journal.Append(_market.Chain(TestMarket.Near, ++version))]);
            return saves.Total >= 3 && version > 3 * saves.Total;
        });

        // A save of the cadence may come in between; then there is nothing left to store, and it is tried again.
        await GrainCluster.Eventually("a deactivation stored what the cadence had not", async () =>
        {
            await cluster.Chain(TestMarket.NearChain).Apply([_journal.Append(_market.Chain(TestMarket.Near, ++version))]);
            long before = saves.Total;
            await cluster.Silos.DeactivateAsync(cluster.Chain(TestMarket.NearChain));
            await cluster.Chain(TestMarket.NearChain).Snapshot();
            return saves.Total > before;
        });
    }

    /// <summary>A counter of one silo.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _total;

        public Counted(IMeterFactory meters, string name)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == name && instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _total, value));
            _listener.Start();
        }

        public long Total => Interlocked.Read(ref _total);

        public void Dispose() => _listener.Dispose();
    }
}
