using CsCheck;
using TradingAnalytics.Analytics.Parity;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Tests.Parity;

public class ParityFitTests
{
    private const double Tick = 0.05;

    [Fact]
    public void Fit_ExactPrices_ReturnsForwardAndDiscount()
    {
        var chain = new Quotes(forward: 24512.35, rate: 0.081, time: 0.5, tick: 0);

        var result = chain.Fit(priorRate: 0.065);

        result.Status.ShouldBe(ParityStatus.Ok);
        result.Forward.ShouldBe(24512.35, 1e-7);
        result.DiscountFactor.ShouldBe(Math.Exp(-0.081 * 0.5), 1e-9);
        result.Outliers.ShouldBe(0);
    }

    [Fact]
    public void Fit_TickRoundedPrices_ForwardWithinFourStandardErrors()
    {
        Gen.Select(Gen.Double[20000, 30000], Gen.Double[0.01, 0.1], Gen.Double[0.002, 1]).Sample((forward, rate, time) =>
        {
            var result = new Quotes(forward, rate, time, Tick).Fit(priorRate: 0.065);

            result.Status.ShouldBe(ParityStatus.Ok);
            Math.Abs(result.Forward - forward).ShouldBeLessThan((4 * result.ForwardStandardError) + 0.05, $"{forward:R} {rate:R} {time:R}");
            result.ForwardStandardError.ShouldBeLessThan(0.1);
        });
    }

    [Fact]
    public void Fit_OneBadQuoteAnywhere_DoesNotMoveTheForward()
    {
        Gen.Select(Gen.Int[0, 40], Gen.Bool, Gen.Double[0.01, 50], Gen.Double[23800, 24200]).Sample((at, call, factor, forward) =>
        {
            var clean = new Quotes(forward, 0.065, 0.02, Tick).Fit(0.065);
            var chain = new Quotes(forward, 0.065, 0.02, Tick);
            double[] side = call ? chain.Calls : chain.Puts;
            side[at] = Math.Max(Tick, side[at] * factor);

            var result = chain.Fit(0.065);

            result.Status.ShouldBe(ParityStatus.Ok);
            Math.Abs(result.Forward - clean.Forward).ShouldBeLessThan(0.05, $"{at} {call} {factor:R} {forward:R}");
        });
    }

    [Fact]
    public void Fit_WrongQuoteAtTheMoney_IsCountedAsOutlier()
    {
        var chain = new Quotes(24010, 0.065, 0.02, Tick);
        chain.Calls[20] += 40;

        chain.Fit(0.065).Outliers.ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public void Fit_PairsThatDoNotFallWithTheStrike_AreSetAside()
    {
        // Two neighbours are exchanged: whichever of them is left out, the rest is a straight line.
        double[] strikes = [90, 95, 100, 105, 110, 115];
        double[] calls = [13, 8, 5, 3, 3, 3];
        double[] puts = [3, 3, 5, 13, 8, 18];

        var result = ParityFit.Fit(strikes, calls, puts, [], 0.1, 0, ParityOptions.Default with { RateDeviation = 0 });

        result.Status.ShouldBe(ParityStatus.Ok);
        result.Outliers.ShouldBeGreaterThanOrEqualTo(1);
        result.Used.ShouldBeLessThanOrEqualTo(5);
        result.Forward.ShouldBe(100, 1e-9);
    }

    [Fact]
    public void Fit_RateFixed_DiscountsAtThePriorRateWithoutError()
    {
        var quotes = new Quotes(24010, 0.08, 0.5, Tick);

        var result = quotes.Fit(0.05, ParityOptions.Default with { RateDeviation = 0 });

        result.DiscountFactor.ShouldBe(Math.Exp(-0.05 * 0.5), 1e-15);
        result.DiscountFactorStandardError.ShouldBe(0);
    }

    [Fact]
    public void Fit_RateFitted_IsWhatThePricesSayWithinFourStandardErrors()
    {
        Gen.Select(Gen.Double[20000, 30000], Gen.Double[0.01, 0.1], Gen.Double[0.1, 1]).Sample((forward, rate, time) =>
        {
            var result = new Quotes(forward, rate, time, Tick).Fit(0.05, ParityOptions.Default with { RateDeviation = double.PositiveInfinity, PriceTick = Tick });

            double error = Math.Abs(result.DiscountFactor - Math.Exp(-rate * time));
            error.ShouldBeLessThan((4 * result.DiscountFactorStandardError) + 1e-6, $"{forward:R} {rate:R} {time:R}");
        });
    }

    [Fact]
    public void Fit_NoTimeLeft_DiscountsNothing()
    {
        var result = new Quotes(24010, 0.065, 0, Tick).Fit(0.065);

        // At expiry one leg of each pair is worthless, and has no price.
        result.Status.ShouldBe(ParityStatus.NoPairs);
        var quotes = new Quotes(24010, 0.065, 0.01, Tick) { Time = 0 };
        quotes.Fit(0.065).DiscountFactor.ShouldBe(1);
    }

    [Fact]
    public void Fit_OnePair_UsesThePriorDiscount()
    {
        double discount = Math.Exp(-0.065 * 0.25);
        var result = ParityFit.Fit([24000], [330], [210], [], 0.25, 0.065, ParityOptions.Default);

        result.Status.ShouldBe(ParityStatus.Ok);
        result.Forward.ShouldBe(24000 + (120 / discount), 1e-9);
        result.DiscountFactor.ShouldBe(discount);
        result.Used.ShouldBe(1);
    }

    [Fact]
    public void Fit_NoUsablePair_SaysSo()
    {
        ParityFit.Fit([100, 110], [1, double.NaN], [0, 2], [], 0.25, 0.05, ParityOptions.Default).Status.ShouldBe(ParityStatus.NoPairs);
        ParityFit.Fit([100], [1], [1], [], double.NaN, 0.05, ParityOptions.Default).Status.ShouldBe(ParityStatus.InvalidInput);
    }

    [Fact]
    public void Fit_AbsurdSlope_StaysWithinSaneRates()
    {
        double[] strikes = [100, 110, 120, 130, 140];
        double[] calls = [30, 26, 22, 18, 14];
        double[] puts = [10, 11, 12, 13, 14];

        var result = ParityFit.Fit(strikes, calls, puts, [], 1, 0.05, ParityOptions.Default);

        result.DiscountFactor.ShouldBeInRange(Math.Exp(-0.25), Math.Exp(0.05));
    }

    [Fact]
    public void Fit_AllocatesNothing()
    {
        var chain = new Quotes(24010, 0.065, 0.02, Tick);

        Allocations.Of(_ => chain.Fit(0.065)).ShouldBe(0);
    }

    private sealed class Quotes
    {
        public Quotes(double forward, double rate, double time, double tick)
        {
            Time = time;
            double discount = Math.Exp(-rate * time);
            double centre = Math.Round(forward / 50) * 50;
            for (int i = 0; i < 41; i++)
            {
                Strikes[i] = centre + (50 * (i - 20));
                double volatility = 0.14 + (0.3 * Math.Pow(Math.Log(Strikes[i] / forward), 2));
                Calls[i] = Round(Black76.Price(OptionRight.Call, forward, Strikes[i], time, discount, volatility), tick);
                Puts[i] = Round(Black76.Price(OptionRight.Put, forward, Strikes[i], time, discount, volatility), tick);
            }
        }

        public double[] Strikes { get; } = new double[41];

        public double[] Calls { get; } = new double[41];

        public double[] Puts { get; } = new double[41];

        public double Time { get; init; }

        public ParityResult Fit(double priorRate) => Fit(priorRate, ParityOptions.Default);

        public ParityResult Fit(double priorRate, ParityOptions options) => ParityFit.Fit(Strikes, Calls, Puts, [], Time, priorRate, options);

        private static double Round(double price, double tick) => tick > 0 ? Math.Round(price / tick) * tick : price;
    }
}
