namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>Rounds prices to a venue's tick. Results are the doubles nearest to the decimal price (0.15, never 0.15000000000000002).</summary>
internal readonly struct PriceGrid
{
    private readonly double _perUnit;

    public PriceGrid(double tickSize)
    {
        TickSize = tickSize;
        double perUnit = Math.Round(1 / tickSize);
        _perUnit = Math.Abs((perUnit * tickSize) - 1) < 1e-9 ? perUnit : 1 / tickSize;
    }

    public double TickSize { get; }

    public double Floor(double price) => Math.Floor((price * _perUnit) + 1e-7) / _perUnit;

    public double Ceiling(double price) => Math.Ceiling((price * _perUnit) - 1e-7) / _perUnit;

    public double Nearest(double price) => Math.Round(price * _perUnit) / _perUnit;
}
