using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Kernels;

/// <summary>One expiry of an index, 200 strikes with call and put, priced to the tick of 0.05 about a smile: what a live chain quotes.</summary>
internal sealed class ChainSample
{
    public const int Strikes = 200;
    public const int Legs = 2 * Strikes;
    public const double Forward = 24_010;
    public const double Years = 30 / 365.0;
    public const double Rate = 0.065;

    private const double Tick = 0.05;

    public ChainSample()
    {
        for (int leg = 0; leg < Legs; leg++)
        {
            Rights[leg] = (OptionRight)(leg & 1);
            StrikePrices[leg] = 24_000 + (50 * ((leg / 2) - (Strikes / 2)));
            double volatility = 0.13 + (0.4 * Math.Abs((StrikePrices[leg] / Forward) - 1));
            double price = Black76.Price(Rights[leg], Forward, StrikePrices[leg], Years, DiscountFactor, volatility);
            Prices[leg] = Math.Max(Tick, Math.Round(price / Tick) * Tick);
        }
    }

    public static double DiscountFactor { get; } = Math.Exp(-Rate * Years);

    public OptionRight[] Rights { get; } = new OptionRight[Legs];

    public double[] StrikePrices { get; } = new double[Legs];

    public double[] Prices { get; } = new double[Legs];
}
