using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History;

/// <summary>The metrics of a chain or product in one second of market time.</summary>
/// <param name="Route">Whose.</param>
/// <param name="UnixSeconds">The second; of several rows in one the last is kept.</param>
/// <param name="Values">By <see cref="HistoryMetric"/>, as published; NaN is "none".</param>
public sealed record MetricRow(TickRoute Route, long UnixSeconds, double[] Values)
{
    public double this[HistoryMetric metric] => Values[(int)metric];

    /// <summary>Whether another row says the same of the market, bit for bit; every NaN is the same "none".</summary>
    public bool SaysTheSameAs(MetricRow other)
    {
        for (int i = 0; i < Values.Length; i++)
        {
            if (BitConverter.DoubleToInt64Bits(Values[i]) != BitConverter.DoubleToInt64Bits(other.Values[i]) && !(double.IsNaN(Values[i]) && double.IsNaN(other.Values[i])))
            {
                return false;
            }
        }

        return true;
    }
}
