using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.MarketData.Tests.Validation;

/// <summary>The rules against recorded days: good data passes whole.</summary>
public class RecordedDayValidationTests
{
    [Fact]
    public void NseMinuteDay_ExpiryDay_EveryTickIsAccepted()
    {
        (long ticks, Dictionary<RefusalReason, long> refused, string first) = Validate("nse-chain-1min-greeks-2026/option_chain_20260818.csv.gz");

        ticks.ShouldBeGreaterThan(153_000);
        refused.ShouldBeEmpty(first);
    }

    [Fact]
    public void KiteDay_GapOpenAndRowsAfterTheClose_RefusesOnlyTheExpired()
    {
        (long ticks, Dictionary<RefusalReason, long> refused, string first) = Validate("kite-chain-5min-2026-02/index_OC_2026-02-03.csv.gz");

        ticks.ShouldBeGreaterThan(20_000);
        refused.Keys.ShouldHaveSingleItem(first).ShouldBe(RefusalReason.ExpiredContract);
    }

    private static (long Ticks, Dictionary<RefusalReason, long> Refused, string First) Validate(string file)
    {
        var catalogue = ProductCatalogue.Load();
        var validator = new TickValidator(catalogue, new ValidationOptions());
        var refused = new Dictionary<RefusalReason, long>();
        var first = new List<string>();
        long ticks = 0;
        long now = Tick.MicrosecondsOf(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        foreach (RecordedBatch batch in RecordedMarket.Open(RecordedData.PathOf(file), catalogue).Read(new SkipReport()))
        {
            foreach (Tick tick in batch.Ticks)
            {
                ticks++;
                RefusalReason reason = validator.Check(in tick, now);
                if (reason != RefusalReason.None)
                {
                    refused[reason] = refused.GetValueOrDefault(reason) + 1;
                    if (refused[reason] <= 3)
                    {
                        first.Add($"{reason}: {validator.Describe(in tick, reason, now)} ({tick})");
                    }
                }
            }
        }

        return (ticks, refused, string.Join('\n', first));
    }
}
