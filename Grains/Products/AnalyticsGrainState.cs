namespace TradingAnalytics.Grains.Products;

/// <summary>What a product's analytics grain stores: nothing of the market, which its chains tell it again, only which life its tables are in.</summary>
[GenerateSerializer, Alias("ta.AnalyticsGrainState")]
public sealed class AnalyticsGrainState
{
    [Id(0)]
    public long Epoch { get; set; }
}
