using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Driver;
using TradingAnalytics.Engine.Tests.Chains;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Engine.Tests.Driver;

public sealed class MarketDriverTests(ITestOutputHelper output)
{
    private static readonly ProductCatalogue Catalogue = ProductCatalogue.Load();

    [Theory]
    [InlineData(1, 100)]
    [InlineData(7, 100)]
    [InlineData(1_000, 0)]
    public void Submit_SameTicksBatchedAnyWay_GiveOneFingerprint(int batch, int cadenceMilliseconds)
    {
        Tick[] ticks = SyntheticChain.Random(11, 3_000);
        ulong whole = Run(ticks, ticks.Length, TimeSpan.FromDays(1)).Fingerprint();
        Run(ticks, batch, TimeSpan.FromMilliseconds(cadenceMilliseconds)).Fingerprint().ShouldBe(whole);
        Run(ticks[..^1], batch, TimeSpan.FromMilliseconds(cadenceMilliseconds)).Fingerprint().ShouldNotBe(whole);
    }

    [Fact]
    public void Submit_Again_IsAllDuplicates()
    {
        Tick[] ticks = SyntheticChain.Quotes();
        var driver = new MarketDriver(Catalogue);
        driver.Submit(ticks);
        ulong before = driver.Fingerprint();
        driver.Submit(ticks);
        driver.Counts.Accepted.ShouldBe(ticks.Length);
        driver.Counts.Duplicated.ShouldBe(ticks.Length);
        driver.Fingerprint().ShouldBe(before);
    }

    [Fact]
    public void Submit_BadTick_IsRefusedWithItsReasonAndTheRestGoesOn()
    {
        var refusals = new List<Refusal>();
        var driver = new MarketDriver(Catalogue, onRefusal: refusals.Add);
        Tick good = SyntheticChain.Quote(SyntheticChain.Start, 24_200, 0, 100, 1);
        driver.Submit([good with { Strike = 24_210 }, good]);
        driver.Counts.RefusedFor(RefusalReason.StrikeOffGrid).ShouldBe(1);
        driver.Counts.Accepted.ShouldBe(1);
        refusals.Single().Index.ShouldBe(0);
        driver.Chain(new TickRoute("NIFTY", SyntheticChain.Expiry))!.LegCount.ShouldBe(1);
    }

    [Fact]
    public void Submit_LegsAfterSpot_NewChainKnowsTheSpot()
    {
        var driver = new MarketDriver(Catalogue);
        driver.Submit([SyntheticChain.Underlying(SyntheticChain.Start)]);
        driver.Submit([SyntheticChain.Quote(SyntheticChain.Start + 1, 24_200, 0, 100, 1)]);
        driver.Chain(new TickRoute("NIFTY", SyntheticChain.Expiry))!.View().ForwardSource.ShouldBe(ForwardSource.Spot);
        driver.Product("NIFTY")!.Ticks.ShouldBe(2);
    }

    [Fact]
    public void Submit_RecordedNseDay_TakesEveryTickAndRepeatsToTheBit()
    {
        string path = RecordedData.PathOf("nse-chain-1min-greeks-2026/option_chain_20260818.csv.gz");
        MarketDriver first = Replay(path, TimeSpan.FromMilliseconds(100));
        MarketDriver second = Replay(path, TimeSpan.FromMinutes(10));
        output.WriteLine($"{first.Counts.Accepted} accepted, {first.Counts.Duplicated} duplicated, {first.Counts.Refused} refused");
        first.Counts.Refused.ShouldBe(0);
        first.Fingerprint().ShouldBe(second.Fingerprint());
        first.Chains("NIFTY").Count().ShouldBe(4);
    }

    private static MarketDriver Replay(string path, TimeSpan cadence)
    {
        var driver = new MarketDriver(Catalogue, new DriverOptions { Cadence = cadence });
        foreach (RecordedBatch batch in RecordedMarket.Open(path, Catalogue).Read(new SkipReport()))
        {
            driver.Submit(batch.Ticks);
        }

        return driver;
    }

    private static MarketDriver Run(Tick[] ticks, int batch, TimeSpan cadence)
    {
        var driver = new MarketDriver(Catalogue, new DriverOptions { Cadence = cadence });
        foreach (Tick[] part in ticks.Chunk(batch))
        {
            driver.Submit(part);
        }

        return driver;
    }
}
