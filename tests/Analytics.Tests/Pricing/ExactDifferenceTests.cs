using CsCheck;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Tests.Support;

namespace TradingAnalytics.Analytics.Tests.Pricing;

/// <summary>Every sensitivity of every model against differences of the textbook price in 96-digit arithmetic.</summary>
public class ExactDifferenceTests
{
    private const int Samples = 30;

    private static readonly Gen<Option> Options = Gen.Select(
        Gen.Bool,
        Gen.Double[50, 200],
        Gen.Double[-2.5, 2.5],
        Gen.Double[0.02, 2],
        Gen.Double[-0.05, 0.15],
        Gen.Double[-0.05, 0.15],
        Gen.Double[0.05, 0.8],
        (call, spot, deviations, time, rate, yield, volatility) => new Option(
            call ? OptionRight.Call : OptionRight.Put,
            spot,
            spot * Math.Exp(deviations * volatility * Math.Sqrt(time)),
            time,
            rate,
            yield,
            volatility));

    [Fact]
    public void BlackScholes_EverySensitivity_IsTheDerivativeOfThePrice()
    {
        Options.Sample(
            o =>
            {
                var g = BlackScholes.Greeks(o.Right, o.Level, o.Strike, o.Time, o.Rate, o.Yield, o.Volatility);
                var at = new Differences(o, SpotPrice);
                double w = o.Volatility * Math.Sqrt(o.Time);
                at.Check(nameof(g.Price), g.Price, [], o.Level * w);
                at.Check(nameof(g.Rho), g.Rho, [Variable.Rate], o.Time * o.Level);
                at.Check(nameof(g.DividendRho), g.DividendRho, [Variable.Yield], o.Time * o.Level);
                at.CheckAll(
                    new(
                        g.Price, g.Delta, g.Gamma, g.Vega, g.Theta, g.Rho, g.Vanna, g.Charm, g.Volga, g.Veta, g.Speed, g.Zomma, g.Color, g.Ultima,
                        g.DualDelta, g.DualGamma),
                    o.Level,
                    w);
                double growth = Math.Exp((o.Rate - o.Yield) * o.Time);
                g.ForwardDelta.ShouldBe(g.Delta / growth, 1e-15);
            },
            iter: Samples);
    }

    [Fact]
    public void Black76_EverySensitivity_IsTheDerivativeOfThePrice()
    {
        Options.Sample(
            o =>
            {
                var g = Black76.Greeks(o.Right, o.Level, o.Strike, o.Time, Math.Exp(-o.Rate * o.Time), o.Volatility, o.Rate);
                var at = new Differences(o, ForwardPrice);
                at.Check(nameof(g.Rho), g.Rho, [Variable.Rate], o.Time * o.Level);
                at.CheckAll(g, o.Level, o.Volatility * Math.Sqrt(o.Time));
            },
            iter: Samples);
    }

    [Fact]
    public void Bachelier_EverySensitivity_IsTheDerivativeOfThePrice()
    {
        Options.Select(o => o with { Volatility = o.Volatility * o.Level, Level = o.Level - 100, Strike = o.Strike - 100 }).Sample(
            o =>
            {
                var g = Bachelier.Greeks(o.Right, o.Level, o.Strike, o.Time, Math.Exp(-o.Rate * o.Time), o.Volatility, o.Rate);
                var at = new Differences(o, NormalPrice);
                double s = o.Volatility * Math.Sqrt(o.Time);
                at.Check(nameof(g.Rho), g.Rho, [Variable.Rate], o.Time * s);
                at.CheckAll(g, s, 1);
            },
            iter: Samples);
    }

    private static ExactReal SpotPrice(OptionRight right, ReadOnlySpan<ExactReal> x)
    {
        var forward = x[(int)Variable.Level] * ExactReal.Exp((x[(int)Variable.Rate] - x[(int)Variable.Yield]) * x[(int)Variable.Time]);
        return LogNormal(right, forward, x);
    }

    private static ExactReal ForwardPrice(OptionRight right, ReadOnlySpan<ExactReal> x) => LogNormal(right, x[(int)Variable.Level], x);

    private static ExactReal LogNormal(OptionRight right, ExactReal forward, ReadOnlySpan<ExactReal> x)
    {
        var strike = x[(int)Variable.Strike];
        var s = x[(int)Variable.Volatility] * ExactReal.Sqrt(x[(int)Variable.Time]);
        var d1 = (ExactReal.Log(forward / strike) / s) + (s / 2);
        ExactReal sign = right == OptionRight.Call ? 1 : -1;
        var value = (forward * ExactReal.Cumulative(sign * d1)) - (strike * ExactReal.Cumulative(sign * (d1 - s)));
        return sign * value * ExactReal.Exp(-x[(int)Variable.Rate] * x[(int)Variable.Time]);
    }

    private static ExactReal NormalPrice(OptionRight right, ReadOnlySpan<ExactReal> x)
    {
        var s = x[(int)Variable.Volatility] * ExactReal.Sqrt(x[(int)Variable.Time]);
        ExactReal sign = right == OptionRight.Call ? 1 : -1;
        var moneyness = sign * (x[(int)Variable.Level] - x[(int)Variable.Strike]);
        var value = (moneyness * ExactReal.Cumulative(moneyness / s)) + (s * ExactReal.Density(moneyness / s));
        return value * ExactReal.Exp(-x[(int)Variable.Rate] * x[(int)Variable.Time]);
    }
}
