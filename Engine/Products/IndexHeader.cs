using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.VolatilityIndex;

namespace TradingAnalytics.Engine.Products;

/// <summary>A product's volatility index, its moment, and what it closed at before.</summary>
internal readonly record struct IndexHeader(VolatilityIndexValue Index, VolatilityIndexOptions Options, DailyCloses Closes, double Spot, long AsOfUnixMicroseconds, long ReceivedUnixMicroseconds)
{
    /// <summary>The index in percent, as published.</summary>
    public double Value => PublishedPrecision.Round(Index.Value, VolatilityIndexTable.IndexPlaces);
}
