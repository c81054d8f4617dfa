using CsCheck;
using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Tests.Pricing;

/// <summary>Laws that hold for every option of the normal model, strikes and forwards of any sign.</summary>
public class BachelierLawTests
{
    private static readonly Gen<Option> Options = Gen.Select(
        Gen.Double[-500, 500],
        Gen.Double[-7, 7],
        Gen.Double[-7, 1].Select(e => Math.Pow(10, e)),
        Gen.Double[-1, 3].Select(e => Math.Pow(10, e)),
        Gen.Double[0.5, 1],
        Gen.Bool,
        (forward, distance, time, volatility, discount, call) => new Option(
            call ? OptionRight.Call : OptionRight.Put, forward, forward + (distance * volatility * Math.Sqrt(time)), time, discount, volatility));

    [Fact]
    public void Price_CallLessPut_IsTheDiscountedForwardValue()
    {
        Options.Sample(o =>
        {
            double call = (o with { Right = OptionRight.Call }).Price;
            double put = (o with { Right = OptionRight.Put }).Price;
            double parity = o.Discount * (o.Forward - o.Strike);
            Math.Abs(call - put - parity).ShouldBeLessThanOrEqualTo(1e-15 * (call + put), o.ToString());
        });
    }

    [Fact]
    public void Price_AnyOption_LiesAboveIntrinsic()
    {
        Options.Sample(o =>
        {
            double intrinsic = o.Discount * Math.Max(0, o.Right == OptionRight.Call ? o.Forward - o.Strike : o.Strike - o.Forward);
            o.Price.ShouldBeGreaterThanOrEqualTo(intrinsic * (1 - 1e-15), o.ToString());
            o.Price.ShouldBeLessThanOrEqualTo(intrinsic + (o.Discount * 0.3989422804014328 * o.Width), o.ToString());
        });
    }

    [Fact]
    public void Price_InStrike_IsMonotoneAndConvex()
    {
        Options.Sample(o =>
        {
            double step = 1e-2 * o.Width;
            double low = (o with { Strike = o.Strike - step }).Price;
            double high = (o with { Strike = o.Strike + step }).Price;
            double tolerance = 1e-14 * (Math.Abs(o.Forward) + Math.Abs(o.Strike) + o.Width);
            (low - (2 * o.Price) + high).ShouldBeGreaterThanOrEqualTo(-tolerance, o.ToString());
            double rise = o.Right == OptionRight.Call ? low - high : high - low;
            rise.ShouldBeInRange(-tolerance, (2 * step * o.Discount) + tolerance, o.ToString());
        });
    }

    [Fact]
    public void Bachelier_OfThePrice_ReturnsTheVolatility()
    {
        Options.Sample(o =>
        {
            var result = ImpliedVolatilitySolver.Bachelier(o.Right, o.Forward, o.Strike, o.Time, o.Discount, o.Price);
            if (result.Status == VolatilityStatus.AtIntrinsic)
            {
                return;
            }

            // A last place of the price is worth price/(vega·σ) last places of the volatility.
            double weight = o.Price / (Bachelier.Greeks(o.Right, o.Forward, o.Strike, o.Time, o.Discount, o.Volatility).Vega * o.Volatility);
            if (weight < 1e10)
            {
                result.Status.ShouldBe(VolatilityStatus.Ok, o.ToString());
                Math.Abs(result.Value - o.Volatility).ShouldBeLessThanOrEqualTo(4e-15 * (1 + weight) * o.Volatility, o.ToString());
            }
        });
    }

    private sealed record Option(OptionRight Right, double Forward, double Strike, double Time, double Discount, double Volatility)
    {
        public double Price => Bachelier.Price(Right, Forward, Strike, Time, Discount, Volatility);

        public double Width => Volatility * Math.Sqrt(Time);
    }
}
