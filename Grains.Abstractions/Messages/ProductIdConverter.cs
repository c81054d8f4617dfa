using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

[RegisterConverter]
public sealed class ProductIdConverter : IConverter<ProductId, ProductIdSurrogate>
{
    public ProductId ConvertFromSurrogate(in ProductIdSurrogate surrogate) => string.IsNullOrEmpty(surrogate.Name) ? default : new ProductId(surrogate.Name);

    public ProductIdSurrogate ConvertToSurrogate(in ProductId value) => new() { Name = value.ToString() };
}
