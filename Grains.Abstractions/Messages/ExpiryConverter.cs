using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

[RegisterConverter]
public sealed class ExpiryConverter : IConverter<Expiry, ExpirySurrogate>
{
    public Expiry ConvertFromSurrogate(in ExpirySurrogate surrogate) => new(surrogate.DayNumber);

    public ExpirySurrogate ConvertToSurrogate(in Expiry value) => new() { DayNumber = value.DayNumber };
}
