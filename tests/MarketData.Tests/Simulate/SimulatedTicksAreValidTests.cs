using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;
using static TradingAnalytics.MarketData.Tests.Simulate.SimulatedProducts;

namespace TradingAnalytics.MarketData.Tests.Simulate;

public class SimulatedTicksAreValidTests
{
    [Fact]
    public void Next_ThroughACrashAndACutOff_ValidatorTakesEveryTick()
    {
        DateTimeOffset start = Nifty.CutOff(Expiry.On(2026, 8, 18)).AddSeconds(-30);
        var crash = new CrashScript { Calm = TimeSpan.FromSeconds(5), Fall = TimeSpan.FromSeconds(20), Panic = TimeSpan.FromSeconds(5), Recovery = TimeSpan.FromSeconds(20) };
        MarketGenerator generator = Generator(new SimulationOptions { TicksPerSecond = 1_000, Scenario = SimulationScenario.Crash, Crash = crash }, start);
        var validator = new TickValidator(Catalogue, new ValidationOptions());
        int taken = 0;
        foreach (Tick[] step in generator.StepsUntil(start.AddSeconds(60)))
        {
            long now = Tick.MicrosecondsOf(generator.Time);
            foreach (Tick tick in step)
            {
                RefusalReason reason = validator.Check(in tick, now);
                if (reason != RefusalReason.None)
                {
                    Assert.Fail(validator.Describe(in tick, reason, now));
                }

                taken++;
            }
        }

        taken.ShouldBeGreaterThan(100_000);
    }
}
