using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Throughput;

/// <summary>A simulated market cut into steps, each sorted by route as the ingress would: what the books are fed with.</summary>
internal sealed class MarketBatches
{
    private readonly MarketGenerator _generator;
    private readonly Tick[] _ticks;
    private int _count;

    public MarketBatches(ProductCatalogue catalogue, int ticksPerSecond, DateTimeOffset start)
    {
        _generator = new MarketGenerator(new SimulationOptions { Seed = 1, TicksPerSecond = ticksPerSecond }, catalogue, start);
        _ticks = new Tick[_generator.MaxTicksPerStep];
    }

    public ReadOnlySpan<Tick> Ticks => _ticks.AsSpan(0, _count);

    public DateTimeOffset Time => _generator.Time;

    public void Next()
    {
        _count = _generator.Next(_ticks);
        _ticks.AsSpan(0, _count).Sort(static (left, right) =>
            left.Route == right.Route ? left.UnixMicroseconds.CompareTo(right.UnixMicroseconds) : RouteKey(left).CompareTo(RouteKey(right)));
    }

    /// <summary>The length of the run of ticks of one route that begins at an index.</summary>
    public int RunAt(int start)
    {
        TickRoute route = _ticks[start].Route;
        int end = start + 1;
        while (end < _count && _ticks[end].Route == route)
        {
            end++;
        }

        return end - start;
    }

    private static (int Product, int Expiry) RouteKey(in Tick tick) => (tick.Product.GetHashCode(), tick.Route.Expiry.DayNumber);
}
