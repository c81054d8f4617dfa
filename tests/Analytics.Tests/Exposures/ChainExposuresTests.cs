using TradingAnalytics.Analytics.Exposures;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Tests.Exposures;

public class ChainExposuresTests
{
    private const double Forward = 24012.35;
    private const double Time = 7 / 365.0;
    private const double Discount = 0.9987;

    private static readonly ExposureLeg[] Legs =
    [
        new(OptionRight.Put, 23500, 0.15, 4_000_000),
        new(OptionRight.Put, 23800, 0.14, 9_000_000),
        new(OptionRight.Call, 24000, 0.13, 2_000_000),
        new(OptionRight.Put, 24000, 0.13, 2_500_000),
        new(OptionRight.Call, 24300, 0.125, 11_000_000),
        new(OptionRight.Call, 24500, double.NaN, 8_000_000),
        new(OptionRight.Call, 24600, 0.13, 0),
    ];

    [Fact]
    public void OfLeg_IsTheChangeOfDeltaInCurrency()
    {
        var leg = Legs[4];

        var exposure = ChainExposures.OfLeg(leg, Forward, Time, Discount);

        // One percent up and down, cubic terms cancelling; the hedge is in units × today's price.
        double Delta(double forward, double volatility, double time) =>
            Black76.Greeks(leg.Right, forward, leg.Strike, time, Discount, volatility, 0).Delta * Forward * leg.OpenInterest;
        double step = 1e-5 * Forward;
        exposure.Gamma.ShouldBe(
            (Delta(Forward + step, leg.Volatility, Time) - Delta(Forward - step, leg.Volatility, Time)) / (2 * step) * 0.01 * Forward,
            1e-6 * Math.Abs(exposure.Gamma));
        exposure.Vanna.ShouldBe(
            (Delta(Forward, leg.Volatility + 1e-6, Time) - Delta(Forward, leg.Volatility - 1e-6, Time)) / 2e-6 * 0.01, 1e-6 * Math.Abs(exposure.Vanna));
        exposure.Delta.ShouldBe(Delta(Forward, leg.Volatility, Time), 1e-9 * exposure.Delta);
    }

    [Fact]
    public void OfLeg_Puts_CountNegative()
    {
        ChainExposures.OfLeg(Legs[0], Forward, Time, Discount).Gamma.ShouldBeLessThan(0);
        ChainExposures.OfLeg(Legs[2], Forward, Time, Discount).Gamma.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Of_Chain_SumsItsLegsAndFindsTheWalls()
    {
        var perLeg = new Exposure[Legs.Length];

        var summary = ChainExposures.Of(Legs, Forward, Time, Discount, perLeg);

        summary.Total.Gamma.ShouldBe(perLeg.Sum(e => e.Gamma), 1e-6);
        summary.Total.Charm.ShouldBe(perLeg.Sum(e => e.Charm), 1e-6);
        summary.CallWall.ShouldBe(24300);
        summary.PutWall.ShouldBe(23800);
        summary.LeftOut.ShouldBe(1);
        summary.Total.Gamma.ShouldBe(ChainExposures.GammaAt(Legs, Forward, Time, Discount), 1e-6 * Math.Abs(summary.Total.Gamma));
    }

    [Fact]
    public void FindGammaFlip_PutsBelowCallsAbove_LiesBetween()
    {
        double flip = ChainExposures.FindGammaFlip(Legs, Forward, Time, Discount)!.Value;

        flip.ShouldBeInRange(23500, 24300);
        ChainExposures.GammaAt(Legs, flip - 1, Time, Discount).ShouldBeLessThan(0);
        ChainExposures.GammaAt(Legs, flip + 1, Time, Discount).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void FindGammaFlip_OnlyCalls_IsNone()
    {
        ChainExposures.FindGammaFlip(Legs.AsSpan(4, 1), Forward, Time, Discount).ShouldBeNull();
        ChainExposures.FindGammaFlip([], Forward, Time, Discount).ShouldBeNull();
    }

    [Fact]
    public void Of_AllocatesNothing()
    {
        var perLeg = new Exposure[Legs.Length];

        Allocations.Of(_ => ChainExposures.Of(Legs, Forward, Time, Discount, perLeg)).ShouldBe(0);
    }
}
