using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Kernels;

/// <summary>An option with its price, drawn from where index options trade: a week to half a year, within three deviations of the forward, 8 to 60 % volatility.</summary>
internal readonly record struct OptionSample(OptionRight Right, double Forward, double Strike, double Years, double DiscountFactor, double Volatility, double Price)
{
    public static OptionSample[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        var samples = new OptionSample[count];
        for (int i = 0; i < count; i++)
        {
            double years = (7 + (random.NextDouble() * 173)) / 365;
            double volatility = 0.08 + (random.NextDouble() * 0.52);
            double strike = 24_000 * Math.Exp(((random.NextDouble() * 6) - 3) * volatility * Math.Sqrt(years));
            OptionRight right = strike > 24_000 ? OptionRight.Call : OptionRight.Put;
            double discount = Math.Exp(-0.065 * years);
            double price = Black76.Price(right, 24_000, strike, years, discount, volatility);
            samples[i] = new OptionSample(right, 24_000, strike, years, discount, volatility, price);
        }

        return samples;
    }
}
