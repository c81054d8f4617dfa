using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

[RegisterConverter]
public sealed class TickRouteConverter : IConverter<TickRoute, TickRouteSurrogate>
{
    public TickRoute ConvertFromSurrogate(in TickRouteSurrogate surrogate) => new(surrogate.Product, surrogate.Expiry);

    public TickRouteSurrogate ConvertToSurrogate(in TickRoute value) => new() { Product = value.Product, Expiry = value.Expiry };
}
