using TradingAnalytics.Engine.Bars;

namespace TradingAnalytics.Grains.Abstractions.Messages;

[RegisterConverter]
public sealed class BarConverter : IConverter<Bar, BarSurrogate>
{
    public Bar ConvertFromSurrogate(in BarSurrogate surrogate) =>
        new(surrogate.StartUnixSeconds, surrogate.Open, surrogate.High, surrogate.Low, surrogate.Close, surrogate.Ticks);

    public BarSurrogate ConvertToSurrogate(in Bar value) => new()
    {
        StartUnixSeconds = value.StartUnixSeconds,
        Open = value.Open,
        High = value.High,
        Low = value.Low,
        Close = value.Close,
        Ticks = value.Ticks,
    };
}
