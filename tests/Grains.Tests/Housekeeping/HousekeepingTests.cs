using Microsoft.Extensions.DependencyInjection;
using TradingAnalytics.Analytics;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Housekeeping;
using TradingAnalytics.Grains.Tests.Cluster;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Tests.Housekeeping;

public class HousekeepingTests
{
    private static readonly TickRoute s_otherChain = new("BANKNIFTY", Expiry.On(2027, 12, 28));
    private readonly MemoryJournal _journal = new();
    private readonly TestMarket _market = new();
    private readonly DateTimeOffset _cutOff = TestMarket.Catalogue.Find(TestMarket.Nifty)!.CutOff(TestMarket.Near);

    [Fact]
    public async Task Run_ProductNobodySendsAnything_RetiresItsChainsByTheMarketOfOthers()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal, 2);
        IHousekeepingGrain housekeeping = cluster.Grains.GetGrain<IHousekeepingGrain>(0);
        await Begin(cluster, receivedNow: false);
        (await housekeeping.Run()).ShouldBe(new HousekeepingReport(2, 0, 0), "nothing is over yet");

        _market.MoveTo(_cutOff.AddHours(7));
        await Others(cluster);
        (await cluster.RouteDirectory.Knows(TestMarket.NearChain)).ShouldBeTrue("no tick of the product has come");
        (await housekeeping.Run()).ShouldBe(new HousekeepingReport(2, 1, 0));
        (await cluster.RouteDirectory.Knows(TestMarket.NearChain)).ShouldBeFalse();
        (await cluster.RouteDirectory.Knows(TestMarket.FarChain)).ShouldBeTrue();
        (await housekeeping.Run()).ShouldBe(new HousekeepingReport(2, 0, 0), "once is enough");

        _market.MoveTo(_cutOff.AddDays(95));
        await Others(cluster);
        (await housekeeping.Run()).ShouldBe(new HousekeepingReport(2, 1, 1), "the far chain retires, the near one is forgotten");
        (await cluster.RouteDirectory.Routes()).ShouldBe([new TickRoute(s_otherChain.Product, Expiry.None), TestMarket.Product, s_otherChain]);
    }

    [Fact]
    public async Task Run_ProductThatIsBeingReplayed_IsNotJudgedByTheTimeOfOthers()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal);
        await Begin(cluster, receivedNow: true);
        _market.MoveTo(_cutOff.AddHours(7));
        await Others(cluster);
        (await cluster.Grains.GetGrain<IHousekeepingGrain>(0).Run()).ShouldBe(new HousekeepingReport(2, 0, 0));
        (await cluster.RouteDirectory.Knows(TestMarket.NearChain)).ShouldBeTrue();
    }

    [Fact]
    public async Task Begin_Twice_KeepsOneReminderThatRunsIt()
    {
        await using GrainCluster cluster = await GrainCluster.StartAsync(_journal);
        IHousekeepingGrain housekeeping = cluster.Grains.GetGrain<IHousekeepingGrain>(0);
        await housekeeping.Begin();
        await housekeeping.Begin();
        IReminderTable table = cluster.Silos.Silos[0].ServiceProvider.GetRequiredService<IReminderTable>();
        ReminderEntry reminder = (await table.ReadRows(housekeeping.GetGrainId(), TestContext.Current.CancellationToken)).Reminders.ShouldHaveSingleItem();
        reminder.ReminderName.ShouldBe(HousekeepingGrain.Reminder);
        reminder.Period.ShouldBe(TimeSpan.FromHours(1));

        await Begin(cluster, receivedNow: false);
        _market.MoveTo(_cutOff.AddHours(7));
        await Others(cluster);
        await housekeeping.AsReference<IRemindable>().ReceiveReminder(HousekeepingGrain.Reminder, default, TestContext.Current.CancellationToken);
        (await cluster.RouteDirectory.Knows(TestMarket.NearChain)).ShouldBeFalse();
    }

    /// <summary>Two chains of NIFTY, received long ago or now.</summary>
    private async Task Begin(GrainCluster cluster, bool receivedNow)
    {
        TickFrame[] frames = [_journal.Append(_market.Chain(TestMarket.Near, 1)), _journal.Append(_market.Chain(TestMarket.Far, 1)), _journal.Append(_market.Spot(24_210))];
        await cluster.Product(TestMarket.Product).Apply(receivedNow
            ? [.. frames.Select(frame => frame with { ReceivedUnixMicroseconds = Tick.MicrosecondsOf(TimeProvider.System.GetUtcNow()) })]
            : frames);
        await Others(cluster);
    }

    /// <summary>Ticks of another product, with a chain that outlasts the test, at the market's time.</summary>
    private Task Others(GrainCluster cluster)
    {
        TickFrame chain = _journal.Append(_market.Leg(s_otherChain.Expiry, 51_000, OptionRight.Call, 200, 650) with { Product = s_otherChain.Product });
        TickFrame spot = _journal.Append(_market.Spot(51_000) with { Product = s_otherChain.Product });
        return cluster.Product(spot.Route).Apply([chain, spot]);
    }
}
