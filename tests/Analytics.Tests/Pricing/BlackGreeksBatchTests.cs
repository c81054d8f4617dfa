using CsCheck;
using TradingAnalytics.Analytics.Numerics.Lanes;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Analytics.Tests.Pricing;

/// <summary>The vectorised Greeks against the scalar ones.</summary>
public class BlackGreeksBatchTests
{
    private const int Columns = 16;

    private static readonly Gen<(BlackExpiry Expiry, (double Distance, double Volatility, bool Call, int Kind)[] Legs)> Chains = Gen.Select(
        Gen.Double[50, 60000],
        Gen.Double[-6, 0.7].Select(e => Math.Pow(10, e)),
        Gen.OneOf(Gen.Const(1.0), Gen.Double[0.8, 1.0]),
        Gen.Select(Gen.Double[-15, 15], Gen.Double[-2, 0.3].Select(e => Math.Pow(10, e)), Gen.Bool, Gen.Int[0, 20]).Array[0, 43],
        (forward, time, discount, legs) => (new BlackExpiry(forward, time, discount, DiscountRate.FromDiscountFactor(discount, time)), legs));

    [Theory]
    [InlineData(LaneWidth.One)]
    [InlineData(LaneWidth.Four)]
    [InlineData(LaneWidth.Eight)]
    internal void Compute_RandomChains_EqualsTheScalarGreeks(LaneWidth width)
    {
        Assert.SkipUnless(LaneWidths.IsSupported(width), $"this machine has no vectors of {(int)width} doubles");
        Chains.Sample(chain =>
        {
            var (rights, strikes, volatilities) = Legs(chain.Expiry, chain.Legs);
            double[][] found = Compute(width, chain.Expiry, rights, strikes, volatilities);
            for (int i = 0; i < strikes.Length; i++)
            {
                var e = chain.Expiry;
                var expected = Black76.Greeks(rights[i], e.Forward, strikes[i], e.TimeToExpiryYears, e.DiscountFactor, volatilities[i], e.Rate);
                AssertClose(found, i, expected, e, strikes[i], volatilities[i], $"{rights[i]} {e} K {strikes[i]:R} σ {volatilities[i]:R}");
            }
        });
    }

    [Theory]
    [InlineData(LaneWidth.Four)]
    [InlineData(LaneWidth.Eight)]
    internal void Compute_WiderLanes_GiveTheSameBits(LaneWidth width)
    {
        Assert.SkipUnless(LaneWidths.IsSupported(width), $"this machine has no vectors of {(int)width} doubles");
        Chains.Sample(chain =>
        {
            var (rights, strikes, volatilities) = Legs(chain.Expiry, chain.Legs);
            double[][] expected = Compute(LaneWidth.One, chain.Expiry, rights, strikes, volatilities);
            double[][] found = Compute(width, chain.Expiry, rights, strikes, volatilities);
            for (int column = 0; column < Columns; column++)
            {
                found[column].Select(BitConverter.DoubleToInt64Bits).ShouldBe(expected[column].Select(BitConverter.DoubleToInt64Bits), $"column {column}");
            }
        });
    }

    [Fact]
    public void Compute_SomeColumns_AreThoseOfAll()
    {
        OptionRight[] rights = [OptionRight.Call, OptionRight.Put, OptionRight.Call];
        double[] strikes = [23000, 24000, 25000];
        double[] volatilities = [0.14, 0.12, 0.13];
        var expiry = new BlackExpiry(24100, 0.05, 0.996, 0.08);
        double[][] all = Compute(LaneWidths.Best, expiry, rights, strikes, volatilities);
        double[] vega = new double[3];
        double[] color = new double[3];

        BlackGreeksBatch.Compute(24100, 0.05, 0.996, 0.08, rights, strikes, volatilities, new GreekColumns { Vega = vega, Color = color });

        vega.ShouldBe(all[3]);
        color.ShouldBe(all[12]);
    }

    [Fact]
    public void Compute_ShortColumn_Throws()
    {
        Should.Throw<ArgumentException>(() => BlackGreeksBatch.Compute(
            100, 1, 1, 0, new OptionRight[3], new double[3], new double[3], new GreekColumns { Delta = new double[2] }));
    }

    [Fact]
    public void Compute_AllocatesNothing()
    {
        var rights = new OptionRight[11];
        double[] strikes = [80, 85, 90, 95, 100, 105, 110, 115, 120, 300, 1e9];
        double[] volatilities = new double[11];
        Array.Fill(volatilities, 0.3);
        double[] delta = new double[11];
        double[] ultima = new double[11];

        Allocations.Of(_ => BlackGreeksBatch.Compute(
            100, 0.25, 0.99, 0.04, rights, strikes, volatilities, new GreekColumns { Delta = delta, Ultima = ultima })).ShouldBe(0);
    }

    private static (OptionRight[] Rights, double[] Strikes, double[] Volatilities) Legs(
        BlackExpiry expiry, (double Distance, double Volatility, bool Call, int Kind)[] legs)
    {
        var rights = Array.ConvertAll(legs, leg => leg.Call ? OptionRight.Call : OptionRight.Put);
        double[] strikes = Array.ConvertAll(
            legs, leg => leg.Kind == 0 ? expiry.Forward : expiry.Forward * Math.Exp(leg.Distance * leg.Volatility * Math.Sqrt(expiry.TimeToExpiryYears)));
        double[] volatilities = Array.ConvertAll(legs, leg => leg.Kind switch { 1 => double.NaN, 2 => 0, _ => leg.Volatility });
        return (rights, strikes, volatilities);
    }

    private static double[][] Compute(LaneWidth width, BlackExpiry expiry, OptionRight[] rights, double[] strikes, double[] volatilities)
    {
        double[][] columns = [.. Enumerable.Range(0, Columns).Select(_ => new double[strikes.Length])];
        BlackGreeksBatch.Compute(width, expiry, rights, strikes, volatilities, new GreekColumns
        {
            Price = columns[0],
            Delta = columns[1],
            Gamma = columns[2],
            Vega = columns[3],
            Theta = columns[4],
            Rho = columns[5],
            Vanna = columns[6],
            Charm = columns[7],
            Volga = columns[8],
            Veta = columns[9],
            Speed = columns[10],
            Zomma = columns[11],
            Color = columns[12],
            Ultima = columns[13],
            DualDelta = columns[14],
            DualGamma = columns[15],
        });
        return columns;
    }

    /// <summary>1e-12 of the value plus, for those that change sign, 1e-13 of the terms they are the sum of.</summary>
    private static void AssertClose(
        double[][] found, int leg, in OptionGreeks expected, BlackExpiry expiry, double strike, double volatility, string what)
    {
        double s = volatility * Math.Sqrt(expiry.TimeToExpiryYears);
        double ratio = Math.Abs(Math.Log(expiry.Forward / strike)) / s;
        double squares = (ratio * ratio) + (s * s);
        double d = ratio + s;
        double time = expiry.TimeToExpiryYears;
        double rate = Math.Abs(expiry.Rate);
        Check(nameof(expected.Price), found[0][leg], expected.Price, 0);
        Check(nameof(expected.Delta), found[1][leg], expected.Delta, 0);
        Check(nameof(expected.Gamma), found[2][leg], expected.Gamma, 0);
        Check(nameof(expected.Vega), found[3][leg], expected.Vega, 0);
        Check(nameof(expected.Theta), found[4][leg], expected.Theta, (rate * expected.Price) + (expected.Vega * volatility / (2 * time)));
        Check(nameof(expected.Rho), found[5][leg], expected.Rho, 0);
        Check(nameof(expected.Vanna), found[6][leg], expected.Vanna, expected.Vega * d / (expiry.Forward * s));
        Check(nameof(expected.Charm), found[7][leg], expected.Charm, (rate * Math.Abs(expected.Delta)) + (expected.Gamma * expiry.Forward * s * d / (2 * time)));
        Check(nameof(expected.Volga), found[8][leg], expected.Volga, expected.Vega * squares / volatility);
        Check(nameof(expected.Veta), found[9][leg], expected.Veta, expected.Vega * (rate + ((1 + squares) / (2 * time))));
        Check(nameof(expected.Speed), found[10][leg], expected.Speed, expected.Gamma / expiry.Forward * (d + s) / s);
        Check(nameof(expected.Zomma), found[11][leg], expected.Zomma, expected.Gamma * (1 + squares) / volatility);
        Check(nameof(expected.Color), found[12][leg], expected.Color, expected.Gamma * (rate + ((1 + squares) / (2 * time))));
        Check(nameof(expected.Ultima), found[13][leg], expected.Ultima, expected.Vega * (1 + squares) * (1 + squares) / (volatility * volatility));
        Check(nameof(expected.DualDelta), found[14][leg], expected.DualDelta, 0);
        Check(nameof(expected.DualGamma), found[15][leg], expected.DualGamma, 0);

        void Check(string name, double actual, double wanted, double scale)
        {
            bool isClose = actual.Equals(wanted)
                || Math.Abs(actual - wanted) <= (1e-12 * Math.Abs(wanted)) + (1e-13 * scale) + 1e-250;
            isClose.ShouldBeTrue($"{name} {actual:R}, scalar {wanted:R}, {what}");
        }
    }
}
