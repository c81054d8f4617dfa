using System.Diagnostics;
using System.Globalization;
using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Throughput;

/// <summary>
/// What the analysis of one chain costs: smile with its certificate, exposures with their profile, term variance, and the cells of both tables. Beside it one pass of first-order Greeks over
/// the same legs, so that figures of two machines compare. The chain is an index's a week from expiry, quoted to the tick about a slice with a little noise.
/// </summary>
internal static class AnalysisCost
{
    private const double Forward = 24_010;
    private const double Rate = 0.065;
    private const int Rounds = 15;
    private static readonly DateTimeOffset Start = new(2026, 8, 17, 4, 0, 0, TimeSpan.Zero);

    public static IEnumerable<Row> Run(double seconds)
    {
        foreach (int strikes in (int[])[37, 200])
        {
            ChainBook chain = Chain(strikes);
            var analysis = new ChainAnalysis(chain.Product, chain.Expiry, VolatilityIndexOptions.Default);
            var tables = new TableGroup(1, ChainAnalysis.Tables);
            double analysing = Measure(seconds, () => chain.Analyse(analysis));
            double publishing = Measure(seconds, () =>
            {
                analysis.Publish(tables);
                tables.Commit();
            });
            double greeks = Measure(seconds, Greeks(chain.View()));
            yield return new Row(
                $"Analyse a chain of {chain.LegCount} legs, µs",
                analysing.ToString("0", CultureInfo.InvariantCulture),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{analysing / greeks:0} times a pass of first-order Greeks over its legs ({greeks:0.0} µs); and {publishing:0} µs to publish it unchanged; best of {Rounds} rounds"));
        }
    }

    private static Action Greeks(ChainView view)
    {
        OptionRight[] rights = [.. view.Legs.Select(leg => leg.Right)];
        double[] strikes = [.. view.Legs.Select(leg => leg.Strike)];
        double[] volatilities = [.. view.Legs.Select(leg => leg.ImpliedVolatility)];
        double[] delta = new double[strikes.Length];
        double[] gamma = new double[strikes.Length];
        double[] theta = new double[strikes.Length];
        double[] vega = new double[strikes.Length];
        return () => BlackGreeksBatch.Compute(
            view.Forward, view.TimeToExpiryYears, view.DiscountFactor, Rate, rights, strikes, volatilities, new GreekColumns { Delta = delta, Gamma = gamma, Theta = theta, Vega = vega });
    }

    private static double Measure(double seconds, Action action)
    {
        // Half of the time to warm up; the least of the rounds is what others on the machine disturbed least.
        double best = double.PositiveInfinity;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < seconds / 6)
        {
            action();
        }

        for (int round = 0; round < Rounds; round++)
        {
            int count = 0;
            clock.Restart();
            while (clock.Elapsed.TotalSeconds < seconds / 6 / Rounds)
            {
                action();
                count++;
            }

            best = Math.Min(best, clock.Elapsed.TotalMicroseconds / count);
        }

        return best;
    }

    private static ChainBook Chain(int strikes)
    {
        ProductSpec product = ProductCatalogue.Load().Find("NIFTY")!;
        Expiry expiry = Expiry.On(2026, 8, 25);
        long now = Tick.MicrosecondsOf(Start);
        double years = product.TimeToExpiryYears(expiry, Start);
        double deviation = 0.13 * Math.Sqrt(years);
        var slice = new SviParameters(0.5 * deviation * deviation, 0.3 * deviation, -0.4, 0.2 * deviation, 1.2 * deviation);
        var random = new Random(7);
        var legs = new List<Tick>();
        for (int i = 0; i < strikes; i++)
        {
            double strike = 24_000 + ((strikes > 100 ? 25 : 50) * (i - (strikes / 2)));
            for (OptionRight right = OptionRight.Call; right <= OptionRight.Put; right++)
            {
                double volatility = slice.Volatility(Math.Log(strike / Forward), years) * (1 + (0.003 * (random.NextDouble() - 0.5)));
                double price = Black76.Price(right, Forward, strike, years, Math.Exp(-Rate * years), volatility);
                legs.Add(new Tick
                {
                    UnixMicroseconds = now,
                    Product = product.Id,
                    Kind = TickKind.Leg,
                    Expiry = expiry,
                    Strike = strike,
                    Right = right,
                    Fields = TickFields.All,
                    Bid = Math.Floor(price * 20) / 20,
                    Ask = Math.Ceiling((price * 20) + 1) / 20,
                    Last = Math.Ceiling(price * 20) / 20,
                    Volume = 65 * (100 + i),
                    OpenInterest = 65 * (1_000 + random.Next(9_000)),
                });
            }
        }

        var chain = new ChainBook(product, expiry, ChainOptions.Default);
        chain.Apply(legs.ToArray());
        chain.Apply([new Tick { UnixMicroseconds = now, Product = product.Id, Kind = TickKind.Underlying, Fields = TickFields.Last, Last = 24_000 }]);
        return chain;
    }
}
