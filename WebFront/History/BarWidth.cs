using TradingAnalytics.Engine.Bars;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.WebFront.History;

/// <summary>A width of bars that can be asked for.</summary>
/// <param name="Kept">The bars it is made of.</param>
/// <param name="Seconds">Its width; 0 for a day in the venue's zone.</param>
/// <param name="Usual">The range when none is asked for.</param>
/// <param name="Most">The longest range.</param>
internal sealed record BarWidth(BarInterval Kept, int Seconds, TimeSpan Usual, TimeSpan Most)
{
    private const int LongestDaySeconds = 26 * 3_600;

    public static IReadOnlyDictionary<string, BarWidth> All { get; } = new Dictionary<string, BarWidth>
    {
        ["1s"] = new(BarInterval.OneSecond, 1, TimeSpan.FromHours(1), TimeSpan.FromDays(31)),
        ["1m"] = new(BarInterval.OneMinute, 60, TimeSpan.FromDays(1), TimeSpan.FromDays(366)),
        ["5m"] = new(BarInterval.OneMinute, 300, TimeSpan.FromDays(7), TimeSpan.FromDays(366)),
        ["1d"] = new(BarInterval.OneMinute, 0, TimeSpan.FromDays(365), TimeSpan.FromDays(3_660)),
    };

    public bool IsKept => Seconds == (int)Kept;

    /// <summary>The start of the bar that holds a second.</summary>
    public Func<long, long> StartOf(ProductSpec product) => Seconds != 0 ? second => second - (((second % Seconds) + Seconds) % Seconds) : new VenueDay(product).StartOf;

    /// <summary>The first bar that starts at or after a second.</summary>
    public long FirstFrom(ProductSpec product, long second)
    {
        Func<long, long> startOf = StartOf(product);
        return startOf(second) == second ? second : startOf(second + (Seconds == 0 ? LongestDaySeconds : Seconds));
    }
}
