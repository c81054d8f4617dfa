using CsCheck;
using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Tests.Pricing;

/// <summary>Laws that hold for every option.</summary>
public class Black76LawTests
{
    private static readonly Gen<Option> Options = Gen.Select(
        Gen.Double[10, 60000],
        Gen.Double[-0.7, 0.7],
        Gen.Double[-6, 1].Select(e => Math.Pow(10, e)),
        Gen.Double[-2, 0.5].Select(e => Math.Pow(10, e)),
        Gen.Double[0.5, 1],
        Gen.Bool,
        (forward, k, time, volatility, discount, call) =>
            new Option(call ? OptionRight.Call : OptionRight.Put, forward, forward * Math.Exp(k), time, discount, volatility));

    [Fact]
    public void Price_CallLessPut_IsTheDiscountedForwardValue()
    {
        Options.Sample(o =>
        {
            double call = (o with { Right = OptionRight.Call }).Price;
            double put = (o with { Right = OptionRight.Put }).Price;
            double parity = o.Discount * (o.Forward - o.Strike);
            Math.Abs(call - put - parity).ShouldBeLessThan(1e-14 * (o.Forward + o.Strike), o.ToString());
        });
    }

    [Fact]
    public void Price_AnyOption_LiesBetweenIntrinsicAndItsBound()
    {
        Options.Sample(o =>
        {
            double intrinsic = o.Discount * Math.Max(0, o.Right == OptionRight.Call ? o.Forward - o.Strike : o.Strike - o.Forward);
            double bound = o.Discount * (o.Right == OptionRight.Call ? o.Forward : o.Strike);
            o.Price.ShouldBeInRange(intrinsic * (1 - 1e-15), bound * (1 + 1e-15), o.ToString());
        });
    }

    [Fact]
    public void Price_InStrike_IsMonotoneAndConvex()
    {
        Options.Sample(o =>
        {
            double step = o.Strike * 1e-3;
            double low = (o with { Strike = o.Strike - step }).Price;
            double high = (o with { Strike = o.Strike + step }).Price;
            double tolerance = 1e-14 * (o.Forward + o.Strike);
            (low - (2 * o.Price) + high).ShouldBeGreaterThanOrEqualTo(-tolerance, o.ToString());
            double rise = o.Right == OptionRight.Call ? low - high : high - low;
            rise.ShouldBeInRange(-tolerance, (2 * step * o.Discount) + tolerance, o.ToString());
        });
    }

    [Fact]
    public void Price_InVolatility_Increases()
    {
        Options.Sample(o => (o with { Volatility = o.Volatility * 1.01 }).Price.ShouldBeGreaterThanOrEqualTo(o.Price, o.ToString()));
    }

    [Fact]
    public void Black_OfThePriceOutOfTheMoney_ReturnsTheVolatility()
    {
        Options.Sample(o =>
        {
            var outOfTheMoney = o with { Right = o.Strike >= o.Forward ? OptionRight.Call : OptionRight.Put };
            double price = outOfTheMoney.Price;
            if (!(price > 1e-300 && price < 0.999999 * o.Discount * Math.Min(o.Forward, o.Strike)))
            {
                return;
            }

            var result = ImpliedVolatilitySolver.Black(outOfTheMoney.Right, o.Forward, o.Strike, o.Time, o.Discount, price);
            result.Status.ShouldBe(VolatilityStatus.Ok, o.ToString());

            // A last place of the price is worth price/(vega·σ) last places of the volatility; far from the money that is little.
            double weight = price / (outOfTheMoney.Greeks.Vega * o.Volatility);
            Math.Abs(result.Value - o.Volatility).ShouldBeLessThan(4e-15 * (1 + weight) * o.Volatility, o.ToString());
        });
    }

    [Fact]
    public void Black_OfAnyPrice_ReturnsTheVolatilityAsFarAsThePriceShowsIt()
    {
        Options.Sample(o =>
        {
            // A last place of the price is worth price/(vega·σ) last places of the volatility; deep in the money that is all of them.
            double weight = o.Price / (o.Greeks.Vega * o.Volatility);
            if (!(weight < 1e10 && o.Price > 1e-300))
            {
                return;
            }

            var result = ImpliedVolatilitySolver.Black(o.Right, o.Forward, o.Strike, o.Time, o.Discount, o.Price);
            result.Status.ShouldBe(VolatilityStatus.Ok, o.ToString());
            Math.Abs(result.Value - o.Volatility).ShouldBeLessThan(4e-15 * (1 + weight) * o.Volatility, o.ToString());
        });
    }

    [Fact]
    public void Black_InPrice_Increases()
    {
        Options.Sample(o =>
        {
            double price = o.Price;
            var low = ImpliedVolatilitySolver.Black(o.Right, o.Forward, o.Strike, o.Time, o.Discount, price);
            var high = ImpliedVolatilitySolver.Black(o.Right, o.Forward, o.Strike, o.Time, o.Discount, price * (1 + 1e-13));
            if (low.IsOk && high.IsOk && price * o.Greeks.Vega > 0)
            {
                high.Value.ShouldBeGreaterThanOrEqualTo(low.Value * (1 - (4 * 2.2e-16)), o.ToString());
            }
        });
    }

    [Fact]
    public void Greeks_AgainstFiniteDifferences_Agree()
    {
        Options.Where(o => o.Deviation is > 0.02 and < 2 && Math.Abs(Math.Log(o.Forward / o.Strike)) < 3 * o.Deviation).Sample(o =>
        {
            double rate = -Math.Log(o.Discount) / o.Time;
            var at = o.Greeks;
            double f = o.Forward;
            double width = o.Deviation;
            Check(o, nameof(at.Delta), at.Delta, Slope(x => (o with { Forward = x }).Greeks.Price, f, f * width), o.Discount);
            Check(o, nameof(at.Gamma), at.Gamma, Slope(x => (o with { Forward = x }).Greeks.Delta, f, f * width), o.Discount / (f * width));
            Check(o, nameof(at.Speed), at.Speed, Slope(x => (o with { Forward = x }).Greeks.Gamma, f, f * width), o.Discount / Math.Pow(f * width, 2));
            double k = o.Strike;
            Check(o, nameof(at.DualDelta), at.DualDelta, Slope(x => (o with { Strike = x }).Greeks.Price, k, k * width), o.Discount);
            Check(
                o, nameof(at.DualGamma), at.DualGamma, Slope(x => (o with { Strike = x }).Greeks.DualDelta, k, k * width), o.Discount / (k * width));
            double v = o.Volatility;
            double scale = o.Discount * f * width;
            Check(o, nameof(at.Vega), at.Vega, Slope(x => (o with { Volatility = x }).Greeks.Price, v, v), scale / v);
            Check(o, nameof(at.Vanna), at.Vanna, Slope(x => (o with { Volatility = x }).Greeks.Delta, v, v), o.Discount / v);
            Check(o, nameof(at.Volga), at.Volga, Slope(x => (o with { Volatility = x }).Greeks.Vega, v, v), scale / v / v);
            Check(o, nameof(at.Zomma), at.Zomma, Slope(x => (o with { Volatility = x }).Greeks.Gamma, v, v), o.Discount / (f * width) / v);
            Check(o, nameof(at.Ultima), at.Ultima, Slope(x => (o with { Volatility = x }).Greeks.Volga, v, v), scale / v / v / v);
            double t = o.Time;
            double perYear = 1 / t;
            Check(o, nameof(at.Theta), at.Theta, -Slope(x => o.WithTime(x, rate).Price, t, t), scale * perYear * (1 + Math.Abs(rate * t / width)));
            Check(o, nameof(at.Charm), at.Charm, -Slope(x => o.WithTime(x, rate).Delta, t, t), o.Discount * perYear);
            Check(o, nameof(at.Veta), at.Veta, -Slope(x => o.WithTime(x, rate).Vega, t, t), scale / v * perYear);
            Check(o, nameof(at.Color), at.Color, -Slope(x => o.WithTime(x, rate).Gamma, t, t), o.Discount / (f * width) * perYear);
            Check(o, nameof(at.Rho), at.Rho, -o.Time * o.Price, o.Time * o.Price);
        });
    }

    [Fact]
    public void FirstOrder_EqualsTheFullGreeks()
    {
        Options.Sample(o =>
        {
            var full = o.Greeks;
            var first = Black76.FirstOrder(o.Right, o.Forward, o.Strike, o.Time, o.Discount, o.Volatility);
            first.ShouldBe(new FirstOrderGreeks(full.Price, full.Delta, first.Gamma, full.Vega, full.Theta, full.Rho), o.ToString());
            Math.Abs(first.Gamma - full.Gamma).ShouldBeLessThanOrEqualTo(4e-16 * full.Gamma, o.ToString());
        });
    }

    [Fact]
    public void Kernels_AllocateNothing()
    {
        double sum = 0;
        Allocations.Of(i =>
        {
            double strike = 20000 + (10 * i);
            var greeks = Black76.Greeks(OptionRight.Call, 24000, strike, 0.02, 0.99, 0.2);
            sum += greeks.Ultima + Bachelier.Greeks(OptionRight.Put, 24000, strike, 0.02, 0.99, 3000).Ultima;
            sum += ImpliedVolatilitySolver.Black(OptionRight.Call, 24000, strike, 0.02, 0.99, greeks.Price).Value;
            sum += ImpliedVolatilitySolver.Bachelier(OptionRight.Call, 24000, strike, 0.02, 0.99, greeks.Price).Value;
            sum += Black76.FirstOrder(OptionRight.Call, 24000, strike, 0.02, 0.99, 0.2).Theta;
        }).ShouldBe(0);
    }

    /// <summary>Eighth-order central difference.</summary>
    private static double Slope(Func<double, double> function, double at, double width)
    {
        double h = 2e-3 * width;
        double Pair(int i) => function(at + (i * h)) - function(at - (i * h));
        return ((4.0 / 5 * Pair(1)) - (1.0 / 5 * Pair(2)) + (4.0 / 105 * Pair(3)) - (1.0 / 280 * Pair(4))) / h;
    }

    private static void Check(Option option, string name, double actual, double expected, double scale) =>
        Math.Abs(actual - expected).ShouldBeLessThanOrEqualTo(1e-9 * (Math.Abs(expected) + scale), $"{name} {actual:R} {expected:R} {option}");

    private sealed record Option(OptionRight Right, double Forward, double Strike, double Time, double Discount, double Volatility)
    {
        public double Price => Black76.Price(Right, Forward, Strike, Time, Discount, Volatility);

        public OptionGreeks Greeks => Black76.Greeks(Right, Forward, Strike, Time, Discount, Volatility);

        public double Deviation => Volatility * Math.Sqrt(Time);

        public OptionGreeks WithTime(double time, double rate) =>
            Black76.Greeks(Right, Forward, Strike, time, Math.Exp(-rate * time), Volatility, rate);
    }
}
