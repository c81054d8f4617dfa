using TradingAnalytics.Engine.Bars;

namespace TradingAnalytics.Grains.Products;

/// <summary>A series of bars as stored.</summary>
[GenerateSerializer, Alias("ta.BarsState")]
public sealed class BarsState
{
    [Id(0)]
    public Bar[] Bars { get; set; } = [];

    [Id(1)]
    public long OpenUnixMicroseconds { get; set; }

    [Id(2)]
    public long CloseUnixMicroseconds { get; set; }

    public static BarsState Of(BarSeriesState series) => new()
    {
        Bars = series.Bars,
        OpenUnixMicroseconds = series.OpenUnixMicroseconds,
        CloseUnixMicroseconds = series.CloseUnixMicroseconds,
    };

    public BarSeriesState Series() => new(Bars, OpenUnixMicroseconds, CloseUnixMicroseconds);
}
