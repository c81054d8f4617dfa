using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Tests.Support;

namespace TradingAnalytics.Analytics.Tests.Pricing;

/// <summary>Published values.</summary>
public class TextbookTests
{
    [Theory]
    // J. C. Hull, "Options, Futures, and Other Derivatives": example 13.6 (two decimals printed).
    [InlineData(OptionRight.Call, 42, 40, 0.5, 0.1, 0, 0.2, 4.76, 0.005)]
    [InlineData(OptionRight.Put, 42, 40, 0.5, 0.1, 0, 0.2, 0.81, 0.005)]
    // E. G. Haug, "The Complete Guide to Option Pricing Formulas" (1998), as listed in QuantLib's europeanoption.cpp (four decimals).
    [InlineData(OptionRight.Call, 60, 65, 0.25, 0.08, 0, 0.30, 2.1334, 1e-4)]
    [InlineData(OptionRight.Put, 100, 95, 0.5, 0.10, 0.05, 0.20, 2.4648, 1e-4)]
    [InlineData(OptionRight.Put, 19, 19, 0.75, 0.10, 0.10, 0.28, 1.7011, 1e-4)]
    public void Price_OnASpot_MatchesTheBook(
        OptionRight right, double spot, double strike, double time, double rate, double dividend, double volatility, double expected, double tolerance)
    {
        double forward = spot * Math.Exp((rate - dividend) * time);

        Black76.Price(right, forward, strike, time, Math.Exp(-rate * time), volatility).ShouldBe(expected, tolerance);
    }

    [Fact]
    public void Greeks_QuantLibBlackCalculator_Match()
    {
        // QuantLib test-suite, blackcalculator: call, strike 105, forward 100, standard deviation 0.20, discount 0.95, maturity 1.
        var greeks = Black76.Greeks(OptionRight.Call, 100, 105, 1, 0.95, 0.20);

        greeks.Delta.ShouldBe(0.42063116955653351, 1e-12);
        greeks.Gamma.ShouldBe(0.018754435012086908, 1e-14);
        greeks.Vega.ShouldBe(37.508870024173795, 1e-11);
        greeks.DualDelta.ShouldBe(-0.34716955388262527, 1e-12);
        greeks.DualGamma.ShouldBe(0.017010825407788574, 1e-14);
        greeks.Volga.ShouldBe(9.2856964243177753, 1e-10);
    }

    [Theory]
    // QuantLib test-suite, bachelier calculator: standard deviation 20, discount 1.
    [InlineData(OptionRight.Call, 100, 7.9788456080286538)]
    [InlineData(OptionRight.Put, 100, 7.9788456080286538)]
    [InlineData(OptionRight.Call, 90, 13.955931148026121)]
    [InlineData(OptionRight.Call, 110, 3.9559311480261217)]
    [InlineData(OptionRight.Call, 0, 100.00000106923312)]
    public void Bachelier_QuantLibValues_Match(OptionRight right, double strike, double expected)
    {
        Bachelier.Price(right, 100, strike, 1, 1, 20).ShouldBe(expected, 1e-12 * expected);
    }

    [Fact]
    public void Bachelier_QuantLibGreeks_Match()
    {
        // Call, strike 105, forward 100, standard deviation 20, discount 0.95, maturity 1.
        var greeks = Bachelier.Greeks(OptionRight.Call, 100, 105, 1, 0.95, 20);

        greeks.Delta.ShouldBe(0.38122899060122245, 1e-12);
        greeks.Gamma.ShouldBe(0.018366735548135338, 1e-14);
        greeks.Vega.ShouldBe(0.36733471096270676, 1e-12);
        greeks.Volga.ShouldBe(0.0011479209717584586, 1e-14);
        greeks.DualDelta.ShouldBe(-0.38122899060122245, 1e-12);
    }

    [Fact]
    public void Price_HaugEuropeanValues_WithinTheirTolerance()
    {
        var file = ReferenceFile.OpenOrSkip("haug_european_values.csv");
        for (int i = 0; i < file.Count; i++)
        {
            double time = file.Number(i, "t");
            double rate = file.Number(i, "r");
            double forward = file.Number(i, "spot") * Math.Exp((rate - file.Number(i, "q")) * time);
            var right = file.Text(i, "type") == "Call" ? OptionRight.Call : OptionRight.Put;

            Black76.Price(right, forward, file.Number(i, "strike"), time, Math.Exp(-rate * time), file.Number(i, "vol"))
                .ShouldBe(file.Number(i, "value"), file.Number(i, "tol"), file.Row(i));
        }
    }

    [Fact]
    public void Greeks_Vollib_MatchToItsDecimals()
    {
        // vollib's Black–Scholes table: prices to about ten decimals.
        var file = ReferenceFile.OpenOrSkip("vollib_bs_test_data.csv");
        for (int i = 0; i < file.Count; i++)
        {
            double time = file.Number(i, "t");
            double rate = file.Number(i, "R");
            double forward = file.Number(i, "S") * Math.Exp(rate * time);
            double discount = Math.Exp(-rate * time);
            double strike = file.Number(i, "K");
            double volatility = file.Number(i, "v");

            Black76.Price(OptionRight.Call, forward, strike, time, discount, volatility).ShouldBe(file.Number(i, "bs_call"), 1e-6, file.Row(i));
            Black76.Price(OptionRight.Put, forward, strike, time, discount, volatility).ShouldBe(file.Number(i, "bs_put"), 1e-6, file.Row(i));
        }
    }

    [Fact]
    public void ToTraderGreeks_ConvertsOncePerDerivative()
    {
        var raw = Black76.Greeks(OptionRight.Call, 100, 105, 1, 0.95, 0.20);
        var trader = raw.ToTraderGreeks();

        trader.ThetaPerCalendarDay.ShouldBe(raw.Theta / 365);
        trader.VegaPerPercentagePoint.ShouldBe(raw.Vega / 100, 1e-15);
        trader.RhoPerPercentagePoint.ShouldBe(raw.Rho / 100, 1e-15);
        trader.VolgaPerPercentagePointSquared.ShouldBe(raw.Volga / 1e4, 1e-15);
        trader.VetaPerPercentagePointPerCalendarDay.ShouldBe(raw.Veta / 36500, 1e-15);
        trader.UltimaPerPercentagePointCubed.ShouldBe(raw.Ultima / 1e6, 1e-15);
    }
}
