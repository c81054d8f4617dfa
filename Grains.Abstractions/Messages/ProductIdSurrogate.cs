namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>A product id on the wire: its name, empty for none.</summary>
[GenerateSerializer, Immutable, Alias("ta.ProductIdSurrogate")]
public struct ProductIdSurrogate
{
    [Id(0)]
    public string Name;
}
