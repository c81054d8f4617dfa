using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Past;

/// <summary>What a product's snapshot holds beyond its quotes, as numbers in a fixed order. Bars and headlines are not in it: the first are kept by themselves, the others follow from the chains.</summary>
public static class ProductDay
{
    private static readonly BarSeriesState s_noBars = new([], 0, 0);

    public static double[] Of(ProductBook book) => [book.Open, book.High, book.Low, book.PreviousClose, book.Ticks];

    internal static ProductState Restore(Tick[] quotes, double[] day, long received) => new()
    {
        Quotes = quotes,
        Open = day[0],
        High = day[1],
        Low = day[2],
        PreviousClose = day[3],
        Ticks = (long)day[4],
        ReceivedUnixMicroseconds = received,
        Seconds = s_noBars,
        Minutes = s_noBars,
        Headlines = [],
    };
}
