using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Exposures;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.Engine.Tests.Chains;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Exposures;

public class ExposureRuleTests
{
    [Fact]
    public void Revalue_Chain_IsTheSumOfItsLegs()
    {
        ChainView view = Chain().View();
        var rule = new ChainExposureRule();

        rule.Revalue(view);

        ExposureSums sums = rule.Sums;
        sums.Status.ShouldBe(ExposureStatus.Ok);
        double gamma = 0;
        double delta = 0;
        foreach (LegView leg in view.Legs)
        {
            double sign = leg.Right == OptionRight.Call ? 1 : -1;
            gamma += sign * leg.Gamma * view.Forward * view.Forward * 0.01 * leg.OpenInterest;
            delta += sign * leg.Delta * view.Forward * leg.OpenInterest;
        }

        sums.Total.Gamma.ShouldBe(gamma, 1e-9 * sums.Calls.Gamma);
        sums.Total.Delta.ShouldBe(delta, 1e-9 * Math.Abs(delta));
        sums.Calls.Gamma.ShouldBeGreaterThan(0);
        sums.Puts.Gamma.ShouldBeLessThan(0);
        sums.Counted.ShouldBe(view.Legs.Count);
        double net = 0;
        foreach (StrikeExposure strike in rule.Strikes)
        {
            net += strike.Net.Gamma;
            strike.Call.Gamma.ShouldBeLessThanOrEqualTo(sums.CallWallGamma);
            strike.Put.Gamma.ShouldBeGreaterThanOrEqualTo(sums.PutWallGamma);
        }

        net.ShouldBe(sums.Total.Gamma, 1e-9 * sums.Calls.Gamma);
        rule.Profile[GammaProfile.Count / 2].ShouldBe(sums.Total.Gamma, 1e-9 * sums.Calls.Gamma);
    }

    [Fact]
    public void Revalue_PutsBelowCallsAbove_FlipsBetweenThem()
    {
        ChainView view = Chain().View();
        var rule = new ChainExposureRule();

        rule.Revalue(view);

        // Puts are heaviest at 23,900 and calls at 24,600.
        rule.Sums.PutWall.ShouldBe(23_900);
        rule.Sums.CallWall.ShouldBe(24_600);
        rule.Sums.Flip.ShouldBeInRange(23_900, 24_600);
        rule.Sums.Flip.ShouldBe(view.Spot * (1 + rule.Sums.FlipMove));
    }

    [Fact]
    public void Revalue_LegWithoutVolatility_TakesThatOfItsStrike()
    {
        ChainBook book = Chain();
        // A deep call quoted below intrinsic has no volatility of its own.
        book.Apply([SyntheticChain.Quote(SyntheticChain.Start, 23_600, OptionRight.Call, 300, 0.05)]);
        ChainView view = book.View();
        view.Legs.Single(leg => leg.Strike == 23_600 && leg.Right == OptionRight.Call).ImpliedVolatility.ShouldBe(double.NaN);
        var rule = new ChainExposureRule();

        rule.Revalue(view);

        rule.Sums.Borrowed.ShouldBe(1);
        rule.Sums.LeftOut.ShouldBe(0);
        StrikeExposure strike = rule.Strikes.ToArray().Single(one => one.Strike == 23_600);
        (strike.Call.Gamma / strike.CallOi).ShouldBe(-strike.Put.Gamma / strike.PutOi, 1e-9 * strike.Call.Gamma / strike.CallOi);
    }

    [Fact]
    public void Revalue_NothingToGoBy_SaysWhy()
    {
        var rule = new ChainExposureRule();
        ChainBook book = SyntheticBook();
        rule.Revalue(book.View());
        rule.Sums.Status.ShouldBe(ExposureStatus.NoForward);

        book.Apply([SyntheticChain.Leg(SyntheticChain.Start, 24_200, OptionRight.Call) with { Fields = TickFields.OpenInterest, OpenInterest = 65 }]);
        rule.Revalue(book.View());
        rule.Sums.Status.ShouldBe(ExposureStatus.NoForward);

        book.Apply([SyntheticChain.Underlying(SyntheticChain.Start)]);
        rule.Revalue(book.View());
        rule.Sums.Status.ShouldBe(ExposureStatus.NoVolatility);
        rule.Sums.LeftOut.ShouldBe(1);

        book.AdvanceTo(Tick.MicrosecondsOf(SyntheticChain.Product.CutOff(SyntheticChain.Expiry)));
        rule.Revalue(book.View());
        rule.Sums.Status.ShouldBe(ExposureStatus.Expired);
        rule.Strikes.Length.ShouldBe(0);
    }

    [Fact]
    public void Product_OfItsChains_AddsUp()
    {
        var rule = new ChainExposureRule();
        var all = new ProductExposureRule();
        rule.Revalue(Chain().View());
        ExposureSums one = rule.Sums;

        all.Begin();
        all.Add(one, rule.Profile);
        all.Add(one, rule.Profile);
        ExposureSums two = all.Sums(SyntheticChain.Spot);

        two.Total.Gamma.ShouldBe(2 * one.Total.Gamma);
        two.Total.Charm.ShouldBe(2 * one.Total.Charm);
        two.CallWall.ShouldBe(one.CallWall);
        // Twice the same chain flips where it does: the profile's line against the refined root.
        two.FlipMove.ShouldBe(one.FlipMove, 2e-5);

        all.Begin();
        all.Sums(SyntheticChain.Spot).Status.ShouldBe(ExposureStatus.NoOpenInterest);
    }

    [Fact]
    public void Revalue_LiveArrays_EqualsTheViewAndAllocatesNothing()
    {
        ChainBook book = Chain();
        var live = new ChainExposureRule();
        var viewed = new ChainExposureRule();

        viewed.Revalue(book.View());
        book.Expose(live);

        live.Sums.ShouldBe(viewed.Sums);
        live.Strikes.ToArray().ShouldBe(viewed.Strikes.ToArray());
        live.Profile.ToArray().ShouldBe(viewed.Profile.ToArray());
        Allocations.OfRounds(() => book.Expose(live)).ShouldBe(0);
    }

    private static ChainBook SyntheticBook() => new(SyntheticChain.Product, SyntheticChain.Expiry, ChainOptions.Default);

    private static ChainBook Chain()
    {
        ChainBook book = SyntheticBook();
        book.Apply(SyntheticChain.Quotes());
        var interest = new List<Tick>();
        for (double strike = 23_500; strike <= 25_000; strike += 50)
        {
            interest.Add(Interest(strike, OptionRight.Call, 100 + (strike == 24_600 ? 90_000 : strike > SyntheticChain.Forward ? 500 : 0)));
            interest.Add(Interest(strike, OptionRight.Put, 100 + (strike == 23_900 ? 90_000 : strike < SyntheticChain.Forward ? 500 : 0)));
        }

        book.Apply(interest.ToArray());
        return book;
    }

    private static Tick Interest(double strike, OptionRight right, double lots) =>
        SyntheticChain.Leg(SyntheticChain.Start, strike, right) with { Fields = TickFields.OpenInterest, OpenInterest = 65 * lots };
}
